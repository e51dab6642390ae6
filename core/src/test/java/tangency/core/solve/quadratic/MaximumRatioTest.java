package tangency.core.solve.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.solve.quadratic.Problems.INFINITY;
import static tangency.core.solve.quadratic.Problems.filled;
import static tangency.core.solve.quadratic.Problems.invested;

import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

@NullMarked
class MaximumRatioTest {
    private static final double[] MEAN = {0.1, 0.2, 0.01};
    /** Two stocks and cash. */
    private static final Matrix COVARIANCE = Matrix.of(new double[][]{{0.04, 0.01, 0}, {0.01, 0.09, 0}, {0, 0, 0}});

    private static RatioResult.Optimal optimal(RatioResult result) {
        if (result instanceof RatioResult.Optimal optimal) {
            return optimal;
        }
        throw new AssertionError("Not optimal: " + result);
    }

    @Test
    void cashAtTheRiskFreeRateLeavesTheTangencyPortfolioInClosedForm() {
        // Weights proportional to the inverse covariance times the excess means 0.09 and 0.19.
        double first = 0.09 * 0.09 - 0.01 * 0.19;
        double second = 0.04 * 0.19 - 0.01 * 0.09;
        double share = first / (first + second);
        for (LinearRow budget : List.of(LinearRow.equality("Budget", filled(3, 1), 1))) {
            QuadraticProblem problem = QuadraticProblem.of(MEAN, COVARIANCE, filled(3, 0), filled(3, 1),
                    List.of(budget));
            RatioResult.Optimal answer = optimal(MaximumRatio.of(problem, 0.01));
            Vector weights = answer.portfolio().weights();
            assertThat(weights.get(0)).isCloseTo(share, within(1e-12));
            assertThat(weights.get(1)).isCloseTo(1 - share, within(1e-12));
            assertThat(weights.get(2)).isZero();
        }
    }

    @Test
    void budgetRangeScalesToTheSameRatio() {
        QuadraticProblem problem = QuadraticProblem.of(new double[]{0.1, 0.2},
                Matrix.of(new double[][]{{0.04, 0.01}, {0.01, 0.09}}), filled(2, 0), filled(2, 1),
                List.of(new LinearRow("Budget", filled(2, 1), 0, 1)));
        double ratio = optimal(MaximumRatio.of(problem, 0)).ratio();
        double closed = Math.sqrt((0.1 * (0.09 * 0.1 - 0.01 * 0.2) + 0.2 * (0.04 * 0.2 - 0.01 * 0.1))
                / (0.04 * 0.09 - 0.0001));
        assertThat(ratio).isCloseTo(closed, within(1e-12));
    }

    @Test
    void risklessExcessIsUnbounded() {
        assertThat(MaximumRatio.of(invested(MEAN, COVARIANCE, 0, 1), 0)).isInstanceOfSatisfying(
                RatioResult.Riskless.class, riskless -> assertThat(riskless.mean()).isEqualTo(0.01));
    }

    @Test
    void allMeansBelowTheRiskFreeRateIsSaid() {
        assertThat(MaximumRatio.of(invested(MEAN, COVARIANCE, 0, 1), 0.25))
                .isEqualTo(new RatioResult.NoExcess(0.2));
        assertThat(MaximumRatio.of(invested(MEAN, COVARIANCE, 0, 1), 0.2)).isEqualTo(new RatioResult.NoExcess(0.2));
    }

    @Test
    void riskFreeRateJustBelowTheHighestMeanPicksTheHighestMean() {
        RatioResult.Optimal answer = optimal(MaximumRatio.of(invested(MEAN, COVARIANCE, 0, 1), 0.199));
        assertThat(answer.portfolio().weights()).isEqualTo(Vector.of(0, 1, 0));
        assertThat(answer.ratio()).isCloseTo(0.001 / 0.3, within(1e-12));
    }

    @Test
    void withoutBoundsTheRatioIsTheHyperbolasTangent() {
        double[] mean = {0.1, 0.2};
        Matrix covariance = Matrix.of(new double[][]{{0.04, 0.01}, {0.01, 0.09}});
        QuadraticProblem problem = invested(mean, covariance, -INFINITY, INFINITY);
        // Minimum variance has mean 0.1 + 0.1 * 3/11.
        double lowest = 0.1 + 0.1 * 3 / 11;
        RatioResult.Optimal answer = optimal(MaximumRatio.of(problem, lowest - 0.05));
        double x = 0.1 - lowest + 0.05;
        double y = 0.2 - lowest + 0.05;
        double squared = (0.09 * x * x - 0.02 * x * y + 0.04 * y * y) / (0.04 * 0.09 - 0.0001);
        assertThat(answer.ratio()).isCloseTo(Math.sqrt(squared), within(1e-12));
        assertThat(MaximumRatio.of(problem, lowest + 0.05)).isInstanceOf(RatioResult.NotAttained.class);
    }

    @Test
    void noRandomPortfolioHasAHigherRatio() {
        for (long seed = 0; seed < 60; seed++) {
            QuadraticProblem problem = RandomProblem.of(seed);
            Random random = new Random(seed);
            double rate = problem.mean()[0] * random.nextDouble();
            if (!(MaximumRatio.of(problem, rate) instanceof RatioResult.Optimal(double ratio, var portfolio))
                    || !(CriticalLine.trace(problem) instanceof CornerPortfolios(List<Corner> corners, var beyond))) {
                continue;
            }
            for (int k = 0; k < 50; k++) {
                double[] one = corners.get(random.nextInt(corners.size())).weights().shared();
                double[] other = corners.get(random.nextInt(corners.size())).weights().shared();
                double share = random.nextDouble();
                double[] weights = new double[one.length];
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = share * one[i] + (1 - share) * other[i];
                }
                double variance = Kernels.quadratic(problem.covariance().dense(), weights);
                double excess = Kernels.dot(problem.mean(), weights) - rate;
                if (variance > 1e-9 * portfolio.variance()) {
                    assertThat(excess / Math.sqrt(variance)).as("Seed %d", seed)
                            .isLessThanOrEqualTo(ratio * (1 + 1e-9));
                }
            }
        }
    }
}
