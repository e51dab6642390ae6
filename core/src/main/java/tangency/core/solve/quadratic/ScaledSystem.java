package tangency.core.solve.quadratic;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The data of a problem in units in which the largest variance, the largest coefficient of every row, the largest mean
 * and the weights are about one. Scales are powers of two, so that nothing is rounded. Items are numbered 0..n-1 for assets and n.. for
 * rows; the optimality system is K = [&Sigma; A'; A 0].
 *
 * <p>Where a row fixes a multiple of the sum, the means are taken from their middle: that moves only the row's multiplier,
 * and spares means that differ little a cancellation.
 */
final class ScaledSystem {
    final int assets;
    final int rows;
    final int items;
    /** Null for a linear program. */
    private final @Nullable Covariance sigma;
    /** The covariance's asset of each asset here, null where they are the same. */
    private final int @Nullable [] owner;
    /** By the covariance's assets: amounts, and what they add up to. Empty where no product of pieces is taken. */
    private final double[] held;
    private final double[] image;
    private final int[] holders;
    private final double sigmaScale;
    /** A weight of the problem is this times one of the system. */
    final double weightScale;
    /** rows x assets. */
    private final double[] byRow;
    /** assets x rows. */
    private final double[] byAsset;
    final double[] rowScale;
    /** Means, centred and scaled. */
    final double[] mean;
    final double meanScale;
    private final int centreRow;
    private final double centre;
    /** Standard deviations. */
    final double[] deviation;
    /** Lower and upper limits of every item. */
    final double[] lower;
    final double[] upper;

    /** The system of {@code problem}. */
    ScaledSystem(QuadraticProblem problem) {
        this(problem, false, weightScale(problem));
    }

    /** The system of {@code problem} in a given scale of weights; {@code linear} leaves the covariance out. */
    ScaledSystem(QuadraticProblem problem, boolean linear, double weightScale) {
        assets = problem.size();
        List<LinearRow> list = problem.rows();
        rows = list.size();
        items = assets + rows;
        sigma = linear ? null : problem.covariance();
        owner = problem.asset();
        held = new double[owner == null ? assets : problem.covariance().size()];
        image = new double[held.length];
        holders = new int[held.length];
        double largest = 0;
        for (int i = 0; !linear && i < assets; i++) {
            largest = Math.max(largest, problem.variance(i));
        }
        sigmaScale = inverseScale(largest);
        deviation = new double[assets];
        for (int i = 0; !linear && i < assets; i++) {
            deviation[i] = Math.sqrt(problem.variance(i) * sigmaScale);
        }
        this.weightScale = weightScale;
        lower = new double[items];
        upper = new double[items];
        for (int i = 0; i < assets; i++) {
            lower[i] = problem.lower()[i] / weightScale;
            upper[i] = problem.upper()[i] / weightScale;
        }
        byRow = new double[rows * assets];
        byAsset = new double[rows * assets];
        rowScale = new double[rows];
        for (int k = 0; k < rows; k++) {
            LinearRow row = list.get(k);
            double[] a = row.coefficients();
            rowScale[k] = inverseScale(largest(a));
            for (int i = 0; i < assets; i++) {
                double value = a[i] * rowScale[k];
                byRow[k * assets + i] = value;
                byAsset[i * rows + k] = value;
            }
            lower[assets + k] = row.min() * rowScale[k] / weightScale;
            upper[assets + k] = row.max() * rowScale[k] / weightScale;
        }
        centreRow = sumRow(list);
        mean = problem.mean().clone();
        centre = centreRow < 0 ? 0 : middle(mean) / list.get(centreRow).coefficients()[0];
        double range = 0;
        for (int i = 0; i < assets; i++) {
            if (centreRow >= 0) {
                mean[i] -= centre * list.get(centreRow).coefficients()[0];
            }
            range = Math.max(range, Math.abs(mean[i]));
        }
        meanScale = 1 / inverseScale(range);
        for (int i = 0; i < assets; i++) {
            mean[i] /= meanScale;
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** The size that weights are likely to have: what equalities ask for, 1 where they ask for nothing. */
    static double weightScale(QuadraticProblem problem) {
        double size = 0;
        for (LinearRow row : problem.rows()) {
            double each = largest(row.coefficients());
            if (row.min() == row.max() && each > 0) {
                size = Math.max(size, Math.abs(row.min()) / each);
            }
        }
        return 1 / inverseScale(size);
    }

    private static double inverseScale(double largest) {
        return largest == 0 ? 1 : Math.scalb(1.0, -Math.getExponent(largest));
    }

    private static double middle(double[] values) {
        double low = values[0];
        double high = values[0];
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return low == high ? low : low + (high - low) / 2;
    }

    /** The first equality whose coefficients are all the same, -1 for none. */
    private static int sumRow(List<LinearRow> list) {
        for (int k = 0; k < list.size(); k++) {
            double[] a = list.get(k).coefficients();
            boolean same = list.get(k).min() == list.get(k).max() && a[0] != 0;
            for (int i = 1; same && i < a.length; i++) {
                same = a[i] == a[0];
            }
            if (same) {
                return k;
            }
        }
        return -1;
    }

    /** Whether the covariance is left out. */
    boolean linear() {
        return sigma == null;
    }

    /** The factor from a risk tolerance of the problem to one of this system. */
    double toleranceScale() {
        return sigmaScale * meanScale / weightScale;
    }

    /** Whether both limits of an item are the same number. */
    boolean fixed(int item) {
        return lower[item] == upper[item];
    }

    /** Lower limits of every item of {@code other}, a problem with the same coefficients. */
    double[] lowerLimits(QuadraticProblem other) {
        double[] limits = new double[items];
        for (int i = 0; i < items; i++) {
            limits[i] = (i < assets ? other.lower()[i] : other.rows().get(i - assets).min() * rowScale[i - assets])
                    / weightScale;
        }
        return limits;
    }

    /** Likewise upper limits. */
    double[] upperLimits(QuadraticProblem other) {
        double[] limits = new double[items];
        for (int i = 0; i < items; i++) {
            limits[i] = (i < assets ? other.upper()[i] : other.rows().get(i - assets).max() * rowScale[i - assets])
                    / weightScale;
        }
        return limits;
    }

    /** An entry of K. */
    double entry(int a, int b) {
        if (a < assets) {
            if (b < assets) {
                return sigma == null ? 0 : sigma.get(owner(a), owner(b)) * sigmaScale;
            }
            return byAsset[a * rows + b - assets];
        }
        return b < assets ? byAsset[b * rows + a - assets] : 0;
    }

    private int owner(int asset) {
        return owner == null ? asset : owner[asset];
    }

    /** The entries of K in the column of {@code item}, on the items {@code order[0..size)}. */
    void column(int item, int[] order, int size, double[] out) {
        if (item < assets) {
            int own = owner(item);
            int rowBase = item * rows - assets;
            for (int p = 0; p < size; p++) {
                int other = order[p];
                if (other >= assets) {
                    out[p] = byAsset[rowBase + other];
                } else {
                    out[p] = sigma == null ? 0 : sigma.get(own, owner(other)) * sigmaScale;
                }
            }
        } else {
            int base = (item - assets) * assets;
            for (int p = 0; p < size; p++) {
                out[p] = order[p] < assets ? byRow[base + order[p]] : 0;
            }
        }
    }

    /**
     * Adds to {@code gradient} the risk (&Sigma;w) and to {@code activity} the rows (Aw) of {@code amounts[k]} of asset
     * {@code which[k]}, k &lt; count.
     */
    void addAssets(int[] which, double[] amounts, int count, double[] gradient, double[] activity) {
        for (int p = 0; p < count; p++) {
            int base = which[p] * rows;
            for (int k = 0; k < rows; k++) {
                activity[k] += amounts[p] * byAsset[base + k];
            }
        }
        if (sigma == null || count == 0) {
            return;
        }
        int many = gathered(which, amounts, count);
        if (owner == null) {
            sigma.addProduct(holders, held, many, gradient);
            return;
        }
        Arrays.fill(image, 0);
        sigma.addProduct(holders, held, many, image);
        for (int i = 0; i < assets; i++) {
            gradient[i] += image[owner[i]];
        }
    }

    /** Fills holders and held, in units of the system, one entry for each of the covariance's assets; says how many. */
    private int gathered(int[] which, double[] amounts, int count) {
        if (owner == null) {
            for (int p = 0; p < count; p++) {
                holders[p] = which[p];
                held[p] = amounts[p] * sigmaScale;
            }
            return count;
        }
        int many = 0;
        Arrays.fill(image, 0);
        for (int p = 0; p < count; p++) {
            image[owner[which[p]]] += amounts[p] * sigmaScale;
        }
        for (int p = 0; p < image.length; p++) {
            if (image[p] != 0) {
                holders[many] = p;
                held[many++] = image[p];
            }
        }
        return many;
    }

    /**
     * As {@link #addAssets}, but of the gradient only what belongs to the assets {@code where[k]}, k &lt; places: for few
     * places that is much less work.
     */
    void addAssetsAt(int[] where, int places, int[] which, double[] amounts, int count, double[] gradient,
            double[] activity) {
        if (sigma == null || owner != null || places > assets / Covariance.SPARSE) {
            addAssets(which, amounts, count, gradient, activity);
            return;
        }
        for (int p = 0; p < count; p++) {
            sigma.gather(which[p], amounts[p] * sigmaScale, where, places, gradient);
            int base = which[p] * rows;
            for (int k = 0; k < rows; k++) {
                activity[k] += amounts[p] * byAsset[base + k];
            }
        }
    }

    /** Adds {@code amount} times the coefficients of row item {@code item} to {@code gradient}. */
    void addRow(int item, double amount, double[] gradient) {
        int base = (item - assets) * assets;
        for (int j = 0; j < assets; j++) {
            gradient[j] += amount * byRow[base + j];
        }
    }

    /** The root of what an entry of the problem's K must be multiplied with on the diagonal to be one of this system. */
    double unit(int item) {
        return item < assets ? Math.sqrt(sigmaScale) : rowScale[item - assets] / Math.sqrt(sigmaScale);
    }

    /** A multiplier of the problem from one of this system, {@code tolerance} being the problem's. */
    double multiplier(int item, double dual, double tolerance) {
        double gradient = dual * weightScale / sigmaScale;
        if (item < assets) {
            return gradient;
        }
        int k = item - assets;
        return gradient * rowScale[k] - (k == centreRow ? tolerance * centre : 0);
    }
}
