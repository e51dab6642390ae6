package tangency.core.solve.hierarchical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.Certificate;
import tangency.core.solve.hierarchical.HierarchicalResult.Allocated;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/**
 * Nested clustered optimisation (López de Prado 2019, "A robust estimator of the efficient frontier"): minimum variance
 * inside each cluster, then minimum variance across the clusters' portfolios, on the covariance as it is (no
 * cross-validation).
 *
 * <p>Inside a cluster weights are fractions of its capital, whose limits are not known yet: they sum to 1 and are as long-only
 * as the limits are. Across clusters capital is chosen so that the weights satisfy every limit. Where no capital does with
 * these fractions, the answer is the nearest within the limits to the one under the budget alone.
 */
public final class NestedClusters {
    /** Weights this near to a bound that made a cluster's limit are on it. */
    private static final double ROUNDING = 1e-14;

    /** A variance this small, relative to that of its parts were they the same, is rounding. */
    private static final double RISKLESS = 1e-13;

    private final Matrix covariance;
    private final Vector mean;
    private double primal;
    private double dual;
    private double gap;
    private int iterations;

    private NestedClusters(Matrix covariance, Vector mean) {
        this.covariance = covariance;
        this.mean = mean;
    }

    /**
     * @param covariance N x N, symmetric, positive semi-definite
     * @param mean N; of several portfolios of least variance the one with the highest mean is taken
     * @param labels cluster of each asset, 1, 2, …
     */
    public static HierarchicalResult allocate(Matrix covariance, Vector mean, int[] labels, Region region) {
        if (covariance.rows() != labels.length || region.size() != labels.length) {
            throw new IllegalArgumentException(
                    labels.length + " labels and limits of " + region.size() + " assets for " + covariance);
        }
        return new NestedClusters(covariance, mean).solve(labels, region);
    }

    private HierarchicalResult solve(int[] labels, Region region) {
        int n = labels.length;
        int clusters = Arrays.stream(labels).max().orElse(0);
        double[][] fractions = new double[clusters][];
        for (int k = 0; k < clusters; k++) {
            int label = k + 1;
            int[] members = IntStream.range(0, n).filter(i -> labels[i] == label).toArray();
            QuadraticResult inside = inside(members, region);
            if (!(inside instanceof QuadraticResult.Optimal optimal)) {
                return failed(inside, "inside a cluster");
            }
            note(optimal);
            fractions[k] = new double[n];
            for (int m = 0; m < members.length; m++) {
                fractions[k][members[m]] = optimal.weights().get(m);
            }
        }
        Region budget = region.withoutLimits();
        QuadraticResult unlimited = across(fractions, budget);
        if (unlimited instanceof QuadraticResult.Infeasible) {
            // A budget beyond 0 to 1 may be more than clusters with limited short positions can take.
            budget = region.budgetOnly();
            unlimited = across(fractions, budget);
        }
        if (!(unlimited instanceof QuadraticResult.Optimal free)) {
            return failed(unlimited, "across clusters");
        }
        double[] open = weights(fractions, free, budget);
        if (across(fractions, region) instanceof QuadraticResult.Optimal limited) {
            note(limited);
            double[] weights = weights(fractions, limited, region);
            return new Allocated(Vector.wrap(weights), Vector.wrap(open),
                    new Certificate(Math.max(primal, region.violation(weights)), dual, gap), iterations);
        }
        note(free);
        return Projection.within(open, open, region, dual, iterations);
    }

    private void note(QuadraticResult.Optimal part) {
        primal = Math.max(primal, part.certificate().primalResidual());
        dual = Math.max(dual, part.certificate().dualResidual());
        gap = Math.max(gap, part.certificate().relativeGap());
        iterations += part.iterations();
    }

    /** Infeasible here says nothing of the limits: a model's own step has no answer. */
    private static HierarchicalResult failed(QuadraticResult result, String where) {
        return switch (result) {
            case QuadraticResult.Failed failed -> new HierarchicalResult.Failed(failed.why(), -1);
            case QuadraticResult.Infeasible _ -> new HierarchicalResult.Infeasible();
            default -> new HierarchicalResult.Failed("There is no minimum variance " + where, -1);
        };
    }

