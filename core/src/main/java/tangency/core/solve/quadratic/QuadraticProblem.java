package tangency.core.solve.quadratic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;

/**
 * The data of: minimise w'&Sigma;w/2 - &lambda;&middot;mean'w subject to lower &lt;= w &lt;= upper and
 * min &lt;= a'w &lt;= max for every row. The risk tolerance &lambda; &gt;= 0 is given when it is solved.
 *
 * <p>An asset may be held in several pieces with means, bounds and coefficients of their own, as where a cost or a limit
 * has a kink: each piece is then a weight here, and covariances are those of its asset ({@link #inPieces}).
 *
 * <p>This class is immutable and thread-safe as long as callers do not modify the arrays they handed in.
 */
public final class QuadraticProblem {
    private final double[] mean;
    private final Covariance covariance;
    /** The asset of each weight, null where each has one of its own. */
    private final int @Nullable [] asset;
    private final double[] lower;
    private final double[] upper;
    /** What lower and upper follow from where weights are pieces, else null. */
    private final @Nullable PieceBounds pieces;
    private final List<LinearRow> rows;
    private final BoundOwners owners;

    private QuadraticProblem(double[] mean, Covariance covariance, int @Nullable [] asset, double[] lower,
            double[] upper, @Nullable PieceBounds pieces, List<LinearRow> rows, BoundOwners owners) {
        this.mean = mean;
        this.covariance = covariance;
        this.asset = asset;
        this.lower = lower;
        this.upper = upper;
        this.pieces = pieces;
        this.rows = List.copyOf(rows);
        this.owners = owners;
        int n = mean.length;
        if (lower.length != n || upper.length != n || owners.size() != n) {
            throw new IllegalArgumentException(n + " means, but " + lower.length + " lower and " + upper.length
                    + " upper bounds, labelled by " + owners.size());
        }
        for (int i = 0; i < n; i++) {
            requireLimits("asset " + i, lower[i], upper[i]);
        }
        for (LinearRow row : this.rows) {
            if (row.coefficients().length != n) {
                throw new IllegalArgumentException(
                        row.name() + " has " + row.coefficients().length + " coefficients for " + n + " assets");
            }
        }
    }

    /**
     * A problem whose bounds belong together under label 0.
     *
     * @param mean one finite number per asset, at least one asset
     * @param covariance symmetric and positive semi-definite (singular is fine), as many rows as means
     * @param lower lower bounds, -infinity for none
     * @param upper upper bounds, +infinity for none
     */
    public static QuadraticProblem of(double[] mean, Matrix covariance, double[] lower, double[] upper,
            List<LinearRow> rows) {
        requireSize(mean, covariance.rows());
        return of(mean, Covariance.of(covariance), lower, upper, rows);
    }

    /** As {@link #of(double[], Matrix, double[], double[], List)}, on a covariance of any form. */
    public static QuadraticProblem of(double[] mean, Covariance covariance, double[] lower, double[] upper,
            List<LinearRow> rows) {
        requireSize(mean, covariance.size());
        requireFinite(mean);
        return new QuadraticProblem(mean, covariance, null, lower, upper, null, rows, BoundOwners.one(mean.length));
    }

    /**
     * {@code whole} on pieces of its weights.
     *
     * @param mean one finite number per piece
     * @param asset index of each piece's asset
     * @param rows on pieces
     */
    static QuadraticProblem inPieces(double[] mean, QuadraticProblem whole, int[] asset, List<LinearRow> rows,
            PieceBounds bounds) {
        requireFinite(mean);
        return new QuadraticProblem(mean, whole.covariance, asset, bounds.lowerOfPieces(), bounds.upperOfPieces(),
                bounds, rows, whole.owners.of(asset));
    }

    private static void requireSize(double[] mean, int assets) {
        if (mean.length == 0) {
            throw new IllegalArgumentException("A problem needs at least one asset");
        }
        if (assets != mean.length) {
            throw new IllegalArgumentException(mean.length + " means, but a covariance of " + assets + " assets");
        }
    }

    private static void requireFinite(double[] mean) {
        for (int i = 0; i < mean.length; i++) {
            if (!Double.isFinite(mean[i])) {
                throw new IllegalArgumentException("Mean " + i + " is " + mean[i]);
            }
        }
    }

    /**
     * The same problem with labels (&gt;= 0) for its bounds: bounds of one label are one constraint to the user, and
     * appear as one member of a conflict.
     */
    public QuadraticProblem withBoundGroups(int[] lowerLabels, int[] upperLabels) {
        return withOwners(new BoundOwners(lowerLabels, upperLabels, owners.lowerRate(), owners.upperRate()));
    }

    /** The same problem with the amounts by which bounds move when the limit of their label moves outward by one unit. */
    public QuadraticProblem withBoundRates(double[] lowerRates, double[] upperRates) {
        return withOwners(new BoundOwners(owners.lowerGroup(), owners.upperGroup(), lowerRates, upperRates));
    }

