package tangency.core.solve.quadratic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tangency.core.math.Vector;
import tangency.core.solve.Certificate;

/**
 * A {@link KinkedProblem} on pieces of weights. The first piece of an asset is the weight up to the asset's first kink, the
 * next what the weight exceeds that kink by, up to the next kink, and so on: a weight is the sum of its pieces, and in order
 * when a piece is above its lower end only if all before it are full.
 *
 * @param problem one weight per piece
 * @param origin where each piece begins, 0 for the first of an asset: the weight there is origin + piece
 * @param constant costs less what the pieces' means say of them: net mean = mean'pieces - constant
 */
record Pieces(KinkedProblem whole, QuadraticProblem problem, double[] origin, double constant) {
    /** Split where kinks lie within bounds. */
    static Pieces of(KinkedProblem whole) {
        return split(whole, false);
    }

    /** Split at every kink, within bounds or not. */
    static Pieces everywhere(KinkedProblem whole) {
        return split(whole, true);
    }

    private static Pieces split(KinkedProblem whole, boolean everywhere) {
        QuadraticProblem plain = whole.plain();
        int n = plain.size();
        List<KinkedTerm> terms = new ArrayList<>(whole.costs());
        whole.rows().forEach(row -> terms.add(row.term()));
        double[][] kinks = new double[n][];
        int count = n;
        double[] low = everywhere ? filled(n, Double.NEGATIVE_INFINITY) : plain.lower();
        double[] high = everywhere ? filled(n, Double.POSITIVE_INFINITY) : plain.upper();
        for (int i = 0; i < n; i++) {
            kinks[i] = kinks(terms, i, low[i], high[i]);
            count += kinks[i].length;
        }
        int[] asset = new int[count];
        double[] origin = new double[count];
        double[] floor = new double[count];
        double[] ceiling = new double[count];
        double[] inside = new double[count];
        for (int i = 0, p = 0; i < n; i++) {
            for (int k = 0; k <= kinks[i].length; k++, p++) {
                boolean last = k == kinks[i].length;
                asset[p] = i;
                origin[p] = k == 0 ? 0 : kinks[i][k - 1];
                floor[p] = k == 0 ? Double.NEGATIVE_INFINITY : 0;
                ceiling[p] = last ? Double.POSITIVE_INFINITY : kinks[i][k] - origin[p];
                // A weight of this piece: on which side of each kink it lies is what counts.
                inside[p] = within(k == 0 ? low[i] : kinks[i][k - 1], last ? high[i] : kinks[i][k]);
            }
        }
        double[] mean = new double[count];
        for (int p = 0; p < count; p++) {
            mean[p] = plain.mean()[asset[p]];
        }
        double constant = 0;
        for (KinkedTerm term : whole.costs()) {
            double[] slopes = slopes(term, asset, inside);
            for (int p = 0; p < count; p++) {
                mean[p] -= slopes[p];
            }
            constant -= startOf(term, asset, slopes);
        }
        List<LinearRow> rows = new ArrayList<>();
        for (LinearRow row : plain.rows()) {
            rows.add(new LinearRow(row.name(), spread(row.coefficients(), asset), row.min(), row.max()));
        }
        for (KinkedRow row : whole.rows()) {
            double[] slopes = slopes(row.term(), asset, inside);
            double max = row.max() + startOf(row.term(), asset, slopes);
            double[] coefficients = spread(row.coefficients(), asset);
            for (int p = 0; p < count; p++) {
                coefficients[p] += slopes[p];
            }
            rows.add(LinearRow.atMost(row.name(), coefficients, max));
        }
        QuadraticProblem problem = count == n
                ? plain.withMean(mean).withRows(rows)
                : QuadraticProblem.inPieces(mean, plain, asset, rows,
                        new PieceBounds(spread(plain.lower(), asset), spread(plain.upper(), asset), origin, floor,
                                ceiling));
        return new Pieces(whole, problem, origin, constant);
    }

    private static double[] filled(int n, double value) {
        double[] out = new double[n];
        Arrays.fill(out, value);
        return out;
    }

    private static double within(double low, double high) {
        if (Double.isInfinite(low)) {
            return Double.isInfinite(high) ? 0 : high - Math.max(1, Math.abs(high));
        }
        return Double.isInfinite(high) ? low + Math.max(1, Math.abs(low)) : low + (high - low) / 2;
    }

