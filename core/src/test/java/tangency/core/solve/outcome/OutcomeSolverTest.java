package tangency.core.solve.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.Conflict;
import tangency.core.solve.quadratic.LinearRow;

@NullMarked
class OutcomeSolverTest {
    private static final List<OutcomeRisk> ALL = List.of(new OutcomeRisk.Cvar(0.9), new OutcomeRisk.WorstCase(),
            new OutcomeRisk.MeanAbsoluteDeviation(), new OutcomeRisk.Gini(), new OutcomeRisk.SemiVariance(),
            new OutcomeRisk.SemiDeviation());

    private static Matrix returns(int outcomes, int assets, long seed) {
        Random random = new Random(seed);
        double[] values = new double[outcomes * assets];
        for (int t = 0; t < outcomes; t++) {
            double market = 0.01 * random.nextGaussian();
            for (int j = 0; j < assets; j++) {
                values[t * assets + j] = 0.0005 + market + 0.01 * (1 + j % 5) * 0.5 * random.nextGaussian();
            }
        }
        return Matrix.wrap(outcomes, assets, values);
    }

    private static OutcomeResult.Optimal optimal(OutcomeProblem problem, OutcomeRisk risk) {
        OutcomeResult result = OutcomeSolver.solve(problem, risk, null, Stop.NEVER);
        assertThat(result).as("%s", risk).isInstanceOf(OutcomeResult.Optimal.class);
        return (OutcomeResult.Optimal) result;
    }

    @Test
    void risksOfFourOutcomesAreThoseWorkedByHand() {
        double[] x = {0.04, -0.02, 0.01, -0.03};
        assertThat(new OutcomeRisk.Cvar(0.5).of(x)).isCloseTo(0.025, within(1e-17));
        // A tail of 1.5 outcomes: the worst and half of the next.
        assertThat(new OutcomeRisk.Cvar(0.625).of(x)).isCloseTo((0.03 + 0.5 * 0.02) / 1.5, within(1e-17));
        assertThat(new OutcomeRisk.Cvar(0.99).of(x)).isEqualTo(0.03);
        assertThat(new OutcomeRisk.WorstCase().of(x)).isEqualTo(0.03);
        assertThat(new OutcomeRisk.MeanAbsoluteDeviation().of(x)).isCloseTo(0.025, within(1e-17));
        assertThat(new OutcomeRisk.SemiVariance().of(x)).isCloseTo((0.0004 + 0.0009) / 3, within(1e-17));
        double pairs = 0;
        for (double one : x) {
            for (double other : x) {
                pairs += Math.abs(one - other) / 32;
            }
        }
        assertThat(new OutcomeRisk.Gini().of(x)).isCloseTo(pairs, within(1e-17));
    }

    @Test
    void twoAssetsThatOffsetEachOtherAreHeldWhereTheyDo() {
        Matrix returns = Matrix.of(new double[][]{{0.02, -0.04}, {-0.02, 0.04}, {0.01, -0.02}});
        for (OutcomeRisk risk : ALL) {
            OutcomeResult.Optimal best = optimal(OutcomeGoldenTest.longOnly(returns), risk);
            assertThat(best.risk()).as("%s", risk).isCloseTo(0, within(1e-16));
            assertThat(best.weights().get(0)).as("%s", risk).isCloseTo(2.0 / 3, within(1e-8));
        }
    }

    @Test
    void weightsAtABoundAreThatBoundBitForBit() {
        OutcomeProblem problem = OutcomeGoldenTest.longOnly(returns(400, 30, 1));
        for (OutcomeRisk risk : ALL) {
            OutcomeResult.Optimal best = optimal(problem, risk);
            for (int j = 0; j < 30; j++) {
                double weight = best.weights().get(j);
                assertThat(weight == 0 || weight > 1e-9).as("%s: %s", risk, weight).isTrue();
                assertThat(best.boundMultipliers().get(j) == 0 || weight == 0).as("%s", risk).isTrue();
            }
        }
    }

    @Test
    void multipliersAreWhatTheObjectiveGainsWhenALimitMoves() {
        Matrix returns = returns(200, 8, 2);
        double[] mean = OutcomeSystem.columnMeans(returns);
        double[] upper = new double[8];
        Arrays.fill(upper, 0.3);
        double[] ones = new double[8];
        Arrays.fill(ones, 1);
        double step = 1e-7;
        for (OutcomeRisk risk : ALL) {
            OutcomeProblem[] at = new OutcomeProblem[3];
            for (int k = 0; k < 3; k++) {
                at[k] = OutcomeProblem.of(returns, new double[8], upper,
                        List.of(LinearRow.equality("Budget", ones, 1),
                                LinearRow.atLeast("Return", mean,
                                        1.3 * Arrays.stream(mean).sum() / 8 + (k - 1) * step)));
            }
            OutcomeResult.Optimal here = optimal(at[1], risk);
            double right = (optimal(at[2], risk).objective() - here.objective()) / step;
            double left = (here.objective() - optimal(at[0], risk).objective()) / step;
            // The optimum is convex in the limit: where it has a kink the multiplier lies between its two slopes.
            double multiplier = here.rowMultipliers().get(1);
            assertThat(multiplier).as("%s", risk).isPositive().isBetween(left - 1e-8 * right, right + 1e-8 * right);
            assertThat(right - left).as("%s", risk).isLessThan(1e-2 * right);
        }
    }

    @Test
    void aTailOfLessThanOneOutcomeIsTheWorstCase() {
        OutcomeProblem problem = OutcomeGoldenTest.longOnly(returns(60, 10, 3));
        double worst = optimal(problem, new OutcomeRisk.WorstCase()).objective();
        for (double level : new double[]{0.99, 1 - 1e-9, Math.nextDown(1.0)}) {
            assertThat(optimal(problem, new OutcomeRisk.Cvar(level)).objective()).isCloseTo(worst, within(1e-16));
        }
    }