    private QuadraticProblem withOwners(BoundOwners other) {
        return new QuadraticProblem(mean, covariance, asset, lower, upper, pieces, rows, other);
    }

    /** The same problem within other bounds; where weights are pieces, those of each piece's whole weight. */
    public QuadraticProblem withBounds(double[] newLower, double[] newUpper) {
        if (pieces == null) {
            return new QuadraticProblem(mean, covariance, asset, newLower, newUpper, null, rows, owners);
        }
        PieceBounds moved = pieces.with(newLower, newUpper);
        return new QuadraticProblem(mean, covariance, asset, moved.lowerOfPieces(), moved.upperOfPieces(), moved, rows,
                owners);
    }

    /** The same problem under other rows. */
    public QuadraticProblem withRows(List<LinearRow> newRows) {
        return new QuadraticProblem(mean, covariance, asset, lower, upper, pieces, newRows, owners);
    }

    /** The same problem with other means. */
    public QuadraticProblem withMean(double[] newMean) {
        requireFinite(newMean);
        return new QuadraticProblem(newMean, covariance, asset, lower, upper, pieces, rows, owners);
    }

    /** The same problem on another covariance of the same assets. */
    public QuadraticProblem withCovariance(Covariance other) {
        requireSize(new double[covariance.size()], other.size());
        return new QuadraticProblem(mean, other, asset, lower, upper, pieces, rows, owners);
    }

    /** The same problem with one more row, the last. */
    public QuadraticProblem plusRow(LinearRow row) {
        List<LinearRow> more = new ArrayList<>(rows);
        more.add(row);
        return withRows(more);
    }

    /** Number of weights. */
    public int size() {
        return mean.length;
    }

    /** Shared, not to be modified. */
    public double[] mean() {
        return mean;
    }

    /** Of the assets. */
    public Covariance covariance() {
        return covariance;
    }

    /** The asset of each weight, null where each has one of its own. Shared, not to be modified. */
    int @Nullable [] asset() {
        return asset;
    }

    /** The asset of a weight. */
    int asset(int weight) {
        return asset == null ? weight : asset[weight];
    }

    /** Variance of the asset of a weight. */
    double variance(int weight) {
        return covariance.variance(asset(weight));
    }

    /** w'&Sigma;w, which rounding does not make negative. */
    double variance(double[] weights) {
        return covariance.quadratic(byAsset(weights));
    }

    /** &Sigma;w, one number per weight. */
    double[] risk(double[] weights) {
        return risk(weights, new double[covariance.size()]);
    }

    /** As {@link #risk(double[])}; {@code size}, one number per asset of the covariance, gets the size of the terms. */
    double[] risk(double[] weights, double[] size) {
        double[] held = byAsset(weights);
        int[] assets = new int[held.length];
        double[] amounts = new double[held.length];
        int count = 0;
        for (int i = 0; i < held.length; i++) {
            if (held[i] != 0) {
                assets[count] = i;
                amounts[count++] = held[i];
            }
        }
        double[] image = new double[held.length];
        covariance.addProduct(assets, amounts, count, image, size);
        return asset == null ? image : Arrays.stream(asset).mapToDouble(i -> image[i]).toArray();
    }

    /** The sum of each asset's weights. */
    double[] byAsset(double[] weights) {
        if (asset == null) {
            return weights;
        }
        double[] sums = new double[covariance.size()];
        for (int i = 0; i < asset.length; i++) {
            sums[asset[i]] += weights[i];
        }
        return sums;
    }

    /** Shared, not to be modified. */
    public double[] lower() {
        return lower;
    }

    /** Shared, not to be modified. */
    public double[] upper() {
        return upper;
    }

    public List<LinearRow> rows() {
        return rows;
    }

    /** The lower bounds as they were given: where weights are pieces, those of whole weights, one per piece. */
    double[] lowerGiven() {
        return pieces == null ? lower : pieces.lower();
    }

    /** Likewise. */
    double[] upperGiven() {
        return pieces == null ? upper : pieces.upper();
    }

    /** What ends pieces whatever their bounds, null where weights are whole. */
    @Nullable
    PieceBounds pieces() {
        return pieces;
    }

    /** To whom bounds belong. */
    BoundOwners owners() {
        return owners;
    }

    /** The label of each lower bound. Shared, not to be modified. */
    public int[] lowerGroup() {
        return owners.lowerGroup();
    }

    /** The label of each upper bound. Shared, not to be modified. */
    public int[] upperGroup() {
        return owners.upperGroup();
    }

    static void requireLimits(String where, double min, double max) {
        if (Double.isNaN(min) || Double.isNaN(max) || min == Double.POSITIVE_INFINITY
                || max == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("Limits of " + where + " are " + min + " and " + max);
        }
    }

    @Override
    public String toString() {
        return "Quadratic problem of " + size() + " assets and " + rows.size() + " rows "
                + Arrays.toString(rows.stream().map(LinearRow::name).toArray());
    }
}
