package tangency.core.solve.hierarchical;

import java.util.Arrays;

import tangency.core.solve.quadratic.LinearRow;

/**
 * What limits leave to the capital of each cluster of a division: an interval that adds up from its assets' bounds, cut by
 * those rows that limit the sum of just this cluster. Rows across clusters are not seen here.
 *
 * @param low by number of node
 * @param high by number of node
 */
record ClusterLimits(Bisection nodes, double[] low, double[] high) {
    static ClusterLimits of(Bisection nodes, Region region) {
        int n = nodes.order().length;
        double[] low = new double[2 * n - 1];
        double[] high = new double[2 * n - 1];
        double[] rowLow = new double[2 * n - 1];
        double[] rowHigh = new double[2 * n - 1];
        Arrays.fill(rowLow, Double.NEGATIVE_INFINITY);
        Arrays.fill(rowHigh, Double.POSITIVE_INFINITY);
        for (LinearRow row : region.allRows()) {
            int node = node(nodes, row.coefficients());
            if (node >= 0) {
                double unit = coefficient(nodes, node, row);
                rowLow[node] = Math.max(rowLow[node], (unit > 0 ? row.min() : row.max()) / unit);
                rowHigh[node] = Math.min(rowHigh[node], (unit > 0 ? row.max() : row.min()) / unit);
            }
        }
        for (int node = 0; node < 2 * n - 1; node++) {
            boolean leaf = node < n;
            int asset = leaf ? nodes.order()[node] : -1;
            double least = leaf ? region.lower()[asset] : low[nodes.left()[node - n]] + low[nodes.right()[node - n]];
            double most = leaf ? region.upper()[asset] : high[nodes.left()[node - n]] + high[nodes.right()[node - n]];
            low[node] = Math.max(least, rowLow[node]);
            high[node] = Math.min(most, rowHigh[node]);
        }
        return new ClusterLimits(nodes, low, high);
    }

    /** No limits. */
    static ClusterLimits none(Bisection nodes) {
        double[] low = new double[2 * nodes.order().length - 1];
        double[] high = low.clone();
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        return new ClusterLimits(nodes, low, high);
    }

    private static double coefficient(Bisection nodes, int node, LinearRow row) {
        return row.coefficients()[nodes.order()[nodes.first()[node]]];
    }

    /** The node whose assets have one coefficient and all others none, -1 where there is no such node. */
    private static int node(Bisection nodes, double[] coefficients) {
        int n = coefficients.length;
        int from = 0;
        while (from < n && coefficients[nodes.order()[from]] == 0) {
            from++;
        }
        int to = from;
        while (to < n && coefficients[nodes.order()[to]] == coefficients[nodes.order()[from]]) {
            to++;
        }
        for (int place = to; place < n; place++) {
            if (coefficients[nodes.order()[place]] != 0) {
                return -1;
            }
        }
        int node = 2 * n - 2;
        while (node >= n && nodes.size()[node] > to - from) {
            int right = nodes.right()[node - n];
            node = from >= nodes.first()[right] ? right : nodes.left()[node - n];
        }
        return from < to && nodes.first()[node] == from && nodes.size()[node] == to - from ? node : -1;
    }

    /** Whether some cluster is left nothing: its limits contradict each other. */
    boolean crossing() {
        for (int node = 0; node < low.length; node++) {
            if (!(low[node] <= high[node])) {
                return true;
            }
        }
        return false;
    }

    /** Weights by asset: from the root down each side takes its share, or what is nearest to it that both sides can take. */
    double[] divide(double[] shares, double capital) {
        int n = nodes.order().length;
        double[] held = new double[2 * n - 1];
        held[2 * n - 2] = within(2 * n - 2, capital);
        for (int node = 2 * n - 2; node >= n; node--) {
            int left = nodes.left()[node - n];
            int right = nodes.right()[node - n];
            double due = due(node, held[node], shares[node - n]);
            held[left] = within(left, due);
            // The right side's own limit where that is what stopped the left one, so that it is met to the last bit.
            held[right] = within(right, due == held[node] - high[right]
                    ? high[right]
                    : due == held[node] - low[right] ? low[right] : held[node] - held[left]);
        }
        double[] weights = new double[n];
        for (int place = 0; place < n; place++) {
            weights[nodes.order()[place]] = held[place];
        }
        return weights;
    }

    private double within(int node, double capital) {
        return Math.min(high[node], Math.max(low[node], capital));
    }

    /** What the left side of {@code node} should hold. */
    private double due(int node, double capital, double share) {
        int n = nodes.order().length;
        int left = nodes.left()[node - n];
        int right = nodes.right()[node - n];
        double least = Math.max(low[left], capital - high[right]);
        double most = Math.min(high[left], capital - low[right]);
        return Math.max(least, Math.min(most, capital * share));
    }

    /** Largest violation of {@link #divide}'s equations by {@code weights}. */
    double residual(double[] shares, double capital, double[] weights) {
        int n = weights.length;
        double[] held = new double[2 * n - 1];
        for (int place = 0; place < n; place++) {
            held[place] = weights[nodes.order()[place]];
        }
        double residual = 0;
        for (int node = n; node < 2 * n - 1; node++) {
            int left = nodes.left()[node - n];
            held[node] = held[left] + held[nodes.right()[node - n]];
            residual = worse(residual, held[left] - due(node, held[node], shares[node - n]));
        }
        return worse(residual, held[2 * n - 2] - within(2 * n - 2, capital));
    }

    /** Not a number is worse than any. */
    private static double worse(double residual, double difference) {
        return Math.abs(difference) <= residual ? residual : Math.abs(difference);
    }
}
