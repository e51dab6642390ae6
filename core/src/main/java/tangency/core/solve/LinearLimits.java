package tangency.core.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Asset;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;

/**
 * Constraints that are linear in the weights or in their absolute values, in numbers: one lower and one upper bound per
 * asset, rows min &lt;= a'w &lt;= max, and limits on absolute values.
 *
 * @param lower N, -infinity where there is none
 * @param upper N, infinity where there is none
 * @param lowerOwner N, index of the constraint that set each lower bound, -1 where none did
 * @param upperOwner N, likewise
 * @param lowerTied N, whether another constraint sets the same lower bound: moving one of them alone changes nothing
 * @param upperTied N, likewise
 * @param lowerRate N, by how much each lower bound falls when its owner's limit moves outward by one unit
 * @param upperRate N, by how much each upper bound rises
 */
public record LinearLimits(double[] lower, double[] upper, int[] lowerOwner, int[] upperOwner, boolean[] lowerTied,
        boolean[] upperTied, double[] lowerRate, double[] upperRate, List<Row> rows, List<AbsoluteLimit> absolutes) {
    /** Distance to a limit within which it counts as binding, relative to the size of what is limited. */
    public static final double BINDING = 1e-9;
    /** How far beyond a kink its slope is taken. */
    private static final double STEP = 1e-8;

    /**
     * Multipliers of an optimum: derivatives of a quadratic problem's objective by the limit each row and each bound is
     * held at, positive at a lower limit, negative at an upper one.
     *
     * @param rows by index of {@link LinearLimits#rows}, then of {@link LinearLimits#absolutes}
     * @param bounds N
     * @param perUnit change of the model's objective per unit of the problem's
     */
    public record Prices(Vector rows, Vector bounds, double perUnit) {
        /** A limit that moves outward lets the problem's objective fall by its multiplier's size, whichever side. */
        double outward(double multiplier) {
            return multiplier == 0 ? 0 : -Math.abs(multiplier) * perUnit;
        }

        /** An equality is priced as it rises. */
        double upward(double multiplier) {
            return multiplier == 0 ? 0 : multiplier * perUnit;
        }
    }

    /**
     * One row.
     *
     * @param owner index of the constraint it came from
     * @param offset added to a'w to give the value that the user sees (minus the benchmark's, where relative)
     */
    public record Row(int owner, double[] coefficients, double min, double max, double offset) {
        /** The size of what is added up, against which a slack is small or not. */
        double size(Vector weights) {
            double size = Math.abs(offset);
            for (int i = 0; i < weights.size(); i++) {
                size += Math.abs(coefficients[i] * weights.get(i));
            }
            return size;
        }

        /** An equality moves upward. */
        private Row movedOutward(double step) {
            return new Row(owner, coefficients, min == max ? min + step : min - step, max + step, offset);
        }
    }

    /** Whether constraints of this kind become bounds or rows here. */
    public static boolean covers(Constraint constraint) {
        return BoundRange.covers(constraint) || switch (constraint) {
            case Constraint.Budget _,Constraint.Group _,Constraint.Linear _,Constraint.Return _,Constraint.Factor _ ->
                true;
            default -> false;
        };
    }

    /** Whether constraints of this kind depend on what is held. */
    public static boolean tradingLimit(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Turnover _,Constraint.Participation _,Constraint.NoSell _,Constraint.NoBuy _ -> true;
            default -> false;
        };
    }

    /**
     * The limits of all constraints of the setting that {@link #covers} or {@link AbsoluteLimit#covers} accepts; others
     * are left out.
     */
    public static LinearLimits of(Allocation setting) {
        int n = setting.size();
        double[] lower = new double[n];
        double[] upper = new double[n];
        int[] lowerOwner = new int[n];
        int[] upperOwner = new int[n];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        Arrays.fill(lowerOwner, -1);
        Arrays.fill(upperOwner, -1);
        boolean[] lowerTied = new boolean[n];
        boolean[] upperTied = new boolean[n];
        double[] lowerRate = new double[n];
        double[] upperRate = new double[n];
        Arrays.fill(lowerRate, 1);
        Arrays.fill(upperRate, 1);
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < setting.constraints().size(); k++) {
            Constraint constraint = setting.constraints().get(k);
            if (BoundRange.covers(constraint)) {
                BoundRange range = BoundRange.of(setting, constraint);
                for (int i = 0; i < n; i++) {
                    if (range.lower()[i] != Double.NEGATIVE_INFINITY && range.lower()[i] >= lower[i]) {
                        lowerTied[i] = range.lower()[i] == lower[i];
                        lowerOwner[i] = lowerTied[i] ? lowerOwner[i] : k;
                        lowerRate[i] = lowerTied[i] ? lowerRate[i] : range.rate()[i];
                        lower[i] = range.lower()[i];
                    }
                    if (range.upper()[i] != Double.POSITIVE_INFINITY && range.upper()[i] <= upper[i]) {
                        upperTied[i] = range.upper()[i] == upper[i];
                        upperOwner[i] = upperTied[i] ? upperOwner[i] : k;
                        upperRate[i] = upperTied[i] ? upperRate[i] : range.rate()[i];
                        upper[i] = range.upper()[i];
                    }
                }
            } else if (covers(constraint)) {
                rows.add(row(setting, k, constraint));
            }
        }
        return new LinearLimits(lower, upper, lowerOwner, upperOwner, lowerTied, upperTied, lowerRate, upperRate,
                List.copyOf(rows), AbsoluteLimit.of(setting));
    }

    /** The limits with those of constraint {@code owner} moved outward by {@code step} in its own unit, an equality upward. */
    public LinearLimits moved(int owner, double step) {
        double[] low = lower.clone();
        double[] high = upper.clone();
        for (int i = 0; i < low.length; i++) {
            low[i] -= lowerOwner[i] == owner && !lowerTied[i] ? step * lowerRate[i] : 0;
            high[i] += upperOwner[i] == owner && !upperTied[i] ? step * upperRate[i] : 0;
        }
        return new LinearLimits(low, high, lowerOwner, upperOwner, lowerTied, upperTied, lowerRate, upperRate,
                rows.stream().map(row -> row.owner == owner ? row.movedOutward(step) : row).toList(),
                absolutes.stream().map(limit -> limit.owner() == owner ? limit.movedOutward(step) : limit).toList());
    }

    /** A small step of the limits of constraint {@code owner}, in the units of what it limits. */
    public double step(int owner, Vector weights) {
        for (Row row : rows) {
            if (row.owner == owner) {
                return STEP * row.size(weights);
            }
        }
        double rate = 0;
        for (int i = 0; i < lower.length; i++) {
            rate = Math.max(rate, lowerOwner[i] == owner ? lowerRate[i] : 0);
            rate = Math.max(rate, upperOwner[i] == owner ? upperRate[i] : 0);
        }
        return rate > 0 ? STEP / rate : STEP;
    }

    private static Row row(Allocation setting, int owner, Constraint constraint) {
        return switch (constraint) {
            case Constraint.Budget budget -> {
                double[] ones = new double[setting.size()];
                Arrays.fill(ones, 1);
                yield row(owner, ones, budget.min(), budget.max(), 0);
            }
            case Constraint.Group group -> {
                double[] members = new double[setting.size()];
                for (int i = 0; i < members.length; i++) {
                    members[i] = group.value().equals(setting.universe().assets().get(i).group(group.by())) ? 1 : 0;
                }
                double offset = 0;
                if (group.relativeToBenchmark()) {
                    for (int i = 0; i < members.length; i++) {
                        Asset asset = setting.universe().assets().get(i);
                        offset -= members[i] * setting.benchmark().getOrDefault(asset.id(), 0.0);
                    }
                    for (Asset asset : setting.benchmarkOnly()) {
                        offset -= group.value().equals(asset.group(group.by()))
                                ? setting.benchmark().getOrDefault(asset.id(), 0.0)
                                : 0;
                    }
                }
                yield row(owner, members, group.min(), group.max(), offset);
            }
            case Constraint.Linear linear -> {
                double[] coefficients = new double[setting.size()];
                for (int i = 0; i < coefficients.length; i++) {
                    coefficients[i] = linear.coefficients().getOrDefault(setting.universe().assets().get(i).id(), 0.0);
                }
                yield row(owner, coefficients, linear.min(), linear.max(), 0);
            }
            case Constraint.Factor factor -> {
                Vector betas = setting.exposures().get(factor.factor());
                if (betas == null) {
                    throw new IllegalArgumentException("No exposures to the factor " + factor.factor());
                }
                yield row(owner, betas.toArray(), factor.min(), factor.max(), 0);
            }
            case Constraint.Return floor ->
                row(owner, setting.moments().mean().toArray(), floor.min(), null, 0);
            default -> throw new IllegalArgumentException("Not a linear row: " + constraint);
        };
    }

    private static Row row(int owner, double[] coefficients, @Nullable Double min, @Nullable Double max,
            double offset) {
        return new Row(owner, coefficients, min == null ? Double.NEGATIVE_INFINITY : min - offset,
                max == null ? Double.POSITIVE_INFINITY : max - offset, offset);
    }

    /**
     * Where {@code weights} stand against each constraint.
     *
     * @param prices null where the model has none
     */
    public List<ConstraintState> states(Allocation setting, Vector weights, @Nullable Prices prices) {
        return new LimitStates(this, setting, weights, prices).all();
    }

    /** Whether a limit is met that has no multiplier: then other multipliers would do as well. */
    public boolean degenerate(Vector weights, Vector rowMultipliers, Vector boundMultipliers) {
        return LimitStates.degenerate(this, weights, rowMultipliers, boundMultipliers);
    }
}
