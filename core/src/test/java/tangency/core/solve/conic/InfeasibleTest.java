package tangency.core.solve.conic;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tangency.core.solve.Stop;

/** Programs without an answer, and the proofs that there is none. */
@NullMarked
class InfeasibleTest {
    @Test
    void budgetAboveTheSumOfCaps_isInfeasible() {
        ConicProgram.Builder builder = ConicProgram.builder(2, 2).diagonal(0, 1);
        builder.equal(Row.of(new int[]{0, 1}, new double[]{1, 1}, 1));
        builder.atMost(Row.of(0, 1, 0.3), Row.of(1, 1, 0.3));
        ConicResult result = ConicSolver.solve(builder.build(), Stop.NEVER);
        assertThat(result).isInstanceOf(ConicResult.PrimalInfeasible.class);
    }

    @Test
    void normBelowWhatAnEquationNeeds_isInfeasible() {
        ConicProgram.Builder builder = ConicProgram.builder(2, 2).cost(0, 1);
        builder.equal(Row.of(new int[]{0, 1}, new double[]{1, 1}, 1));
        builder.add(new Cone.SecondOrder(3), Row.constant(0.5), Row.of(0, 1, 0), Row.of(1, 1, 0));
        assertThat(ConicSolver.solve(builder.build(), Stop.NEVER)).isInstanceOf(ConicResult.PrimalInfeasible.class);
    }

    @Test
    void exponentialBelowItsArgument_isInfeasible() {
        // exp(x) <= x has no solution
        ConicProgram.Builder builder = ConicProgram.builder(1, 1).cost(0, 1);
        builder.add(new Cone.Exponential(), Row.of(0, -1, 0), Row.constant(1), Row.of(0, -1, 0));
        assertThat(ConicSolver.solve(builder.build(), Stop.NEVER)).isInstanceOf(ConicResult.PrimalInfeasible.class);
    }

    @Test
    void geometricMeanAboveTheArithmetic_isInfeasible() {
        ConicProgram.Builder builder = ConicProgram.builder(2, 2).cost(0, 1);
        builder.equal(Row.of(new int[]{0, 1}, new double[]{1, 1}, 1));
        builder.add(new Cone.Power(0.5), Row.of(0, -1, 0), Row.of(1, -1, 0), Row.constant(0.6));
        assertThat(ConicSolver.solve(builder.build(), Stop.NEVER)).isInstanceOf(ConicResult.PrimalInfeasible.class);
    }

    @Test
    void costThatFallsAlongAFreeDirection_isUnbounded() {
        ConicProgram.Builder builder = ConicProgram.builder(2, 2).cost(0, -1).diagonal(1, 1);
        builder.atMost(Row.of(0, -1, 0), Row.of(1, -1, 0));
        assertThat(ConicSolver.solve(builder.build(), Stop.NEVER)).isInstanceOf(ConicResult.DualInfeasible.class);
        ConicProgram.Builder logarithm = ConicProgram.builder(2, 1).cost(1, -1);
        logarithm.add(new Cone.Exponential(), Row.of(1, -1, 0), Row.constant(1), Row.of(0, -1, 0));
        ConicResult result = ConicSolver.solve(logarithm.build(), Stop.NEVER);
        assertThat(result).isNotInstanceOf(ConicResult.Optimal.class);
    }
}
