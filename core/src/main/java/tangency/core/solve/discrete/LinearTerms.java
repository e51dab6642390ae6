package tangency.core.solve.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.solve.Allocation;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Trading;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;

/**
 * The convex limits and the costs in proportion to what is traded, as a quadratic problem whose first N variables are the
 * weights. A |w - c| whose sign bounds do not settle gets a variable of its own that is at least w - c and c - w; limits and
 * costs only ever push it down.
 */
final class LinearTerms {
    private final Allocation setting;
    private final int n;
    private final double[] lower;
    private final double[] upper;
    private final int[] lowerOwner;
    private final int[] upperOwner;
    private final List<Constraint> owners;
    private final List<Size> sizes = new ArrayList<>();
    private final List<LinearRow> rows = new ArrayList<>();

    /** The variable that is at least |w - centre| of one asset. */
    private record Size(int asset, double centre) {}

    /** Coefficients of all variables and a constant. */
    private static final class Sum {
        private final double[] weights;
        private final List<Double> sizes = new ArrayList<>();
        private double constant;

        Sum(int n) {
            weights = new double[n];
        }

        private void add(int size, double factor) {
            while (sizes.size() <= size) {
                sizes.add(0.0);
            }
            sizes.set(size, sizes.get(size) + factor);
        }
    }

    /**
     * The result.
     *
     * @param cost deducted whatever the weights
     */
    record Problem(QuadraticProblem quadratic, double cost, List<Constraint> owners) {}

    private LinearTerms(Allocation setting, LinearLimits linear, List<Constraint> owners) {
        this.setting = setting;
        this.owners = owners;
        n = setting.size();
        lower = linear.lower().clone();
        upper = linear.upper().clone();
        lowerOwner = linear.lowerOwner().clone();
        upperOwner = linear.upperOwner().clone();
    }

    /** Whether constraints of this kind are honoured here. */
    static boolean covers(Constraint constraint) {
        return plain(constraint) || switch (constraint) {
            case Constraint.Gross _,Constraint.ShortSide _,Constraint.Turnover _,Constraint.NoSell _,Constraint.NoBuy _,Constraint.Participation _,Constraint.Factor _ ->
                true;
            default -> false;
        };
    }

