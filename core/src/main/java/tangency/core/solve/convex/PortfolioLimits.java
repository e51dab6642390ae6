package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;
import tangency.core.solve.AbsoluteLimit;
import tangency.core.solve.Allocation;
import tangency.core.solve.BoundRange;
import tangency.core.solve.LinearLimits;

/**
 * The user's constraints as rows of a statement, each with what a unit of its limit is there, so that multipliers find their
 * way back.
 */
final class PortfolioLimits {
    private final Data data;
    private final Statement statement;
    private final Measured measured;
    private final Absolutes absolutes;
    private final double[] lower;
    private final double[] upper;
    private final @Nullable Relaxed relaxed;
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();

    /**
     * One row.
     *
     * @param row number in the statement
     * @param reach by how much its right-hand side rises when the limit rises by one of the user's units
     * @param asset that it is about alone, -1 for none
     * @param side 1 where it holds the value from above, -1 from below, 0 for an equality
     */
    record Row(int row, double reach, int asset, int side) {}

    /**
     * A constraint whose limits may be overstepped.
     *
     * @param variable by how much, in {@link #unit}s
     */
    record Relaxed(Constraint constraint, int variable) {}

    private PortfolioLimits(Data data, Statement statement, Measured measured, List<Constraint> included,
            @Nullable Relaxed relaxed) {
        this.data = data;
        this.statement = statement;
        this.measured = measured;
        this.relaxed = relaxed;
        lower = new double[data.assets];
        upper = new double[data.assets];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        for (Constraint constraint : included) {
            if (relaxed == null || !constraint.equals(relaxed.constraint)) {
                tighten(constraint);
            }
        }
        absolutes = new Absolutes(statement, lower, upper);
    }

    /** States {@code included} of the setting's constraints; {@code relaxed} may be null. */
    static PortfolioLimits state(Data data, Statement statement, Measured measured, List<Constraint> included,
            @Nullable Relaxed relaxed) {
        PortfolioLimits limits = new PortfolioLimits(data, statement, measured, included, relaxed);
        limits.bounds();
        for (Constraint constraint : included) {
            limits.state(constraint);
        }
        return limits;
    }

    Absolutes absolutes() {
        return absolutes;
    }

    /** Rows by name of their constraint. */
    Map<String, List<Row>> rows() {
        return rows;
    }

    /** Bounds in force, in scaled units. */
    double[] lower() {
        return lower;
    }

    double[] upper() {
        return upper;
    }

    private void tighten(Constraint constraint) {
        if (BoundRange.covers(constraint)) {
            BoundRange range = BoundRange.of(data.setting, constraint);
            for (int i = 0; i < data.assets; i++) {
                lower[i] = Math.max(lower[i], range.lower()[i] / data.weightUnit);
                upper[i] = Math.min(upper[i], range.upper()[i] / data.weightUnit);
            }
        }
    }

    /** One row for each bound in force, owned by the constraint that set it. */
    private void bounds() {
        for (int i = 0; i < data.assets; i++) {
            Affine weight = Affine.of(i);
            if (lower[i] == upper[i]) {
                bound(i, 0, statement.equal(weight.plus(-lower[i])));
                continue;
            }
            if (Double.isFinite(lower[i])) {
                bound(i, -1, statement.atMost(weight.times(-1).plus(lower[i])));
            }
            if (Double.isFinite(upper[i])) {
                bound(i, 1, statement.atMost(weight.times(1).plus(-upper[i])));
            }
        }
    }

    private final List<Row> bounds = new ArrayList<>();

    private void bound(int asset, int side, int row) {
        bounds.add(new Row(row, 1 / data.weightUnit, asset, side));
    }

    /** The rows of the bounds in force, whoever set them. */
    List<Row> boundRows() {
        return bounds;
    }

    /** What the overstepping of {@code constraint} is counted in, in the user's units. */
    static double unit(Data data, Constraint constraint) {
        return switch (constraint) {
            case Constraint.Participation _ -> 1;
            case Constraint.RiskLimit _,Constraint.TrackingError _ -> data.returnUnit;
            case Constraint.Linear _,Constraint.Return _,Constraint.Factor _ ->
                data.weightUnit * largest(coefficients(data.setting, constraint));
            default -> data.weightUnit;
        };
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest > 0 ? largest : 1;
    }

