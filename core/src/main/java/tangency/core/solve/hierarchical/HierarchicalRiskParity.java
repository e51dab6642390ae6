package tangency.core.solve.hierarchical;

import tangency.core.estimate.ClusterTree;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * Hierarchical risk parity (López de Prado 2016, "Building diversified portfolios that outperform out of sample"): capital
 * is divided top down, at each node inversely to the variances of its two sides, each side held by inverse variance.
 *
 * <p>Long-only, fully invested. The cost past the tree is O(N²): with a = Σij/(Σii Σjj), a side's variance is the sum of a
 * over its pairs, over the squared sum of its inverse variances, and both sums grow from the children's up.
 */
public final class HierarchicalRiskParity {
    private HierarchicalRiskParity() {}

    /** Weights, or why there are none. */
    public sealed interface Result {
        /**
         * @param weights N, positive, sum 1 up to rounding
         * @param residual largest violation of the defining equations, recomputed from the weights: at each node the share
         *        of the left side less its due, and the sum of all less 1
         */
        record Allocated(Vector weights, double residual) implements Result {}

        /** No such portfolio is defined on these numbers. */
        record Failed(String message) implements Result {}
    }

    /**
     * Divides {@code order} by halves: the first ⌊n/2⌋ against the rest.
     *
     * @param covariance N x N, symmetric
     * @param order every asset once, left to right
     * @throws IllegalArgumentException if {@code order} is not a permutation of the assets
     */
    public static Result byHalves(Matrix covariance, int[] order) {
        boolean[] seen = new boolean[covariance.rows()];
        for (int asset : order) {
            if (asset < 0 || asset >= seen.length || seen[asset]) {
                throw new IllegalArgumentException(
                        "The order holds asset " + asset + " twice or beyond " + seen.length);
            }
            seen[asset] = true;
        }
        if (order.length == 0 || order.length != seen.length) {
            throw new IllegalArgumentException("An order of " + order.length + " assets does not fit " + covariance);
        }
        return divide(covariance, Bisection.halves(order.clone()));
    }

    /**
     * Divides at the tree's own nodes; the order of its leaves does not matter.
     *
     * @param covariance N x N, symmetric
     */
    public static Result byTree(Matrix covariance, ClusterTree tree) {
        if (tree.leaves() != covariance.rows()) {
            throw new IllegalArgumentException("A tree of " + tree.leaves() + " leaves does not fit " + covariance);
        }
        return divide(covariance, Bisection.tree(tree));
    }

    private static Result divide(Matrix covariance, Bisection bisection) {
        int n = bisection.order().length;
        if (covariance.columns() != n) {
            throw new IllegalArgumentException("A covariance is square, not " + covariance);
        }
        for (int i = 0; i < n; i++) {
            double variance = covariance.get(i, i);
            if (!(variance > 0) || !Double.isFinite(1 / variance) || !Double.isFinite(variance)) {
                return new Result.Failed(
                        "Inverse variance is not defined: the variance of asset " + i + " is " + variance);
            }
        }
        double[] variances = variances(covariance, bisection);
        double[] capital = new double[2 * n - 1];
        capital[2 * n - 2] = 1;
        for (int node = 2 * n - 2; node >= n; node--) {
            int left = bisection.left()[node - n];
            int right = bisection.right()[node - n];
            double sum = variances[left] + variances[right];
            if (!(sum > 0) || !Double.isFinite(sum) || Math.min(variances[left], variances[right]) < 0) {
                return new Result.Failed(
                        "The covariance is not positive semi-definite, or both sides of a division are without"
                                + " risk: their variances are " + variances[left] + " and " + variances[right]);
            }
            capital[left] = capital[node] * (variances[right] / sum);
            capital[right] = capital[node] * (variances[left] / sum);
        }
        double[] weights = new double[n];
        for (int place = 0; place < n; place++) {
            weights[bisection.order()[place]] = capital[place];
        }
        return new Result.Allocated(Vector.wrap(weights), residual(weights, variances, bisection));
    }

    /** The variance of each node's inverse-variance portfolio; 0 where rounding alone makes it negative. */
    private static double[] variances(Matrix covariance, Bisection bisection) {
        int n = bisection.order().length;
        int[] order = bisection.order();
        double[] inverse = new double[n];
        double[] inverses = new double[2 * n - 1];
        double[] sums = new double[2 * n - 1];
        double[] variances = new double[2 * n - 1];
        for (int place = 0; place < n; place++) {
            variances[place] = covariance.get(order[place], order[place]);
            inverse[place] = inverses[place] = sums[place] = 1 / variances[place];
        }
        double[] values = covariance.shared();
        for (int node = n; node < 2 * n - 1; node++) {
            int left = bisection.left()[node - n];
            int right = bisection.right()[node - n];
            int end = bisection.first()[right] + bisection.size()[right];
            double cross = 0;
            for (int i = bisection.first()[left]; i < bisection.first()[right]; i++) {
                double row = 0;
                for (int j = bisection.first()[right]; j < end; j++) {
                    row += values[order[i] * n + order[j]] * inverse[j];
                }
                cross += row * inverse[i];
            }
            sums[node] = sums[left] + sums[right] + 2 * cross;
            inverses[node] = inverses[left] + inverses[right];
            double rounding = 1e-13 * (sums[left] + sums[right]);
            variances[node] = (Math.abs(sums[node]) <= rounding ? 0 : sums[node]) / inverses[node] / inverses[node];
        }
        return variances;
    }

    private static double residual(double[] weights, double[] variances, Bisection bisection) {
        int n = weights.length;
        double[] held = new double[2 * n - 1];
        double residual = 0;
        for (int place = 0; place < n; place++) {
            held[place] = weights[bisection.order()[place]];
        }
        for (int node = n; node < 2 * n - 1; node++) {
            int left = bisection.left()[node - n];
            int right = bisection.right()[node - n];
            held[node] = held[left] + held[right];
            double imbalance = held[left] * variances[left] - held[right] * variances[right];
            residual = Math.max(residual, Math.abs(imbalance) / (variances[left] + variances[right]));
        }
        return Math.max(residual, Math.abs(held[2 * n - 2] - 1));
    }
}
