package tangency.core.solve.discrete;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;

@NullMarked
class DiscretePropertiesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static DiscreteResult.Found found(DiscreteProblem problem) {
        DiscreteResult result = DiscreteSolver.solve(problem, Stop.NEVER);
        if (result instanceof DiscreteResult.Found found) {
            return found;
        }
        throw new AssertionError(result.toString());
    }

    private static double[] mean(int n) {
        return new Random(5).doubles(n, -0.0002, 0.001).toArray();
    }

    private static DiscreteProblem sample(int n, double lambda) {
        return DiscreteProblem
                .of(Sample.invested(mean(n), Sample.hard(n, 9), 0, 0.6), new DiscreteProblem.Goal.Tolerance(lambda))
                .withHeld(2, 5).withMinimumPosition(0.05);
    }

    @Test
    void theOrderOfAssetsDoesNotMatter() {
        int n = 14;
        DiscreteProblem problem = sample(n, 0.05);
        int[] order = IntStream.range(0, n).map(i -> (i * 5 + 3) % n).toArray();
        double[] mean = new double[n];
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            mean[i] = problem.quadratic().mean()[order[i]];
            for (int j = 0; j < n; j++) {
                covariance[i][j] = problem.quadratic().covariance().get(order[i], order[j]);
            }
        }
        DiscreteProblem moved = DiscreteProblem
                .of(Sample.invested(mean, Matrix.of(covariance), 0, 0.6), problem.goal()).withHeld(2, 5)
                .withMinimumPosition(0.05);
        DiscreteResult.Found one = found(problem);
        DiscreteResult.Found other = found(moved);
        assertThat(one).isInstanceOf(DiscreteResult.Optimal.class);
        assertThat(other).isInstanceOf(DiscreteResult.Optimal.class);
        assertThat(Math.abs(one.objective() - other.objective()))
                .isLessThanOrEqualTo(1e-9 * problem.scale(one.weights().shared()));
        for (int i = 0; i < n; i++) {
            assertThat(Math.abs(other.weights().get(i) - one.weights().get(order[i]))).isLessThan(1e-9);
        }
    }

    @Test
    void unitsDoNotMatter() {
        int n = 12;
        DiscreteResult.Found plain = found(sample(n, 0.05));
        for (double scale : new double[]{1e-12, 1e-6, 1e6, 1e12}) {
            double[] mean = Arrays.stream(mean(n)).map(m -> m * scale).toArray();
            double[] values = Sample.hard(n, 9).shared().clone();
            Arrays.setAll(values, i -> values[i] * scale);
            DiscreteProblem scaled = DiscreteProblem.of(Sample.invested(mean, Matrix.wrap(n, n, values), 0, 0.6),
                    new DiscreteProblem.Goal.Tolerance(0.05)).withHeld(2, 5).withMinimumPosition(0.05);
            DiscreteResult.Found found = found(scaled);
            assertThat(found).isInstanceOf(DiscreteResult.Optimal.class);
            for (int i = 0; i < n; i++) {
                assertThat(Math.abs(found.weights().get(i) - plain.weights().get(i))).as("Scale %s", scale)
                        .isLessThan(1e-9);
            }
        }
    }

    /** Beyond what can be enumerated: no portfolio drawn at random is below the bound. */
    @Test
    void nothingDrawnAtRandomIsBelowTheBound() {
        int n = 40;
        Random random = new Random(17);
        for (DiscreteProblem.Goal goal : List.of(new DiscreteProblem.Goal.Tolerance(0),
                new DiscreteProblem.Goal.Tolerance(0.1), new DiscreteProblem.Goal.Return(),
                new DiscreteProblem.Goal.Ratio(0))) {
            double[] costs = Sample.filled(n, 2e-5);
            DiscreteProblem problem = sample(n, 0).withGoal(goal)
                    .withFixedCosts(Vector.wrap(costs), Vector.wrap(Sample.filled(n, 0.02))).withNodes(50);
            DiscreteResult.Found found = found(problem);
            double bound = found instanceof DiscreteResult.Inexact inexact
                    ? inexact.bound()
                    : ((DiscreteResult.Optimal) found).bound();
            assertThat(bound).isLessThanOrEqualTo(found.objective());
            assertThat(new Feasible(problem).holds(found.weights().shared())).isTrue();
            for (int draw = 0; draw < 2000; draw++) {
                double[] w = new double[n];
                int held = 2 + random.nextInt(4);
                for (int k = 0; k < held; k++) {
                    w[random.nextInt(n)] = 0.2 + random.nextDouble();
                }
                double sum = Arrays.stream(w).sum();
                Arrays.setAll(w, i -> w[i] / sum);
                if (new Feasible(problem).holds(w)) {
                    assertThat(problem.objective(w)).isGreaterThanOrEqualTo(bound);
                }
            }
        }
    }

    @Test
    void limitsThatLeaveNothing() {
        DiscreteProblem problem = sample(6, 0);
        assertThat(DiscreteSolver.solve(problem.withHeld(0, 0), Stop.NEVER))
                .isInstanceOf(DiscreteResult.Infeasible.class);
        assertThat(DiscreteSolver.solve(problem.withHeld(7, 9), Stop.NEVER))
                .isInstanceOf(DiscreteResult.Infeasible.class);
        assertThat(DiscreteSolver.solve(problem.withHeld(3, 2), Stop.NEVER))
                .isInstanceOf(DiscreteResult.Infeasible.class);
        assertThat(DiscreteSolver.solve(problem.withMinimumPosition(0.7), Stop.NEVER))
                .isInstanceOf(DiscreteResult.Infeasible.class);
        assertThat(DiscreteSolver.solve(problem.withMinimumPosition(0.55), Stop.NEVER))
                .isInstanceOf(DiscreteResult.Infeasible.class);
        assertThat(DiscreteSolver.solve(problem.withLots(Vector.wrap(Sample.filled(6, 0.7))), Stop.NEVER))
                .isInstanceOf(DiscreteResult.Infeasible.class);
    }

    @Test
    void positionsWithoutEnd() {
        int n = 4;
        QuadraticProblem open = QuadraticProblem.of(mean(n), Matrix.wrap(n, n, new double[n * n]),
                Sample.filled(n, -INFINITY), Sample.filled(n, INFINITY),
                List.of(LinearRow.equality("Budget", Sample.filled(n, 1), 1)));
        assertThat(DiscreteSolver.solve(DiscreteProblem.of(open, new DiscreteProblem.Goal.Return()).withHeld(0, 3),
                Stop.NEVER)).isInstanceOf(DiscreteResult.Unbounded.class);
        assertThat(DiscreteSolver.solve(DiscreteProblem.of(open, new DiscreteProblem.Goal.Tolerance(1)).withHeld(0, 3),
                Stop.NEVER)).isInstanceOf(DiscreteResult.Unbounded.class);
        // One asset alone has no room.
        assertThat(found(DiscreteProblem.of(open, new DiscreteProblem.Goal.Return()).withHeld(0, 1)))
                .isInstanceOf(DiscreteResult.Optimal.class);
    }

    @Test
    void withoutAnyRisk() {
        int n = 5;
        DiscreteProblem problem = DiscreteProblem
                .of(Sample.invested(mean(n), Matrix.wrap(n, n, new double[n * n]), 0, 1),
                        new DiscreteProblem.Goal.Tolerance(0))
                .withHeld(2, 2).withMinimumPosition(0.1);
        assertThat(found(problem)).isInstanceOf(DiscreteResult.Optimal.class);
        assertThat(DiscreteSolver.solve(problem.withGoal(new DiscreteProblem.Goal.Ratio(-1)), Stop.NEVER))
                .isInstanceOf(DiscreteResult.Unbounded.class);
    }

    @Test
    void manyTwins() {
        int n = 30;
        double[] values = new double[n * n];
        Arrays.fill(values, 1e-4);
        DiscreteProblem problem = DiscreteProblem.of(Sample.invested(new double[n], Matrix.wrap(n, n, values), 0, 1),
                new DiscreteProblem.Goal.Tolerance(0)).withHeld(3, 6).withMinimumPosition(0.1);
        DiscreteResult.Found found = found(problem);
        assertThat(found).isInstanceOf(DiscreteResult.Optimal.class);
        assertThat(Math.abs(found.objective() - 0.5e-4)).isLessThan(1e-15);
    }
}
