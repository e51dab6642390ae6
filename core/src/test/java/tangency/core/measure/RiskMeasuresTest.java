package tangency.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.Golden;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;

@NullUnmarked // what is null by mistake fails the test
class RiskMeasuresTest {
    @ParameterizedTest
    @CsvSource({"cvar95, CVAR, 0.95", "cvar99, CVAR, 0.99", "cdar95, CDAR, 0.95", "max_drawdown, MAX_DRAWDOWN, 0.95",
            "average_drawdown, AVERAGE_DRAWDOWN, 0.95", "ulcer, ULCER, 0.95", "mad, MEAN_ABSOLUTE_DEVIATION, 0.95",
            "semivariance, SEMI_VARIANCE, 0.95", "worst, WORST_CASE, 0.95", "evar95, EVAR, 0.95"})
    void values_areTheReferenceAnswers(String entry, RiskMeasure measure, double level) {
        var result = Golden.results("scenario_risk.json", "A").path(entry);
        Vector weights = Vector.wrap(Golden.vector(result.path("weights")));
        double[] returns = new Outcomes(Golden.returns("A")).of(weights);

        assertThat(RiskMeasures.of(new Risk(measure, level, false), returns)
                / result.path("objective_from_weights").asDouble())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void deviations_ofThreeReturns() {
        double[] returns = {0.03, -0.06, 0.06}; // mean 0.01

        assertThat(of(RiskMeasure.VARIANCE, returns)).isCloseTo((4e-4 + 49e-4 + 25e-4) / 2, within(1e-17));
        assertThat(of(RiskMeasure.STANDARD_DEVIATION, returns)).isCloseTo(Math.sqrt(39e-4), within(1e-16));
        assertThat(of(RiskMeasure.SEMI_VARIANCE, returns)).isCloseTo(49e-4 / 2, within(1e-17));
        assertThat(of(RiskMeasure.SEMI_DEVIATION, returns)).isCloseTo(0.07 / Math.sqrt(2), within(1e-16));
        assertThat(of(RiskMeasure.MEAN_ABSOLUTE_DEVIATION, returns)).isCloseTo(0.14 / 3, within(1e-16));
        assertThat(of(RiskMeasure.WORST_CASE, returns)).isEqualTo(0.06);
        // Of nine pairs six differ, by 0.09, 0.03 and 0.12, each twice.
        assertThat(of(RiskMeasure.GINI, returns)).isCloseTo(0.48 / 9 / 2, within(1e-16));
    }

    @Test
    void drawdowns_countTheStartAsAPeak() {
        // The sum goes -0.1, 0.1, 0, -0.1, 0.3; the drawdowns are 0.1, 0, 0.1, 0.2, 0.
        double[] returns = {-0.1, 0.2, -0.1, -0.1, 0.4};

        assertThat(of(RiskMeasure.MAX_DRAWDOWN, returns)).isCloseTo(0.2, within(1e-16));
        assertThat(of(RiskMeasure.AVERAGE_DRAWDOWN, returns)).isCloseTo(0.08, within(1e-16));
        assertThat(of(RiskMeasure.ULCER, returns)).isCloseTo(Math.sqrt(0.012), within(1e-16));
        // The worst of five in whole, and half the next.
        assertThat(RiskMeasures.of(new Risk(RiskMeasure.CDAR, 0.7, false), returns)).isCloseTo(0.25 / 1.5,
                within(1e-15));
        // Wealth goes 0.9, 1.08, 0.972, 0.8748, 1.22472.
        assertThat(RiskMeasures.of(new Risk(RiskMeasure.MAX_DRAWDOWN, 0.95, true), returns)).isCloseTo(0.19,
                within(1e-15));
        assertThat(RiskMeasures.of(new Risk(RiskMeasure.AVERAGE_DRAWDOWN, 0.95, true), returns))
                .isCloseTo((0.1 + 0.1 + 0.19) / 5, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 0.01, 0.3, 0.5, 0.9, 0.95, 0.99, 0.9949, 0.995, 0.9999, 1})
    void tailMeasures_areTheMinimaThatDefineThem(double level) {
        double[] returns = random(new Random(3), 200);
        double[] losses = Arrays.stream(returns).map(x -> -x).toArray();
        double cvar = RiskMeasures.of(new Risk(RiskMeasure.CVAR, level, false), returns);
        double evar = RiskMeasures.of(new Risk(RiskMeasure.EVAR, level, false), returns);
        double largest = Arrays.stream(losses).max().getAsDouble();

        if (level < 1) {
            // A piecewise linear convex function has a minimum at one of its kinks.
            double least = Arrays.stream(losses).map(a -> a
                    + Arrays.stream(losses).map(loss -> Math.max(0, loss - a)).sum() / 200 / (1 - level)).min()
                    .getAsDouble();
            assertThat(cvar).isCloseTo(least, within(1e-14));
            // Over ln t: undercut by no point of a fine grid, and met by one unless at a limit.
            double found = Double.POSITIVE_INFINITY;
            for (double logarithm = -14; logarithm < 9; logarithm += 1e-3) {
                found = Math.min(found, entropic(losses, largest, Math.exp(logarithm), level));
            }
            assertThat(evar).isLessThanOrEqualTo(found + 1e-15);
            if (level == 0) {
                assertThat(evar).isCloseTo(Arrays.stream(losses).average().getAsDouble(), within(1e-16));
            } else if (level >= 0.995) {
                assertThat(evar).isEqualTo(largest);
            } else {
                assertThat(evar).isCloseTo(found, within(2e-6 * found));
            }
        } else {
            assertThat(cvar).isEqualTo(largest);
            assertThat(evar).isEqualTo(largest);
        }
        assertThat(evar).isGreaterThanOrEqualTo(cvar - 1e-15).isLessThanOrEqualTo(largest + 1e-15);
    }

    private static double entropic(double[] losses, double largest, double t, double level) {
        double sum = Arrays.stream(losses).map(loss -> Math.exp((loss - largest) / t)).sum();
        return largest + t * Math.log(sum / losses.length / (1 - level));
    }

    /** A normal distribution's entropic value at risk is mean + σ√(-2 ln(1 - level)). */
    @Test
    void evar_ofManyNormalQuantiles_isTheClosedForm() {
        var normal = new org.apache.commons.math3.distribution.NormalDistribution(null, 0.001, 0.02);
        double[] returns = new double[1_000_000];
        for (int t = 0; t < returns.length; t++) {
            returns[t] = normal.inverseCumulativeProbability((t + 0.5) / returns.length);
        }

        assertThat(RiskMeasures.of(new Risk(RiskMeasure.EVAR, 0.5, false), returns))
                .isCloseTo(-0.001 + 0.02 * Math.sqrt(-2 * Math.log(0.5)), within(1e-6));
    }

    /** The case that decides is held by two numbers alone: p of loss 1 has entropy ln 2 + p ln p + (1-p) ln (1-p). */
    @Test
    void evar_ofTwoCases_solvesTheDual() {
        double level = 0.4;
        double p = RiskMeasures.of(new Risk(RiskMeasure.EVAR, level, false), new double[]{0, -1});

        assertThat(Math.log(2) + p * Math.log(p) + (1 - p) * Math.log1p(-p)).isCloseTo(-Math.log(1 - level),
                within(1e-14));
        assertThat(RiskMeasures.of(new Risk(RiskMeasure.EVAR, 0.5, false), new double[]{0, -1})).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void values_areHomogeneous_atEveryScale(RiskMeasure measure) {
        double[] returns = random(new Random(5), 60);
        double value = of(measure, returns);
        for (double scale : new double[]{1e-12, 1e-3, 7, 1e12}) {
            double[] scaled = Arrays.stream(returns).map(x -> x * scale).toArray();
            assertThat(of(measure, scaled) / Math.pow(scale, RiskMeasures.degree(measure)) / value).isCloseTo(1,
                    within(1e-13));
        }
    }

    /** Ties abound, so that kinks do: f(y) ≥ f(x) + slopes·(y - x) for every y. */
    @ParameterizedTest
    @EnumSource
    void slopes_areSubgradients(RiskMeasure measure) {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int periods = 2 + random.nextInt(40);
            Risk risk = new Risk(measure, new double[]{0.5, 0.8, 0.95, 0.99, 0.3}[seed % 5], false);
            double[] x = seed % 2 == 0 ? ties(random, periods) : random(random, periods);
            double[] slopes = RiskMeasures.slopes(risk, x);
            double value = RiskMeasures.of(risk, x);
            for (int trial = 0; trial < 20; trial++) {
                double[] y = trial % 2 == 0 ? ties(random, periods) : random(random, periods);
                double size = Math.pow(10, -random.nextInt(6));
                double line = value;
                for (int t = 0; t < periods; t++) {
                    y[t] = x[t] + size * (y[t] - x[t]);
                    line += slopes[t] * (y[t] - x[t]);
                }
                assertThat(RiskMeasures.of(risk, y)).as("seed %d", seed)
                        .isGreaterThanOrEqualTo(line - 1e-12 * (1 + Math.abs(line)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void contributions_sumToTheRiskTimesItsDegree(RiskMeasure measure) {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Outcomes outcomes = outcomes(random, 30 + random.nextInt(50), 6, seed % 2 == 0);
            Vector weights = Vector.wrap(random.doubles(6, -0.2, 1).toArray());
            Risk risk = Risk.of(measure);
            double value = RiskMeasures.of(risk, outcomes.of(weights));

            assertThat(RiskMeasures.contributions(risk, outcomes, weights).sum())
                    .isCloseTo(RiskMeasures.degree(measure) * value, within(1e-12 * Math.max(value, 1)));
            if (value > 0) {
                assertThat(RiskMeasures.shares(risk, outcomes, weights).sum()).isCloseTo(1, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void contributions_areDerivatives_whereThereAreNoTies(RiskMeasure measure) {
        boolean path = measure.ordinal() >= RiskMeasure.MAX_DRAWDOWN.ordinal() && measure != RiskMeasure.GINI;
        for (boolean compounded : path ? new boolean[]{false, true} : new boolean[]{false}) {
            Outcomes outcomes = outcomes(new Random(11), 80, 5, false);
            Vector weights = Vector.of(0.3, 0.1, 0.2, 0.25, 0.15);
            Risk risk = new Risk(measure, 0.9, compounded);
            Vector parts = RiskMeasures.contributions(risk, outcomes, weights);
            for (int i = 0; i < 5; i++) {
                double step = 1e-6;
                double[] up = weights.toArray();
                double[] down = weights.toArray();
                up[i] += step;
                down[i] -= step;
                double slope = (RiskMeasures.of(risk, outcomes.of(Vector.wrap(up)))
                        - RiskMeasures.of(risk, outcomes.of(Vector.wrap(down)))) / (2 * step);
                assertThat(parts.get(i) / weights.get(i)).isCloseTo(slope, within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void slopes_doNotDependOnTheOrderOfTies(RiskMeasure measure) {
        // Two copies of each case of a long fall, in either order: what ties is treated alike.
        double[] returns = {-0.1, -0.1, 0.05, 0.05, -0.2, -0.2, 0.6, 0};
        double[] slopes = RiskMeasures.slopes(new Risk(measure, 0.8, false), returns);

        boolean path = measure.ordinal() >= RiskMeasure.MAX_DRAWDOWN.ordinal() && measure != RiskMeasure.GINI;
        for (int t = 0; !path && t < 6; t += 2) {
            assertThat(slopes[t]).isEqualTo(slopes[t + 1]);
        }
        assertThat(slopes).doesNotContain(Double.NaN);
    }

    @Test
    void slopes_ofTiedPeaksAndTiedBottoms_areAverages() {
        // Peaks of 0.1 after the first and third return; bottoms of -0.1 below them after the second and fourth.
        double[] slopes = RiskMeasures.slopes(Risk.of(RiskMeasure.MAX_DRAWDOWN),
                new double[]{0.125, -0.25, 0.25, -0.25, 0.5});
        // The first bottom is measured from one peak, the second from both.
        assertThat(slopes).containsExactly(0, -0.5 - 0.25, -0.25, -0.5, 0);
    }

    @Test
    void shares_ofEqualAssets_areEqual_howeverTheyTie() {
        double[] one = ties(new Random(8), 40);
        Matrix returns = Matrix.of(Arrays.stream(one).mapToObj(x -> new double[]{x, x, x, x}).toArray(double[][]::new));
        for (RiskMeasure measure : RiskMeasure.values()) {
            Vector shares = RiskMeasures.shares(Risk.of(measure), new Outcomes(returns), Vector.of(0.1, 0.2, 0.3, 0.4));
            for (int i = 0; i < 4; i++) {
                assertThat(shares.get(i)).isCloseTo((i + 1) / 10.0, within(1e-14));
            }
        }
    }

    @Test
    void shares_ofOppositeCases_areFair() {
        // Each asset loses in a case of its own: the worst case is both alike.
        Outcomes outcomes = new Outcomes(Matrix.of(new double[][]{{-0.1, 0}, {0, -0.1}, {0.1, 0.1}}));
        assertThat(RiskMeasures.shares(Risk.of(RiskMeasure.WORST_CASE), outcomes, Vector.of(0.5, 0.5)))
                .isEqualTo(Vector.of(0.5, 0.5));
    }

    @ParameterizedTest
    @EnumSource
    void withoutRisk_nothingIsSharedOut(RiskMeasure measure) {
        Outcomes constant = new Outcomes(Matrix.of(new double[][]{{0, 0}, {0, 0}, {0, 0}}));

        assertThat(of(measure, new double[3])).isZero();
        assertThat(RiskMeasures.shares(Risk.of(measure), constant, Vector.of(0.5, 0.5))).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void hostileReturns_endInANumberOrNaN(RiskMeasure measure) {
        double[][] series = {{Double.NaN, 0.1, 0.2}, {Double.POSITIVE_INFINITY, 0.1}, {Double.NEGATIVE_INFINITY, 0.1},
                {0.1}, {-0.1}, {1e-300, -1e-300, 1e-310}, {1e150, -1e150, 3e149}, {-0.0, 0.0},
                {1, 1 + 1e-16, 1 - 1e-16}};
        for (double[] returns : series) {
            for (double level : new double[]{0, 0.5, 0.95, 1 - 1e-16, 1}) {
                double value = RiskMeasures.of(new Risk(measure, level, false), returns);
                double[] slopes = RiskMeasures.slopes(new Risk(measure, level, false), returns);
                assertThat(slopes).hasSize(returns.length);
                boolean finite = Arrays.stream(returns).allMatch(Double::isFinite);
                if (finite && returns.length > 1 && Math.abs(returns[0]) < 1e100) {
                    assertThat(value).isFinite();
                    assertThat(slopes).doesNotContain(Double.NaN);
                }
            }
        }
    }

    @Test
    void callersBugs_areNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(RiskMeasure.CVAR, new double[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskMeasures.of(new Risk(RiskMeasure.CVAR, 1.5, false), new double[]{1}))
                .withMessageContaining("1.5");
    }

    private static double of(RiskMeasure measure, double[] returns) {
        return RiskMeasures.of(Risk.of(measure), returns);
    }

    private static double[] random(Random random, int periods) {
        double[] returns = new double[periods];
        for (int t = 0; t < periods; t++) {
            returns[t] = 0.02 * random.nextGaussian();
        }
        return returns;
    }

    /** Few distinct values, exact in binary. */
    private static double[] ties(Random random, int periods) {
        double[] returns = new double[periods];
        for (int t = 0; t < periods; t++) {
            returns[t] = (random.nextInt(5) - 2) / 8.0;
        }
        return returns;
    }

    private static Outcomes outcomes(Random random, int periods, int assets, boolean tied) {
        double[][] rows = new double[periods][];
        for (int t = 0; t < periods; t++) {
            rows[t] = tied ? ties(random, assets) : random(random, assets);
        }
        return new Outcomes(Matrix.of(rows));
    }
}
