package tangency.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.estimate.spec.MeanSpec.Shrinkage.Target;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

class BayesSteinTest {
    @Test
    void ofTwoUncorrelatedAssets_isTheClosedForm() {
        Matrix covariance = Matrix.of(new double[][]{{0.01, 0}, {0, 0.04}});
        Vector mean = Vector.of(0.02, 0.07);
        // Minimum variance: weights 4/5 and 1/5, hence 0.03; d = (-0.01, 0.04), d'Σ⁻¹d = 0.01 + 0.04 = 0.05.
        BayesStein shrunk = BayesStein.of(mean, covariance, 100, Target.MINIMUM_VARIANCE);
        assertThat(shrunk.target()).isCloseTo(0.03, within(1e-17));
        assertThat(shrunk.intensity()).isCloseTo(4 / (4 + 100 * 0.05), within(1e-15));
        assertThat(shrunk.mean().get(0)).isCloseTo(0.02 + 4.0 / 9 * 0.01, within(1e-16));
        assertThat(shrunk.mean().get(1)).isCloseTo(0.07 - 4.0 / 9 * 0.04, within(1e-16));

        // Grand mean 0.045: d = ∓0.025, d'Σ⁻¹d = 0.0625 + 0.015625.
        BayesStein grand = BayesStein.of(mean, covariance, 100, Target.GRAND_MEAN);
        assertThat(grand.target()).isCloseTo(0.045, within(1e-17));
        assertThat(grand.intensity()).isCloseTo(4 / (4 + 7.8125), within(1e-15));

        // Volatilities 0.1 and 0.2: weights 2/3 and 1/3.
        assertThat(BayesStein.of(mean, covariance, 100, Target.VOLATILITY).target())
                .isCloseTo((2 * 0.02 + 0.07) / 3, within(1e-17));
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheFormulaByMatrixInversion(Target target) {
        Matrix returns = Samples.returns(3, 120, 9);
        Matrix covariance = SampleCovariance.of(returns).covariance();
        Vector mean = Means.historical(returns);
        RealMatrix inverse = new LUDecomposition(new Array2DRowRealMatrix(covariance.toRows())).getSolver()
                .getInverse();
        RealVector mu = new ArrayRealVector(mean.toArray());
        RealVector weights = new ArrayRealVector(9, 1);
        if (target == Target.MINIMUM_VARIANCE) {
            weights = inverse.operate(weights);
        } else if (target == Target.VOLATILITY) {
            for (int i = 0; i < 9; i++) {
                weights.setEntry(i, 1 / Math.sqrt(covariance.get(i, i)));
            }
        }
        double centre = weights.dotProduct(mu) / weights.dotProduct(new ArrayRealVector(9, 1));
        RealVector distance = mu.mapSubtract(centre);
        double intensity = 11 / (11 + 120 * distance.dotProduct(inverse.operate(distance)));

        BayesStein shrunk = BayesStein.of(mean, covariance, 120, target);
        assertThat(shrunk.target()).isCloseTo(centre, within(1e-12 * Math.abs(centre)));
        assertThat(shrunk.intensity()).isCloseTo(intensity, within(1e-11));
        for (int i = 0; i < 9; i++) {
            assertThat(shrunk.mean().get(i)).isCloseTo((1 - intensity) * mu.getEntry(i) + intensity * centre,
                    within(1e-14));
        }
    }

    @ParameterizedTest
    @EnumSource
    void scaleAndOrder_doNotMatter(Target target) {
        Matrix returns = Samples.returns(7, 60, 8);
        BayesStein shrunk = shrink(returns, target);
        for (double factor : new double[]{1e-12, 1e12}) {
            BayesStein scaled = shrink(Samples.times(returns, factor), target);
            assertThat(scaled.intensity()).isCloseTo(shrunk.intensity(), within(1e-11));
            assertThat(scaled.target()).isCloseTo(factor * shrunk.target(),
                    within(1e-11 * factor * Math.abs(shrunk.target())));
        }
        int[] order = Samples.permutation(1, 8);
        BayesStein permuted = shrink(Samples.columns(returns, order), target);
        for (int i = 0; i < 8; i++) {
            assertThat(permuted.mean().get(i)).isCloseTo(shrunk.mean().get(order[i]), within(1e-15));
        }
    }

    @ParameterizedTest
    @EnumSource
    void singularCovariances_giveFiniteMeansBetweenSampleAndTarget(Target target) {
        // Fewer returns than assets, one asset twice, one constant.
        double[] values = Samples.returns(7, 12, 30).shared().clone();
        for (int t = 0; t < 12; t++) {
            values[t * 30 + 5] = 0.0001;
            values[t * 30 + 9] = values[t * 30 + 8];
        }
        Matrix returns = Matrix.wrap(12, 30, values);
        Vector sample = Means.historical(returns);
        BayesStein shrunk = shrink(returns, target);
        assertThat(shrunk.intensity()).isBetween(0.0, 1.0);
        for (int i = 0; i < 30; i++) {
            double low = Math.min(sample.get(i), shrunk.target());
            double high = Math.max(sample.get(i), shrunk.target());
            assertThat(shrunk.mean().get(i)).isBetween(low - 1e-15, high + 1e-15);
        }
        // What has no risk is known.
        assertThat(shrunk.mean().get(5)).isEqualTo(0.0001);
        assertThat(shrunk.mean().get(8)).isEqualTo(shrunk.mean().get(9));
    }

    @Test
    void withoutAnyRisk_nothingIsShrunk() {
        Vector mean = Vector.of(0.01, 0.02);
        BayesStein shrunk = BayesStein.of(mean, Matrix.wrap(2, 2, new double[4]), 10, Target.MINIMUM_VARIANCE);
        assertThat(shrunk.mean()).isEqualTo(mean);
        assertThat(shrunk.intensity()).isZero();
    }

    @Test
    void equalMeans_areTheirTarget() {
        Matrix covariance = SampleCovariance.of(Samples.returns(1, 40, 3)).covariance();
        BayesStein shrunk = BayesStein.of(Vector.of(0.01, 0.01, 0.01), covariance, 40, Target.GRAND_MEAN);
        assertThat(shrunk.intensity()).isEqualTo(1);
        assertThat(shrunk.mean().get(1)).isCloseTo(0.01, within(1e-17));
    }

    private static BayesStein shrink(Matrix returns, Target target) {
        return BayesStein.of(Means.historical(returns), SampleCovariance.of(returns).covariance(), returns.rows(),
                target);
    }
}
