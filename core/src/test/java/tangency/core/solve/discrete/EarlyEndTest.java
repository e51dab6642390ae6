package tangency.core.solve.discrete;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tangency.core.math.Vector;
import tangency.core.solve.Stop;

/** Searches that end before their gap is closed say how far they are, and are right about it. */
@NullMarked
class EarlyEndTest {
    private static final DiscreteProblem HARD = DiscreteProblem
            .of(Sample.invested(Sample.filled(24, 0), Sample.hard(24, 3), 0, 1), new DiscreteProblem.Goal.Tolerance(0))
            .withHeld(0, 6).withMinimumPosition(0.02);

    /** Requested from the {@code polls}-th question on. */
    private static Stop after(int polls) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.incrementAndGet() > polls;
    }

    @Test
    void toTheEnd() {
        assertThat(DiscreteSolver.solve(HARD, Stop.NEVER)).isInstanceOf(DiscreteResult.Optimal.class);
    }

    @Test
    void gapsHoldTheTruthWheneverTheSearchIsStopped() {
        DiscreteResult.Optimal truth = (DiscreteResult.Optimal) DiscreteSolver.solve(HARD, Stop.NEVER);
        int inexact = 0;
        for (int polls = 0; polls < 1500; polls += 61) {
            DiscreteResult result = DiscreteSolver.solve(HARD, after(polls));
            if (result instanceof DiscreteResult.Inexact found) {
                inexact++;
                contains(found, truth);
                assertThat(found.message()).contains("stopped early").contains("gap of " + found.gap());
            } else if (result instanceof DiscreteResult.Failed failed) {
                assertThat(failed.why()).contains("before any portfolio");
            } else {
                assertThat(result).isInstanceOf(DiscreteResult.Optimal.class);
            }
        }
        assertThat(inexact).isGreaterThan(5);
    }

    @Test
    void stoppedAtOnceClaimsNothing() {
        assertThat(DiscreteSolver.solve(HARD, () -> true)).isInstanceOf(DiscreteResult.Failed.class);
    }

    @Test
    void nodesAreALimit() {
        DiscreteResult.Optimal truth = (DiscreteResult.Optimal) DiscreteSolver.solve(HARD, Stop.NEVER);
        assertThat(truth.nodes()).isGreaterThan(10);
        DiscreteResult result = DiscreteSolver.solve(HARD.withNodes(10), Stop.NEVER);
        assertThat(result.nodes()).isEqualTo(10);
        contains((DiscreteResult.Inexact) result, truth);
        assertThat(((DiscreteResult.Inexact) result).message()).contains("after 10 nodes");
    }

    /** Lots that never add up: said so, not searched for ever. */
    @Test
    void wholeLotsThatCannotMeetABudgetEndTyped() {
        double[] lots = new double[12];
        for (int i = 0; i < lots.length; i++) {
            lots[i] = 0.001 * Math.sqrt(2 + i);
        }
        DiscreteProblem problem = DiscreteProblem
                .of(Sample.invested(Sample.filled(12, 0), Sample.hard(12, 5), 0, 1),
                        new DiscreteProblem.Goal.Tolerance(0))
                .withLots(Vector.wrap(lots));
        DiscreteResult result = DiscreteSolver.solve(problem, Stop.NEVER);
        assertThat(result).isInstanceOfSatisfying(DiscreteResult.Failed.class,
                failed -> assertThat(failed.why()).contains("whole lots").contains("before any portfolio"));
    }

    /** Small lots leave a gap that no tree closes; what is found is near the bound nevertheless. */
    @Test
    void smallLotsAreNearTheirBound() {
        double[] lots = new double[12];
        for (int i = 0; i < lots.length; i++) {
            lots[i] = 0.001 * Math.sqrt(2 + i);
        }
        DiscreteProblem problem = DiscreteProblem
                .of(Sample.invested(Sample.filled(12, 0), Sample.hard(12, 5), 0, 1, 0.99),
                        new DiscreteProblem.Goal.Tolerance(0))
                .withLots(Vector.wrap(lots)).withNodes(2000);
        DiscreteResult.Found found = (DiscreteResult.Found) DiscreteSolver.solve(problem, Stop.NEVER);
        assertThat(found.certificate().relativeGap()).isLessThan(1e-2);
        assertThat(new Feasible(problem).holds(found.weights().shared())).isTrue();
    }

    private static void contains(DiscreteResult.Inexact found, DiscreteResult.Optimal truth) {
        double rounding = 1e-12 * Math.abs(truth.objective());
        assertThat(found.bound()).isLessThanOrEqualTo(truth.objective() + rounding);
        assertThat(found.objective()).isGreaterThanOrEqualTo(truth.objective() - 1e-9 * Math.abs(truth.objective()));
        assertThat(found.gap()).isEqualTo(found.certificate().relativeGap());
        assertThat(new Feasible(HARD).holds(found.weights().shared())).isTrue();
    }
}