    /** The coefficients of a constraint that is one row. */
    private static double[] coefficients(Allocation setting, Constraint constraint) {
        return alone(setting, constraint).rows().getFirst().coefficients();
    }

    /** The limits of one constraint. */
    static LinearLimits alone(Allocation setting, Constraint constraint) {
        return LinearLimits.of(setting.withConstraints(List.of(constraint)));
    }

    private void state(Constraint constraint) {
        List<Row> own = rows.computeIfAbsent(constraint.name(), name -> new ArrayList<>());
        boolean free = relaxed != null && constraint.equals(relaxed.constraint);
        if (BoundRange.covers(constraint)) {
            if (free) {
                singles(own, constraint);
            }
            return;
        }
        double unit = unit(data, constraint);
        if (AbsoluteLimit.covers(constraint)) {
            AbsoluteLimit limit = alone(data.setting, constraint).absolutes().getFirst();
            Affine sum = Affine.weights(limit.coefficients(), 1);
            for (int i = 0; i < data.assets; i++) {
                sum.plus(absolutes.of(i, limit.centres()[i] / unit), limit.slopes()[i]);
            }
            row(own, free, sum, Double.NEGATIVE_INFINITY, limit.max() / unit, unit);
            return;
        }
        switch (constraint) {
            case Constraint.TrackingError c ->
                row(own, free, measured.trackingError(), Double.NEGATIVE_INFINITY, c.max() / unit, unit);
            case Constraint.RiskLimit c -> {
                boolean squared = Measured.squared(c.risk().measure());
                double most = squared ? root(c.max()) : c.max();
                double reach = squared ? 2 * unit * most : unit;
                row(own, free, measured.of(c.risk()), Double.NEGATIVE_INFINITY, most / unit, reach);
            }
            default -> {
                LinearLimits.Row row = alone(data.setting, constraint).rows().getFirst();
                row(own, free, Affine.weights(row.coefficients(), data.weightUnit / unit), row.min() / unit,
                        row.max() / unit, unit);
            }
        }
    }

    /** The root of a limit on a square; below 0, where nothing satisfies it, its mirror image. */
    private static double root(double square) {
        return Math.signum(square) * Math.sqrt(Math.abs(square));
    }

    /** min &lt;= value &lt;= max; one of the user's units is 1/unit here. */
    private void row(List<Row> own, boolean free, Affine value, double min, double max, double unit) {
        if (min == max && !free) {
            own.add(new Row(statement.equal(value.times(1).plus(-min)), 1 / unit, -1, 0));
            return;
        }
        if (Double.isFinite(max)) {
            own.add(new Row(statement.atMost(ease(value.times(1).plus(-max), free, 1)), 1 / unit, -1, 1));
        }
        if (Double.isFinite(min)) {
            own.add(new Row(statement.atMost(ease(value.times(-1).plus(min), free, 1)), 1 / unit, -1, -1));
        }
    }

    /** The limits on single weights of the constraint that may be overstepped. */
    private void singles(List<Row> own, Constraint constraint) {
        BoundRange range = BoundRange.of(data.setting, constraint);
        for (int i = 0; i < data.assets; i++) {
            double reach = range.rate()[i] / data.weightUnit;
            double ease = reach * unit(data, constraint);
            if (Double.isFinite(range.lower()[i])) {
                Affine below = new Affine().plus(-1, i).plus(range.lower()[i] / data.weightUnit);
                own.add(new Row(statement.atMost(ease(below, true, ease)), reach, i, -1));
            }
            if (Double.isFinite(range.upper()[i])) {
                Affine above = Affine.of(i).plus(-range.upper()[i] / data.weightUnit);
                own.add(new Row(statement.atMost(ease(above, true, ease)), reach, i, 1));
            }
        }
    }

    private Affine ease(Affine expression, boolean free, double by) {
        return free && relaxed != null ? expression.plus(-by, relaxed.variable) : expression;
    }
}