    private QuadraticResult inside(int[] members, Region region) {
        int m = members.length;
        double[] part = new double[m * m];
        double[] means = new double[m];
        double[] lower = new double[m];
        double[] upper = new double[m];
        double[] ones = new double[m];
        Arrays.fill(ones, 1);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        for (int i = 0; i < m; i++) {
            means[i] = mean.get(members[i]);
            lower[i] = Math.min(region.lower()[members[i]], 0);
            for (int j = 0; j < m; j++) {
                part[i * m + j] = covariance.get(members[i], members[j]);
            }
        }
        return QuadraticSolver.minimise(QuadraticProblem.of(means, Matrix.wrap(m, m, part), lower, upper,
                List.of(LinearRow.equality("All of the cluster", ones, 1))), 0);
    }

    private QuadraticResult across(double[][] fractions, Region region) {
        int k = fractions.length;
        double[] variances = new double[k * k];
        double[] means = new double[k];
        double[] lower = new double[k];
        double[] upper = new double[k];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        for (int a = 0; a < k; a++) {
            means[a] = Kernels.dot(mean.shared(), fractions[a]);
            double[] product = Kernels.times(covariance, fractions[a]);
            double size = 0;
            for (int i = 0; i < product.length; i++) {
                size += Math.abs(fractions[a][i]) * Math.sqrt(covariance.get(i, i));
            }
            // What is riskless but for rounding varies with nothing.
            boolean riskless = Kernels.dot(product, fractions[a]) <= RISKLESS * size * size;
            for (int b = 0; b <= a && !riskless; b++) {
                boolean other = b < a && variances[b * k + b] == 0;
                variances[a * k + b] = variances[b * k + a] = other ? 0 : Kernels.dot(product, fractions[b]);
            }
            for (int i = 0; i < fractions[a].length; i++) {
                double f = fractions[a][i];
                if (f != 0) {
                    lower[a] = Math.max(lower[a], (f > 0 ? region.lower()[i] : region.upper()[i]) / f);
                    upper[a] = Math.min(upper[a], (f > 0 ? region.upper()[i] : region.lower()[i]) / f);
                }
            }
            // No -0, which a bound of 0 over a negative fraction makes.
            lower[a] += 0.0;
            upper[a] += 0.0;
        }
        List<LinearRow> rows = new ArrayList<>();
        for (LinearRow row : region.allRows()) {
            double[] coefficients = new double[k];
            Arrays.setAll(coefficients, a -> Kernels.dot(row.coefficients(), fractions[a]));
            rows.add(new LinearRow(row.name(), coefficients, row.min(), row.max()));
        }
        // An asset that its cluster leaves out weighs 0, which must be within its bounds.
        for (int i = 0; i < region.size(); i++) {
            int asset = i;
            if (Arrays.stream(fractions).allMatch(f -> f[asset] == 0)
                    && !(region.lower()[i] <= 0 && region.upper()[i] >= 0)) {
                rows.add(new LinearRow("Left out", new double[k], region.lower()[i], region.upper()[i]));
            }
        }
        return QuadraticSolver.minimise(QuadraticProblem.of(means, Matrix.wrap(k, k, variances), lower, upper, rows),
                0);
    }

    private static double[] weights(double[][] fractions, QuadraticResult.Optimal capital, Region region) {
        double[] weights = new double[region.size()];
        for (int a = 0; a < fractions.length; a++) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] += fractions[a][i] == 0 ? 0 : fractions[a][i] * capital.weights().get(a);
            }
        }
        for (int i = 0; i < weights.length; i++) {
            double close = ROUNDING * Math.abs(weights[i]);
            weights[i] = weights[i] <= region.lower()[i] + close
                    ? region.lower()[i]
                    : weights[i] >= region.upper()[i] - close ? region.upper()[i] : weights[i];
        }
        return weights;
    }
}
