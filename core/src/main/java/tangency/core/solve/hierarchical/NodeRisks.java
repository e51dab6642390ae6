package tangency.core.solve.hierarchical;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;

/**
 * The risks of all clusters of a division.
 *
 * @param risk of each node's portfolio by inverse risk, by number of node
 * @param inverse sum of one over the risk of each node's assets
 */
record NodeRisks(double[] risk, double[] inverse) {
    /** Cross terms smaller than this, relative to what they are the difference of, are rounding. */
    private static final double ROUNDING = 1e-13;

    /** The first place whose asset has no inverse risk, -1 where all have one. */
    int undefined() {
        for (int place = 0; place < (risk.length + 1) / 2; place++) {
            double own = risk[place];
            if (!(own > 0) || !Double.isFinite(1 / own) || Double.isInfinite(own)) {
                return place;
            }
        }
        return -1;
    }

    static NodeRisks of(ClusterRisk risk, Bisection nodes) {
        return switch (risk) {
            case ClusterRisk.Quadratic quadratic -> quadratic(quadratic, nodes);
            case ClusterRisk.Sampled sampled -> sampled(sampled, nodes);
        };
    }

    /**
     * O(N²): with a = pi pj Σij, p the inverse risks, a cluster's variance is the sum of a over its pairs over the squared sum
     * of p, and both sums grow from the children's up.
     */
    private static NodeRisks quadratic(ClusterRisk.Quadratic kind, Bisection nodes) {
        Matrix covariance = kind.covariance();
        int[] order = nodes.order();
        int n = order.length;
        double[] inverses = new double[2 * n - 1];
        double[] sums = new double[2 * n - 1];
        double[] risk = new double[2 * n - 1];
        for (int place = 0; place < n; place++) {
            double variance = covariance.get(order[place], order[place]);
            risk[place] = kind.deviation() ? Math.sqrt(variance) : variance;
            inverses[place] = 1 / risk[place];
            sums[place] = kind.deviation() ? 1 : inverses[place];
        }
        double[] values = covariance.shared();
        for (int node = n; node < 2 * n - 1; node++) {
            int left = nodes.left()[node - n];
            int right = nodes.right()[node - n];
            int end = nodes.first()[right] + nodes.size()[right];
            double cross = 0;
            for (int i = nodes.first()[left]; i < nodes.first()[right]; i++) {
                double row = 0;
                for (int j = nodes.first()[right]; j < end; j++) {
                    row += values[order[i] * n + order[j]] * inverses[j];
                }
                cross += row * inverses[i];
            }
            sums[node] = sums[left] + sums[right] + 2 * cross;
            inverses[node] = inverses[left] + inverses[right];
            double rounding = ROUNDING * (sums[left] + sums[right]);
            double variance = (Math.abs(sums[node]) <= rounding ? 0 : sums[node]) / inverses[node] / inverses[node];
            risk[node] = kind.deviation() ? Math.sqrt(variance) : variance;
        }
        return new NodeRisks(risk, inverses);
    }

    private static NodeRisks sampled(ClusterRisk.Sampled kind, Bisection nodes) {
        int n = nodes.order().length;
        int periods = kind.outcomes().rows();
        double[] values = kind.outcomes().shared();
        double[] risk = new double[2 * n - 1];
        double[] inverses = new double[2 * n - 1];
        // The outcomes of each node's assets, each over its risk, summed; forgotten once the parent has them.
        double[] @Nullable [] sums = new double[2 * n - 1][];
        for (int place = 0; place < n; place++) {
            double[] own = new double[periods];
            for (int t = 0; t < periods; t++) {
                own[t] = values[t * n + nodes.order()[place]];
            }
            risk[place] = kind.measure().applyAsDouble(own.clone());
            inverses[place] = 1 / risk[place];
            scale(own, inverses[place]);
            sums[place] = own;
        }
        for (int node = n; node < 2 * n - 1; node++) {
            double[] sum = taken(sums, nodes.left()[node - n]);
            double[] other = taken(sums, nodes.right()[node - n]);
            for (int t = 0; t < periods; t++) {
                sum[t] += other[t];
            }
            inverses[node] = inverses[nodes.left()[node - n]] + inverses[nodes.right()[node - n]];
            double[] portfolio = sum.clone();
            scale(portfolio, 1 / inverses[node]);
            risk[node] = kind.measure().applyAsDouble(portfolio);
            sums[node] = sum;
        }
        return new NodeRisks(risk, inverses);
    }

    private static double[] taken(double[] @Nullable [] sums, int node) {
        double[] taken = sums[node];
        if (taken == null) {
            throw new IllegalStateException("Node " + node + " has two parents");
        }
        sums[node] = null;
        return taken;
    }

    private static void scale(double[] values, double factor) {
        for (int t = 0; t < values.length; t++) {
            values[t] *= factor;
        }
    }
}
