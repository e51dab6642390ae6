package tangency.core.solve.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.quadratic.Covariance;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;
import tangency.core.solve.quadratic.WarmStart;

/**
 * Bounds by the perspective of a diagonal D of the covariance. With z the indicator of being held, d w&sup2; becomes
 * d w&sup2;/z and the limit on the number held a charge theta per asset held (its Lagrange multiplier), so that each open
 * asset contributes
 *
 * <pre>min over z of  d w&sup2;/(2z) + theta z,  |w|/upper &lt;= z &lt;= |w|/least, z &lt;= 1</pre>
 *
 * which is linear up to p = sqrt(2 theta/d), kept between least and upper, and quadratic beyond (Frangioni and Gentile,
 * Perspective cuts for a class of convex 0-1 mixed integer programs, 2006; G&uuml;nl&uuml;k and Linderoth 2010). So the
 * bound is a quadratic program on two parts of each weight, one up to p and one beyond, which the exact active set solves;
 * any theta &gt;= 0 gives a bound. An asset that may go either way has parts for both sides.
 */
final class PerspectiveRelaxation implements Relaxation {
    private static final int ROUNDS = 3;
    private static final int COLD_ROUNDS = 15;
    /** How far from the limit the relaxed number of assets may be, as a share. */
    private static final double NEAR = 0.02;

    private final DiscreteProblem problem;
    /** What means are multiplied by. */
    private final double reward;
    private final double[] diagonal;
    private final List<Leg> legs;
    /** Assets whose holding it may be best to keep. */
    private final List<Integer> bases = new ArrayList<>();
    private final double[] counted;
    private final QuadraticProblem lifted;

    /** One side of one asset: sign 1 long, -1 short. */
    private record Leg(int asset, int sign) {}

    /** Where to start: the working set and the charge. */
    private record Start(WarmStart set, double charge) {}

    /** @param diagonal N, such that covariance less diagonal is positive semi-definite; zeros for {@code goal} Return */
    PerspectiveRelaxation(DiscreteProblem problem, double[] diagonal) {
        this.problem = problem;
        this.diagonal = diagonal;
        this.reward = problem.goal() instanceof DiscreteProblem.Goal.Tolerance tolerance ? tolerance.lambda() : 1;
        legs = new ArrayList<>();
        for (int i = 0; i < problem.size(); i++) {
            boolean holding = problem.fixedCosts().get(i) > 0 && problem.holdings().get(i) != 0;
            if (holding || problem.quadratic().upper()[i] > 0 || problem.quadratic().lower()[i] >= 0) {
                legs.add(new Leg(i, 1));
            }
            if (holding || problem.quadratic().lower()[i] < 0) {
                legs.add(new Leg(i, -1));
            }
            if (holding) {
                bases.add(i);
            }
        }
        counted = counted();
        int columns = 2 * legs.size() + bases.size();
        boolean linear = problem.goal() instanceof DiscreteProblem.Goal.Return;
        lifted = QuadraticProblem.of(new double[columns],
                linear ? Matrix.wrap(columns, columns, new double[columns * columns]) : covariance(),
                new double[columns], new double[columns], rows());
    }

    private int asset(int column) {
        int m = legs.size();
        return column < 2 * m ? legs.get(column % m).asset : bases.get(column - 2 * m);
    }

    private int sign(int column) {
        int m = legs.size();
        return column < 2 * m ? legs.get(column % m).sign : 1;
    }

    /** Of the parts up to p, then of those beyond, then of holdings that stay. */
    private Matrix covariance() {
        int m = legs.size();
        Covariance sigma = problem.quadratic().covariance();
        int columns = 2 * m + bases.size();
        double[] values = new double[columns * columns];
        for (int a = 0; a < columns; a++) {
            int one = asset(a);
            for (int b = 0; b < columns; b++) {
                int other = asset(b);
                double entry = sigma.get(one, other);
                boolean whole = one != other || (a == b && a >= m && a < 2 * m);
                values[a * columns + b] = sign(a) * sign(b) * (whole ? entry : entry - diagonal[one]);
            }
        }
        return Matrix.wrap(columns, columns, values);
    }

    private List<LinearRow> rows() {
        int columns = 2 * legs.size() + bases.size();
        List<LinearRow> rows = new ArrayList<>();
        for (LinearRow row : problem.quadratic().rows()) {
            double[] coefficients = new double[columns];
            for (int c = 0; c < columns; c++) {
                coefficients[c] = sign(c) * row.coefficients()[asset(c)];
            }
            rows.add(new LinearRow(row.name(), coefficients, row.min(), row.max()));
        }
        if (counted.length > 0) {
            rows.add(LinearRow.atMost("Assets held", counted, problem.maxHeld()));
        }
        return rows;
    }

