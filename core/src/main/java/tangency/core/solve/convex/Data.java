package tangency.core.solve.convex;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.solve.Allocation;

/**
 * A setting's numbers in units in which weights and portfolio returns are about one: a weight is {@link #weightUnit} times
 * one here, a return or a risk of degree 1 {@link #returnUnit} times one here. Units are powers of two, so that nothing is
 * rounded. What is large is computed when first asked for. Not thread-safe.
 */
final class Data {
    final Allocation setting;
    final int assets;
    final double weightUnit;
    final double returnUnit;
    /** What returns are about, in the user's units. */
    private final double size;
    /** N means. */
    final double[] mean;
    /** N, the volatility of each asset. */
    final double[] volatility;
    private @Nullable Matrix covariance;
    private @Nullable Matrix factor;
    private @Nullable Matrix outcomes;
    private @Nullable Matrix centred;
    private @Nullable GiniPlanes gini;

    Data(Allocation setting) {
        this(setting, 1);
    }

    /** @param coarser power of two by which returns are counted in larger units than they need */
    Data(Allocation setting, double coarser) {
        this.setting = setting;
        assets = setting.size();
        weightUnit = power(budget(setting));
        double[] variances = setting.moments().covariance().diagonal();
        double square = Arrays.stream(variances).sum() / assets;
        if (setting.outcomes() != null) {
            double[] r = setting.outcomes().returns().shared();
            double sum = 0;
            for (double value : r) {
                sum += value * value;
            }
            square = Math.max(square, sum / r.length);
        }
        size = power(Math.sqrt(square) * weightUnit);
        returnUnit = coarser * size;
        double each = weightUnit / returnUnit;
        mean = setting.moments().mean().toArray();
        volatility = new double[assets];
        for (int i = 0; i < assets; i++) {
            mean[i] *= each;
            volatility[i] = Math.sqrt(variances[i]) * each;
        }
    }

    /** The risk of positions of which none offsets another, and at least what returns are about; the user's units. */
    double exposure(Vector weights) {
        return Math.max(Definitions.exposure(setting, weights.shared()), size);
    }

    /** Why nothing can be solved on these numbers, null where something can. */
    static @Nullable String unusable(Allocation setting) {
        if (!finite(setting.moments().mean().shared()) || !finite(setting.moments().covariance().shared())) {
            return "means or covariances are not all numbers";
        }
        for (double variance : setting.moments().covariance().diagonal()) {
            if (variance < 0) {
                return "a variance is " + variance;
            }
        }
        if (setting.outcomes() != null && !finite(setting.outcomes().returns().shared())) {
            return "outcomes are not all numbers";
        }
        return null;
    }

    private static boolean finite(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * 0;
        }
        return sum == 0;
    }

    /** The size of the whole that is allocated. */
    private static double budget(Allocation setting) {
        double size = 0;
        for (Constraint constraint : setting.constraints()) {
            if (constraint instanceof Constraint.Budget budget) {
                double low = budget.min() == null ? 0 : Math.abs(budget.min());
                double high = budget.max() == null ? 0 : Math.abs(budget.max());
                size = Math.max(size, Math.max(low, high));
            }
        }
        return size;
    }

    private static double power(double size) {
        return size > 0 && Double.isFinite(size) ? Math.scalb(1.0, Math.getExponent(size)) : 1;
    }

    /** N x N. */
    Matrix covariance() {
        Matrix known = covariance;
        if (known == null) {
            double each = weightUnit / returnUnit;
            known = scaled(setting.moments().covariance(), each * each);
            covariance = known;
        }
        return known;
    }

    /** F with F'F the covariance: any number of rows, N columns. */
    Matrix factor() {
        Matrix known = factor;
        if (known == null) {
            known = root(covariance());
            factor = known;
        }
        return known;
    }

    /** T x N. */
    Matrix outcomes() {
        Matrix known = outcomes;
        if (known == null) {
            if (setting.outcomes() == null) {
                throw new IllegalArgumentException("A measure of outcomes where there are none");
            }
            known = scaled(setting.outcomes().returns(), weightUnit / returnUnit);
            outcomes = known;
        }
        return known;
    }

    /** T x N, less each asset's mean over the outcomes. */
    Matrix centred() {
        Matrix known = centred;
        if (known == null) {
            Matrix raw = outcomes();
            double[] values = raw.shared().clone();
            double[] means = new double[assets];
            for (int k = 0; k < values.length; k++) {
                means[k % assets] += values[k];
            }
            for (int k = 0; k < values.length; k++) {
                values[k] -= means[k % assets] / raw.rows();
            }
            known = Matrix.wrap(raw.rows(), assets, values);
            centred = known;
        }
        return known;
    }

    /** Planes of Gini's measure so far. */
    GiniPlanes gini() {
        GiniPlanes known = gini;
        if (known == null) {
            known = new GiniPlanes(this);
            gini = known;
        }
        return known;
    }

    private static Matrix scaled(Matrix matrix, double by) {
        double[] values = matrix.shared().clone();
        for (int k = 0; k < values.length; k++) {
            values[k] *= by;
        }
        return Matrix.wrap(matrix.rows(), matrix.columns(), values);
    }

    /** A matrix whose square F'F is {@code square}, less what is negative in it. */
    private static Matrix root(Matrix square) {
        int n = square.rows();
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        eigen.decompose(DMatrixRMaj.wrap(n, n, square.shared().clone()));
        double[] values = new double[n * n];
        for (int k = 0; k < n; k++) {
            double length = Math.sqrt(Math.max(0, eigen.getEigenvalue(k).getReal()));
            DMatrixRMaj vector = eigen.getEigenVector(k);
            for (int i = 0; i < n; i++) {
                values[k * n + i] = length * vector.get(i);
            }
        }
        return Matrix.wrap(n, n, values);
    }
}