    /** Whether a constraint is one bound or row of the weights themselves. */
    static boolean plain(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Budget _,Constraint.Bounds _,Constraint.Group _,Constraint.Linear _,Constraint.Return _ ->
                true;
            default -> false;
        };
    }

    /** What a limit or cost would have to know of an asset and does not, null where all is known. */
    static @Nullable String missing(Allocation setting, boolean costs) {
        Trading trading = setting.trading();
        for (int i = 0; i < setting.size(); i++) {
            String id = setting.universe().ids().get(i);
            if (costs && Double.isNaN(trading.rate().get(i))) {
                return "the cost of trading '" + id + "' is not known: the assets file has no spread for it";
            }
            for (Constraint constraint : setting.constraints()) {
                if (constraint instanceof Constraint.Participation && Double.isNaN(trading.adv().get(i))) {
                    return "constraint '" + constraint.name() + "' needs the money traded per day of '" + id
                            + "', which the assets file does not say";
                }
            }
        }
        return null;
    }

    /** @param costs whether costs in proportion to trades are deducted from the mean */
    static Problem of(Allocation setting, boolean costs) {
        List<Constraint> convex = setting.constraints().stream().filter(LinearTerms::covers).toList();
        List<Constraint> plain = convex.stream().filter(LinearTerms::plain).toList();
        LinearLimits linear = LinearLimits.of(setting.withConstraints(plain));
        List<Constraint> owners = new ArrayList<>(plain);
        convex.stream().filter(c -> !plain(c)).forEach(owners::add);
        return new LinearTerms(setting, linear, owners).build(linear, costs);
    }

    private Problem build(LinearLimits linear, boolean costs) {
        Trading trading = setting.trading();
        for (int k = 0; k < owners.size(); k++) {
            bounds(k, owners.get(k));
        }
        List<Sum> sums = new ArrayList<>();
        List<LinearRow> heads = new ArrayList<>();
        for (LinearLimits.Row row : linear.rows()) {
            heads.add(new LinearRow(owners.get(row.owner()).name(), row.coefficients(), row.min(), row.max()));
            sums.add(new Sum(n));
        }
        for (Constraint constraint : owners) {
            Sum sum = new Sum(n);
            double max = Double.POSITIVE_INFINITY;
            double min = Double.NEGATIVE_INFINITY;
            switch (constraint) {
                case Constraint.Gross gross -> {
                    sizes(sum, new double[n], 1);
                    max = gross.max();
                }
                case Constraint.ShortSide side -> {
                    // |w| - w is twice what is short.
                    sizes(sum, new double[n], 0.5);
                    for (int i = 0; i < n; i++) {
                        sum.weights[i] -= 0.5;
                    }
                    max = side.max();
                }
                case Constraint.Turnover turnover -> {
                    sizes(sum, trading.held().shared(), 1);
                    sum.constant += trading.outside();
                    max = turnover.max();
                }
                case Constraint.Factor factor -> {
                    Vector exposure = setting.exposures().get(factor.factor());
                    if (exposure == null) {
                        throw new IllegalArgumentException("No exposures to factor '" + factor.factor() + "'");
                    }
                    System.arraycopy(exposure.shared(), 0, sum.weights, 0, n);
                    min = factor.min() == null ? min : factor.min();
                    max = factor.max() == null ? max : factor.max();
                }
                default -> {
                    continue;
                }
            }
            sums.add(sum);
            heads.add(new LinearRow(constraint.name(), sum.weights, min - sum.constant, max - sum.constant));
        }
        Sum cost = new Sum(n);
        if (costs && trading.linear()) {
            for (int i = 0; i < n; i++) {
                size(cost, i, trading.held().get(i), trading.rate().get(i) / trading.horizon());
            }
        }
        return assembled(heads, sums, cost);
    }

    private void bounds(int owner, Constraint constraint) {
        Trading trading = setting.trading();
        for (int i = 0; i < n; i++) {
            String id = setting.universe().ids().get(i);
            double held = trading.held().get(i);
            switch (constraint) {
                case Constraint.NoSell c when c.assets() == null || c.assets().contains(id) -> atLeast(i, held, owner);
                case Constraint.NoBuy c when c.assets() == null || c.assets().contains(id) -> atMost(i, held, owner);
                case Constraint.Participation c -> {
                    double most = c.maxShareOfAdv() * c.days() * trading.adv().get(i) / trading.capital();
                    atLeast(i, held - most, owner);
                    atMost(i, held + most, owner);
                }
                default -> {
                }
            }
        }
    }

    private void atLeast(int i, double limit, int owner) {
        if (limit > lower[i]) {
            lower[i] = limit;
            lowerOwner[i] = owner;
        }
    }

    private void atMost(int i, double limit, int owner) {
        if (limit < upper[i]) {
            upper[i] = limit;
            upperOwner[i] = owner;
        }
    }

    private void sizes(Sum sum, double[] centre, double factor) {
        for (int i = 0; i < n; i++) {
            size(sum, i, centre[i], factor);
        }
    }

    /** Adds factor x |w - centre| of one asset. */
    private void size(Sum sum, int i, double centre, double factor) {
        if (factor == 0) {
            return;
        }
        if (lower[i] >= centre || upper[i] <= centre) {
            double sign = lower[i] >= centre ? 1 : -1;
            sum.weights[i] += sign * factor;
            sum.constant -= sign * factor * centre;
            return;
        }
        Size size = new Size(i, centre);
        int at = sizes.indexOf(size);
        if (at < 0) {
            at = sizes.size();
            sizes.add(size);
        }
        sum.add(at, factor);
    }

    private Problem assembled(List<LinearRow> heads, List<Sum> sums, Sum cost) {
        int all = n + sizes.size();
        for (int k = 0; k < heads.size(); k++) {
            double[] coefficients = Arrays.copyOf(heads.get(k).coefficients(), all);
            for (int s = 0; s < sums.get(k).sizes.size(); s++) {
                coefficients[n + s] += sums.get(k).sizes.get(s);
            }
            rows.add(new LinearRow(heads.get(k).name(), coefficients, heads.get(k).min(), heads.get(k).max()));
        }
        double[] low = Arrays.copyOf(lower, all);
        double[] high = Arrays.copyOf(upper, all);
        for (int s = 0; s < sizes.size(); s++) {
            int i = sizes.get(s).asset;
            double centre = sizes.get(s).centre;
            double[] above = new double[all];
            above[n + s] = 1;
            above[i] = -1;
            rows.add(LinearRow.atLeast("", above, -centre));
            double[] below = new double[all];
            below[n + s] = 1;
            below[i] = 1;
            rows.add(LinearRow.atLeast("", below, centre));
            high[n + s] = Math.max(upper[i] - centre, centre - lower[i]);
        }
        double[] mean = Arrays.copyOf(setting.moments().mean().shared(), all);
        for (int i = 0; i < n; i++) {
            mean[i] -= cost.weights[i];
        }
        for (int s = 0; s < cost.sizes.size(); s++) {
            mean[n + s] = -cost.sizes.get(s);
        }
        Matrix covariance = setting.moments().covariance();
        if (all > n) {
            double[] values = new double[all * all];
            for (int i = 0; i < n; i++) {
                System.arraycopy(covariance.shared(), i * n, values, i * all, n);
            }
            covariance = Matrix.wrap(all, all, values);
        }
        int unowned = owners.size();
        QuadraticProblem quadratic = QuadraticProblem.of(mean, covariance, low, high, rows)
                .withBoundGroups(labels(lowerOwner, unowned, all), labels(upperOwner, unowned, all));
        return new Problem(quadratic, cost.constant, owners);
    }

    private static int[] labels(int[] owners, int unowned, int all) {
        int[] labels = new int[all];
        Arrays.fill(labels, unowned);
        for (int i = 0; i < owners.length; i++) {
            labels[i] = owners[i] < 0 ? unowned : owners[i];
        }
        return labels;
    }
}