    @Test
    void limitsThatContradictEachOtherAreNamed() {
        OutcomeProblem problem = OutcomeGoldenTest.longOnly(returns(50, 4, 4))
                .plusRow(LinearRow.atMost("Little", new double[]{1, 1, 1, 1}, 0.5));
        for (OutcomeRisk risk : ALL) {
            OutcomeResult result = OutcomeSolver.solve(problem, risk, null, Stop.NEVER);
            assertThat(result).isInstanceOf(OutcomeResult.Infeasible.class);
            assertThat(((OutcomeResult.Infeasible) result).conflict().members().stream()
                    .map(Conflict.Relaxation::member)).containsExactlyInAnyOrder(new Conflict.Member.Row(0),
                            new Conflict.Member.Row(1));
        }
    }

    @Test
    void aPositionThatNeverLosesIsFollowedForEver() {
        Matrix returns = Matrix.of(new double[][]{{0.02, 0.01}, {0.01, 0}, {0.03, 0.01}});
        double infinity = Double.POSITIVE_INFINITY;
        OutcomeProblem problem = OutcomeProblem.of(returns, new double[]{-infinity, -infinity},
                new double[]{infinity, infinity}, List.of(LinearRow.equality("Budget", new double[]{1, 1}, 1)));
        OutcomeResult result = OutcomeSolver.solve(problem, new OutcomeRisk.Cvar(0.5), null, Stop.NEVER);
        assertThat(result).isInstanceOf(OutcomeResult.Unbounded.class);
    }

    @Test
    void warmStartGivesTheSameOptimumInFewerSteps() {
        Matrix returns = returns(1500, 40, 5);
        OutcomeProblem problem = OutcomeGoldenTest.longOnly(returns);
        OutcomeRisk risk = new OutcomeRisk.Cvar(0.95);
        OutcomeResult.Optimal first = optimal(problem, risk);
        double[] upper = new double[40];
        Arrays.fill(upper, 1);
        int largest = 0;
        for (int j = 0; j < 40; j++) {
            largest = first.weights().get(j) > first.weights().get(largest) ? j : largest;
        }
        upper[largest] = 0.95 * first.weights().get(largest);
        OutcomeProblem moved = OutcomeProblem.of(returns, new double[40], upper, problem.rows());
        OutcomeResult.Optimal cold = optimal(moved, risk);
        OutcomeResult.Optimal warm = (OutcomeResult.Optimal) OutcomeSolver.solve(moved, risk, first.start(),
                Stop.NEVER);
        assertThat(warm.objective()).isCloseTo(cold.objective(), within(1e-15));
        assertThat(warm.iterations()).isLessThan(cold.iterations());
        assertThat(warm.weights().get(largest)).isEqualTo(upper[largest]);
    }

    @Test
    void stoppedEarlyItSaysSo() {
        OutcomeProblem problem = OutcomeGoldenTest.longOnly(returns(500, 20, 6));
        for (OutcomeRisk risk : ALL) {
            OutcomeResult result = OutcomeSolver.solve(problem, risk, null, () -> true);
            assertThat(result).as("%s", risk).isInstanceOf(OutcomeResult.Inexact.class);
            assertThat(((OutcomeResult.Inexact) result).certificate().primalResidual()).isLessThan(1e-9);
        }
    }

    @Test
    void hostileReturnsHaveATypedAnswer() {
        for (double scale : new double[]{1e-12, 1e-6, 1, 1e6, 1e12}) {
            for (int outcomes : new int[]{1, 2, 5}) {
                double[] values = returns(outcomes, 6, 7).shared().clone();
                Arrays.setAll(values, k -> k % 6 == 2 ? 0 : values[k] * scale);
                OutcomeProblem problem = OutcomeGoldenTest.longOnly(Matrix.wrap(outcomes, 6, values));
                for (OutcomeRisk risk : ALL) {
                    assertThat(optimal(problem, risk).certificate().proves()).isTrue();
                }
            }
        }
        assertThatThrownBy(() -> OutcomeGoldenTest.longOnly(Matrix.of(new double[][]{{0.1, Double.NaN}})))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("asset 1 in outcome 0 is NaN");
    }

    /** Averages over outcomes do not change when each is there more than once. */
    @Test
    void outcomesThatRepeatEachOtherChangeNothing() {
        Matrix once = returns(60, 8, 9);
        double[] values = new double[20 * 60 * 8];
        Arrays.setAll(values, k -> once.shared()[k % (60 * 8)]);
        for (OutcomeRisk risk : List.of(new OutcomeRisk.Cvar(0.9), new OutcomeRisk.WorstCase(),
                new OutcomeRisk.MeanAbsoluteDeviation(), new OutcomeRisk.Gini())) {
            double expected = optimal(OutcomeGoldenTest.longOnly(once), risk).objective();
            OutcomeResult.Optimal many = optimal(OutcomeGoldenTest.longOnly(Matrix.wrap(20 * 60, 8, values)), risk);
            assertThat(many.objective()).as("%s", risk).isCloseTo(expected, within(1e-15));
        }
    }

    @Test
    void manyOutcomesTakeTheSmoothedWay() {
        OutcomeProblem problem = OutcomeGoldenTest.longOnly(returns(3000, 60, 8));
        OutcomeRisk risk = new OutcomeRisk.Cvar(0.95);
        OutcomeResult.Optimal best = optimal(problem, risk);
        LinearProgram.Answer other = LinearProgram.solve(problem, risk, 30_000);
        assertThat(best.objective()).isCloseTo(other.objective(), within(1e-9));
    }
}