    /** 1/upper of every part, so that the sum is at most the number held; empty where that says nothing. */
    private double[] counted() {
        int m = legs.size();
        double[] counted = new double[2 * m + bases.size()];
        boolean says = problem.maxHeld() < problem.assets() && bases.isEmpty();
        for (int c = 0; c < 2 * m && says; c++) {
            Leg leg = legs.get(c % m);
            double high = leg.sign > 0
                    ? problem.quadratic().upper()[leg.asset]
                    : -problem.quadratic().lower()[leg.asset];
            boolean asset = leg.asset < problem.assets();
            counted[c] = asset && high > 0 ? 1 / high : 0;
            says = !asset || !Double.isInfinite(high);
        }
        return says ? counted : new double[0];
    }

    @Override
    public Relaxed solve(Domain domain, @Nullable Object start, double cutoff) {
        Start from = start instanceof Start given ? given : null;
        int most = problem.maxHeld();
        boolean counts = domain.openCount() > 0 && domain.heldCount() + domain.openCount() > most;
        double charge = counts ? from == null ? firstCharge(domain) : from.charge : 0;
        WarmStart set = from == null ? null : from.set;
        Relaxed.Minimum best = null;
        int rounds = !counts ? 1 : from == null ? COLD_ROUNDS : ROUNDS;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds; round++) {
            Pass pass = new Pass(domain, charge);
            QuadraticResult result = QuadraticSolver.minimise(pass.problem(), 1, set);
            switch (result) {
                case QuadraticResult.Optimal optimal -> {
                    Relaxed.Minimum minimum = pass.minimum(optimal, counts ? most : 0);
                    if (best == null || minimum.bound() > best.bound()) {
                        best = minimum;
                    }
                    set = optimal.warmStart();
                    double excess = counts ? pass.held / most - 1 : 0;
                    if (!counts || best.bound() >= cutoff || Math.abs(excess) <= NEAR) {
                        return best;
                    }
                    if (excess > 0) {
                        low = charge;
                    } else {
                        high = charge;
                    }
                    // Weights that stay as they are have z as one over the square root of the charge.
                    double guess = charge == 0 ? firstCharge(domain) : charge * (1 + excess) * (1 + excess);
                    boolean inside = guess > low && guess < high;
                    double next = inside ? guess : Double.isInfinite(high) ? 4 * low : (low + high) / 2;
                    if (!(next > 0) || Math.abs(next - charge) <= 1e-6 * charge) {
                        return best;
                    }
                    charge = next;
                }
                case QuadraticResult.Infeasible _ -> {
                    return new Relaxed.Empty("bounds and linear limits contradict each other");
                }
                case QuadraticResult.Unbounded unbounded -> {
                    return new Relaxed.Unbounded(unbounded.why());
                }
                case QuadraticResult.Failed failed -> {
                    return best == null ? new Relaxed.Failed(failed.why()) : best;
                }
            }
        }
        return best == null ? new Relaxed.Failed("no round") : best;
    }

    /** What a unit more of each diagonal element would add to the bound {@code minimum}: w&sup2;(1/z - 1)/2. */
    double[] worth(Domain domain, Relaxed.Minimum minimum) {
        double[] worth = new double[domain.size()];
        Pass pass = new Pass(domain, minimum.start() instanceof Start start ? start.charge : 0);
        for (int l = 0; l < pass.m; l++) {
            int i = legs.get(l).asset;
            double w = minimum.weights()[i] * legs.get(l).sign;
            if (domain.open(i) && !domain.tradeOpen(i) && w > 0 && w < pass.end[l]) {
                double z = Double.isInfinite(pass.end[l]) ? 0 : w / pass.end[l];
                worth[i] = z == 0 ? 0 : w * w * (1 / z - 1) / 2;
            }
        }
        return worth;
    }

    /** What makes each of as many equal weights as may be held worth holding. */
    private double firstCharge(Domain domain) {
        double mean = 0;
        for (int i = 0; i < domain.size(); i++) {
            mean += diagonal[i] / domain.size();
        }
        double each = 1.0 / Math.max(1, problem.maxHeld());
        return mean * each * each / 2;
    }

    /** The program of one domain and charge. */
    private final class Pass {
        private final Domain domain;
        private final double charge;
        private final int m = legs.size();
        private final double[] lower = new double[2 * m + bases.size()];
        private final double[] upper = new double[2 * m + bases.size()];
        private final double[] mean = new double[2 * m + bases.size()];
        /** What a unit of each asset's weight adds beside its perspective, where that is around the holding. */
        private final double[] shift;
        /** Where the linear part of each leg ends, and its slope. */
        private final double[] end = new double[m];
        private final double[] slope = new double[m];
        /** Charge and cost of holding each asset. */
        private final double[] price;
        /** The relaxed number of assets held. */
        private double held;
        private double constant;

        Pass(Domain domain, double charge) {
            this.domain = domain;
            this.charge = charge;
            price = new double[domain.size()];
            shift = new double[price.length];
            for (int i = 0; i < price.length; i++) {
                price[i] = charge + (reward == 0 ? 0 : reward * domain.entryCost(i));
                constant += domain.held(i) ? price[i] : 0;
                constant += reward != 0 && domain.paysTrade(i) ? reward * problem.fixedCosts().get(i) : 0;
            }
            for (int b = 0; b < bases.size(); b++) {
                if (domain.tradeOpen(bases.get(b))) {
                    around(2 * m + b, bases.get(b));
                }
            }
            for (int l = 0; l < m; l++) {
                leg(l, legs.get(l));
            }
        }

        /**
         * Around the holding v: d w&sup2; = d (w - v)&sup2; + 2 d v w - d v&sup2;, of which the first is in perspective of
         * the trade; the charge for being held becomes linear.
         */
        private void around(int column, int i) {
            double holding = problem.holdings().get(i);
            double high = domain.upper(i);
            boolean charged = domain.open(i) && domain.lower(i) >= 0 && high > 0 && !Double.isInfinite(high);
            shift[i] = diagonal[i] * holding + (charged ? charge / high : 0);
            constant -= diagonal[i] * holding * holding / 2;
            price[i] = reward == 0 ? 0 : reward * problem.fixedCosts().get(i);
            lower[column] = holding;
            upper[column] = holding;
            mean[column] = (reward == 0 ? 0 : reward * problem.quadratic().mean()[i]) - shift[i];
        }

        private void leg(int l, Leg leg) {
            int i = leg.asset;
            if (domain.tradeOpen(i)) {
                double holding = problem.holdings().get(i);
                double range = leg.sign > 0 ? domain.upper(i) - holding : holding - domain.lower(i);
                perspective(l, leg, Math.max(0, range), 0);
                return;
            }
            double low = leg.sign > 0 ? Math.max(0, domain.lower(i)) : Math.max(0, -domain.upper(i));
            double high = leg.sign > 0 ? Math.max(0, domain.upper(i)) : Math.max(0, -domain.lower(i));
            if (domain.open(i) && high > 0) {
                perspective(l, leg, high, Math.min(high, domain.setting().least(i)));
            } else {
                lower[m + l] = low;
                upper[m + l] = high;
                mean[m + l] = income(leg);
            }
        }

        private double income(Leg leg) {
            double per = (reward == 0 ? 0 : reward * problem.quadratic().mean()[leg.asset]) - shift[leg.asset];
            return leg.sign * per;
        }

        /** Linear up to the ideal size, quadratic beyond. */
        private void perspective(int l, Leg leg, double high, double least) {
            int i = leg.asset;
            double income = income(leg);
            if (high > 0) {
                double d = diagonal[i];
                double ideal = price[i] == 0 ? 0 : d > 0 ? Math.sqrt(2 * price[i] / d) : Double.POSITIVE_INFINITY;
                end[l] = Math.clamp(ideal, least, high);
                slope[l] = end[l] == 0 ? 0 : d * (Double.isInfinite(end[l]) ? 0 : end[l]) / 2 + price[i] / end[l];
                upper[l] = end[l];
                upper[m + l] = Double.isInfinite(high) && Double.isInfinite(end[l]) ? 0 : high - end[l];
                mean[l] = income - slope[l];
                mean[m + l] = income - (Double.isInfinite(end[l]) ? 0 : d * end[l]);
            }
        }

        QuadraticProblem problem() {
            return lifted.withBounds(lower, upper).withMean(mean);
        }

        Relaxed.Minimum minimum(QuadraticResult.Optimal optimal, int most) {
            double[] x = optimal.weights().shared();
            double[] weights = new double[domain.size()];
            held = domain.heldCount();
            for (int b = 0; b < bases.size(); b++) {
                weights[bases.get(b)] = x[2 * m + b];
            }
            for (int l = 0; l < m; l++) {
                double size = x[l] + x[m + l];
                int i = legs.get(l).asset;
                weights[i] += legs.get(l).sign * size;
                if (domain.open(i) && !domain.tradeOpen(i) && size > 0) {
                    held += x[m + l] > 0 || end[l] == 0 ? 1 : x[l] / end[l];
                }
            }
            for (int i : bases) {
                if (domain.tradeOpen(i) && domain.open(i) && domain.upper(i) > 0) {
                    held += Math.max(0, weights[i]) / domain.upper(i);
                }
            }
            double objective = optimal.variance() / 2 - optimal.mean();
            double size = optimal.variance() / 2;
            for (int c = 0; c < x.length; c++) {
                size += Math.abs(mean[c] * x[c]);
            }
            double bound = objective - optimal.certificate().relativeGap() * size + constant - charge * most;
            double[] gradient = gradient(weights, optimal.rowMultipliers().shared());
            double[] held = new double[weights.length];
            double[] out = new double[weights.length];
            double[] kept = new double[weights.length];
            double[] traded = new double[weights.length];
            Vector multipliers = optimal.rowMultipliers();
            gains(gradient, counted.length > 0 ? multipliers.get(multipliers.size() - 1) : 0, held, out, kept,
                    traded);
            double residual = Math.max(optimal.certificate().dualResidual(), optimal.certificate().relativeGap());
            return new Relaxed.Minimum(bound, weights, gradient, held, out, kept, traded, residual,
                    new Start(optimal.warmStart(), charge));
        }

        /** Of the objective without the diagonal, less the rows at their multipliers. */
        private double[] gradient(double[] weights, double[] multipliers) {
            int n = weights.length;
            double[] gradient = new double[n];
            boolean linear = problem.goal() instanceof DiscreteProblem.Goal.Return;
            if (!linear) {
                int[] held = IntStream.range(0, n).filter(i -> weights[i] != 0).toArray();
                double[] amounts = Arrays.stream(held).mapToDouble(i -> weights[i]).toArray();
                problem.quadratic().covariance().addProduct(held, amounts, held.length, gradient);
                for (int i : held) {
                    gradient[i] -= diagonal[i] * weights[i];
                }
            }
            for (int k = 0; k < problem.quadratic().rows().size(); k++) {
                if (multipliers[k] != 0) {
                    double[] a = problem.quadratic().rows().get(k).coefficients();
                    for (int i = 0; i < n; i++) {
                        gradient[i] -= multipliers[k] * a[i];
                    }
                }
            }
            for (int i = 0; i < n && reward != 0; i++) {
                gradient[i] -= reward * problem.quadratic().mean()[i];
            }
            return gradient;
        }

        /**
         * The rest of the objective is at least its tangent, so that assets are independent of each other: what the choice
         * for one adds to its own least contribution is added to the bound.
         */
        private void gains(double[] gradient, double count, double[] held, double[] out, double[] kept,
                double[] traded) {
            double[] either = new double[gradient.length];
            double[] least = new double[gradient.length];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            for (int l = 0; l < m; l++) {
                int i = legs.get(l).asset;
                if (!domain.open(i) && !domain.tradeOpen(i)) {
                    continue;
                }
                double g = (gradient[i] + shift[i]) * legs.get(l).sign - (count == 0 ? 0 : count * counted[l]);
                double d = diagonal[i];
                double high = upper[l] + upper[m + l];
                if (high > 0) {
                    double first = (g + slope[l]) * end[l];
                    double second = lowest(g + d * end[l], d, 0, high - end[l]);
                    either[i] += Math.min(0, (end[l] > 0 ? first : 0) + second);
                    double from = domain.tradeOpen(i) ? 0 : Math.min(high, domain.setting().least(i));
                    least[i] = Math.min(least[i], price[i] + lowest(g, d, from, high));
                }
            }
            for (int i = 0; i < held.length; i++) {
                if ((domain.open(i) || domain.tradeOpen(i)) && Double.isFinite(either[i])) {
                    double[] yes = domain.tradeOpen(i) ? traded : held;
                    double[] no = domain.tradeOpen(i) ? kept : out;
                    yes[i] = Double.isFinite(least[i]) ? Math.max(0, least[i] - either[i]) : 0;
                    no[i] = Math.max(0, -either[i]);
                }
            }
        }

        /** The least of g w + d w&sup2;/2 between two limits. */
        private static double lowest(double g, double d, double low, double high) {
            double at = d > 0 ? Math.clamp(-g / d, low, high) : g >= 0 ? low : high;
            return at == 0 ? 0 : g * at + d * at * at / 2;
        }
    }
}