    /** The kinks of asset {@code i} strictly between {@code low} and {@code high}, ascending. */
    private static double[] kinks(List<KinkedTerm> terms, int i, double low, double high) {
        double[] found = terms.stream().filter(term -> term.slopes()[i] > 0).mapToDouble(term -> term.centres()[i])
                .sorted().toArray();
        int count = 0;
        double last = low;
        for (double kink : found) {
            double near = KinkedProblem.SAME * Math.max(1, Math.abs(kink));
            if (kink - last > near && high - kink > near) {
                found[count++] = kink;
                last = kink;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The slope of {@code term} on each piece. */
    private static double[] slopes(KinkedTerm term, int[] asset, double[] inside) {
        double[] slopes = new double[asset.length];
        for (int p = 0; p < slopes.length; p++) {
            double slope = term.slopes()[asset[p]];
            slopes[p] = slope == 0 ? 0 : inside[p] > term.centres()[asset[p]] ? slope : -slope;
        }
        return slopes;
    }

    /** slopes'pieces - term: the first pieces count from zero, not from the centre. */
    private static double startOf(KinkedTerm term, int[] asset, double[] slopes) {
        double sum = 0;
        for (int p = 0; p < slopes.length; p++) {
            if ((p == 0 || asset[p] != asset[p - 1]) && slopes[p] != 0) {
                sum += slopes[p] * term.centres()[asset[p]];
            }
        }
        return sum;
    }

    static double[] spread(double[] values, int[] asset) {
        return Arrays.stream(asset).mapToDouble(i -> values[i]).toArray();
    }

    /** Whole weights; where every piece is full or empty, in order, the weight is that kink or bound bit for bit. */
    Vector weights(Vector pieces) {
        return Vector.wrap(weights(pieces.shared()));
    }

    private double[] weights(double[] pieces) {
        int n = whole.plain().size();
        if (pieces.length == n) {
            return pieces;
        }
        double[] weights = new double[n];
        for (int p = 0; p < pieces.length;) {
            int i = problem.asset(p);
            int top = p;
            int end = p;
            double sum = 0;
            for (; end < pieces.length && problem.asset(end) == i; end++) {
                sum += pieces[end];
                top = end > p && pieces[end] != 0 ? end : top;
            }
            boolean ordered = true;
            for (int q = p; q < top; q++) {
                ordered &= pieces[q] == problem.upper()[q];
            }
            double exact = pieces[top] == problem.upper()[top] ? limit(top) : origin[top] + pieces[top];
            weights[i] = ordered ? exact : sum;
            p = end;
        }
        return weights;
    }

    /** The weight at the upper end of a piece. */
    private double limit(int p) {
        int i = problem.asset(p);
        boolean last = p + 1 == origin.length || problem.asset(p + 1) != i;
        double bound = whole.plain().upper()[i];
        return last ? bound : Math.min(bound, origin[p + 1]);
    }

    /** A direction of whole weights. */
    Vector direction(Vector pieces) {
        return Vector.wrap(problem.byAsset(Arrays.copyOf(pieces.shared(), problem.size())));
    }

    /** Multipliers of whole weights' bounds: of a piece's, that which is the asset's too. */
    private double[] bounds(double[] weights, double[] multipliers) {
        double[] bounds = new double[weights.length];
        for (int p = 0; p < multipliers.length; p++) {
            int i = problem.asset(p);
            double multiplier = multipliers[p];
            boolean first = p == 0 || problem.asset(p - 1) != i;
            boolean last = p + 1 == multipliers.length || problem.asset(p + 1) != i;
            boolean lower = multiplier > 0 && first && weights[i] == whole.plain().lower()[i];
            boolean upper = multiplier < 0 && last && weights[i] == whole.plain().upper()[i];
            bounds[i] = lower || upper ? multiplier : bounds[i];
        }
        return bounds;
    }

    QuadraticResult folded(QuadraticResult.Optimal optimal) {
        double[] weights = weights(optimal.weights().shared());
        double[] bounds = bounds(weights, optimal.boundMultipliers().shared());
        double[] rows = optimal.rowMultipliers().shared();
        QuadraticProblem tangent = whole.tangent(optimal.lambda(), weights, bounds, rows);
        Certificate certificate = Certification.of(tangent, optimal.lambda(), weights, bounds, rows);
        if (!certificate.proves()) {
            return new QuadraticResult.Failed("The answer found does not satisfy its optimality conditions: "
                    + certificate);
        }
        return new QuadraticResult.Optimal(Vector.wrap(weights), optimal.lambda(), whole.netMean(weights),
                whole.plain().variance(weights), Vector.wrap(bounds), optimal.rowMultipliers(), certificate,
                optimal.warmStart(), optimal.iterations());
    }

    QuadraticResult.Unbounded folded(QuadraticResult.Unbounded unbounded) {
        return new QuadraticResult.Unbounded(unbounded.why(), direction(unbounded.direction()));
    }

    CornerPortfolios folded(CornerPortfolios portfolios) {
        List<Corner> corners = new ArrayList<>();
        for (Corner corner : portfolios.corners()) {
            double[] weights = weights(corner.weights().shared());
            Corner folded = new Corner(Vector.wrap(weights), corner.lambda(), corner.mean() - constant,
                    corner.variance(), Vector.wrap(bounds(weights, corner.boundMultipliers().shared())),
                    corner.rowMultipliers(), corner.workingSet());
            if (!corners.isEmpty() && CriticalLine.same(corners.getLast(), folded)) {
                corners.removeLast();
            }
            // Where a kink is passed at which nothing bends, no portfolio is a corner.
            if (problem.asset() != null && corners.size() > 1
                    && CriticalLine.straight(corners.get(corners.size() - 2), corners.getLast(), folded)) {
                corners.removeLast();
            }
            corners.add(folded);
        }
        Vector beyond = portfolios.beyond();
        return new CornerPortfolios(corners, beyond == null ? null : direction(beyond));
    }
}
