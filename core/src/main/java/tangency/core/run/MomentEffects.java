package tangency.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.solve.Sensitivities;

/**
 * How the weights answer to small changes of the estimates, as far as a study keeps it: all derivatives by means and
 * volatilities, of those by correlations the largest of each weight.
 *
 * @param assets M ids in universe order: those whose weight moves, and those whose moments move one; others have neither
 * @param mean M x M, entry (i, j) = d weight i / d mean j, per period; null where no mean moves a weight
 * @param volatility M x M, entry (i, j) = d weight i / d volatility j at unchanged correlations, per period
 * @param correlations of each weight the largest, in the order of the assets
 * @param twoSided whether the derivatives hold both ways; else a limit is met that does not bind
 */
public record MomentEffects(List<String> assets, @Nullable Matrix mean, Matrix volatility,
        List<ByCorrelation> correlations, boolean twoSided) {
    /** How many correlations are kept of each weight. */
    public static final int CORRELATIONS = 5;

    /** Derivatives below this, relative to the largest of their kind, are rounding. */
    private static final double ROUNDING = 1e-11;

    public MomentEffects {
        assets = List.copyOf(assets);
        correlations = List.copyOf(correlations);
    }

    /**
     * The change of one weight per unit of a correlation.
     *
     * @param asset whose weight
     * @param first of the two that correlate, before {@code second} in the universe
     */
    public record ByCorrelation(String asset, String first, String second, double change) {}

    /** The part of {@code full} that is kept; null where it is not finite. */
    static @Nullable MomentEffects of(Sensitivities full, List<String> ids) {
        Matrix byMean = told(full.byMean());
        Matrix byVolatility = told(full.byVolatility());
        int[] moving = moving(byMean, byVolatility);
        Matrix mean = part(byMean, moving);
        Matrix volatility = part(byVolatility, moving);
        List<ByCorrelation> correlations = new ArrayList<>();
        for (int i : moving) {
            for (Sensitivities.ByCorrelation one : full.largestByCorrelation(i, CORRELATIONS)) {
                correlations.add(new ByCorrelation(ids.get(i), ids.get(one.first()), ids.get(one.second()),
                        one.change()));
            }
        }
        double least = ROUNDING * correlations.stream().mapToDouble(c -> Math.abs(c.change())).max().orElse(0);
        correlations.removeIf(one -> Math.abs(one.change()) <= least);
        boolean finite = finite(mean) && finite(volatility)
                && correlations.stream().allMatch(c -> Double.isFinite(c.change()));
        boolean none = Arrays.stream(mean.shared()).allMatch(x -> x == 0);
        return finite
                ? new MomentEffects(Arrays.stream(moving).mapToObj(ids::get).toList(), none ? null : mean, volatility,
                        correlations, full.twoSided())
                : null;
    }

    /** Without what is but rounding of larger ones. */
    private static Matrix told(Matrix changes) {
        double[] values = changes.shared().clone();
        double least = ROUNDING * Arrays.stream(values).map(Math::abs).max().orElse(0);
        Arrays.setAll(values, k -> Math.abs(values[k]) <= least ? 0 : values[k]);
        return Matrix.wrap(changes.rows(), changes.columns(), values);
    }

    private static int[] moving(Matrix mean, Matrix volatility) {
        int n = mean.rows();
        boolean[] moves = new boolean[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean any = mean.get(i, j) != 0 || volatility.get(i, j) != 0;
                moves[i] |= any;
                moves[j] |= any;
            }
        }
        int[] indices = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (moves[i]) {
                indices[count++] = i;
            }
        }
        return Arrays.copyOf(indices, count);
    }

    private static Matrix part(Matrix full, int[] of) {
        double[] values = new double[of.length * of.length];
        for (int i = 0; i < of.length; i++) {
            for (int j = 0; j < of.length; j++) {
                values[i * of.length + j] = full.get(of[i], of[j]) + 0.0; // never -0
            }
        }
        return Matrix.wrap(of.length, of.length, values);
    }

    private static boolean finite(Matrix matrix) {
        return Arrays.stream(matrix.shared()).allMatch(Double::isFinite);
    }
}
