package tangency.core.solve.convex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;

/** The multiplier of each limit is the slope of the optimum's objective as the limit moves outward. */
class ConvexMultipliersTest {
    private static final double STEP = 1e-5;

    private static Allocation setting(Constraint... constraints) {
        Random random = new Random(5);
        double[][] rows = new double[40][6];
        for (double[] row : rows) {
            double common = random.nextGaussian();
            for (int i = 0; i < row.length; i++) {
                row[i] = 0.01 * (0.05 * i + 0.5 * common + (0.6 + 0.15 * i) * random.nextGaussian());
            }
        }
        Allocation setting = Settings.of(Matrix.of(rows), constraints);
        setting = Settings.withBenchmark(setting, Settings.equal(6));
        setting = Settings.with(setting, Settings.trading(Settings.equal(6), 0, 0, 1.5, 0));
        return new Allocation(setting.universe(), setting.moments(), setting.constraints(), setting.holdings(),
                setting.benchmark(), setting.benchmarkOnly(), 0, setting.trading(), setting.outcomes(),
                Map.of("market", Vector.of(0.8, 0.9, 1, 1.1, 1.2, 1.3)));
    }

    private static final List<Constraint> EACH = List.of(
            new Constraint.Group("Group", true, "sector", "S2", null, 0.3, false),
            new Constraint.Gross("Gross", true, 1.3), new Constraint.ShortSide("Short", true, 0.1),
            new Constraint.Turnover("Turnover", true, 0.5),
            new Constraint.Factor("Factor", true, "market", null, 1.02),
            new Constraint.TrackingError("Tracking", true, 0.003),
            new Constraint.Participation("Participation", true, 0.1, 1), new Constraint.NoBuy("No buy", true,
                    List.of("A5")),
            new Constraint.Linear("Linear", true, new LinkedHashMap<>(Map.of("A5", 1.0, "A0", -1.0)), null, 0.1));

    /** The same limit moved outward by {@code step} of its own; an equality upward. */
    private static Constraint moved(Constraint constraint, double step) {
        return switch (constraint) {
            case Constraint.Budget c -> new Constraint.Budget(c.name(), true, plus(c.min(), step), plus(c.max(), step));
            case Constraint.Bounds c -> new Constraint.Bounds(c.name(), true, c.assets(), plus(c.min(), -step), plus(
                    c.max(), step));
            case Constraint.Group c -> new Constraint.Group(c.name(), true, c.by(), c.value(), c.min(), plus(c.max(),
                    step), false);
            case Constraint.Gross c -> new Constraint.Gross(c.name(), true, c.max() + step);
            case Constraint.ShortSide c -> new Constraint.ShortSide(c.name(), true, c.max() + step);
            case Constraint.Turnover c -> new Constraint.Turnover(c.name(), true, c.max() + step);
            case Constraint.Factor c -> new Constraint.Factor(c.name(), true, c.factor(), c.min(), plus(c.max(), step));
            case Constraint.TrackingError c -> new Constraint.TrackingError(c.name(), true, c.max() + step);
            case Constraint.Participation c -> new Constraint.Participation(c.name(), true, c.maxShareOfAdv() + step,
                    c.days());
            case Constraint.Linear c -> new Constraint.Linear(c.name(), true, c.coefficients(), c.min(), plus(c.max(),
                    step));
            case Constraint.Return c -> new Constraint.Return(c.name(), true, c.min() - step);
            case Constraint.RiskLimit c -> new Constraint.RiskLimit(c.name(), true, c.risk(), c.max() + step);
            default -> throw new IllegalArgumentException(constraint.toString());
        };
    }

    private static @Nullable Double plus(@Nullable Double limit, double step) {
        return limit == null ? null : Double.valueOf(limit + step);
    }

    private static Solution.Weighted answer(Model model, Allocation setting) {
        Solution solution = ConvexAllocation.solve(model, setting, Stop.NEVER);
        assertThat(solution).isInstanceOf(Solution.Weighted.class);
        // Where the last digit is missing, differences of this size do not feel it.
        assertThat(((Solution.Weighted) solution).certificate().relativeGap()).isLessThan(1e-7);
        return (Solution.Weighted) solution;
    }

    /** Returns how many limits had a price. */
    private static int check(Model model, Allocation setting) {
        Solution.Weighted at = answer(model, setting);
        int priced = 0;
        for (int k = 0; k < setting.constraints().size(); k++) {
            Constraint constraint = setting.constraints().get(k);
            if (constraint instanceof Constraint.NoBuy) {
                continue;
            }
            ConstraintState state = at.constraints().get(k);
            assertThat(state.name()).isEqualTo(constraint.name());
            double unit = constraint instanceof Constraint.RiskLimit limit
                    ? limit.max()
                    : constraint instanceof Constraint.TrackingError limit
                            ? limit.max()
                            : constraint instanceof Constraint.Return ? 1e-3 : 1;
            double step = STEP * unit;
            // To the outside alone: at a kink the sides differ.
            double near = answer(model, setting.withConstraints(replaced(setting, k, step))).objective();
            double far = answer(model, setting.withConstraints(replaced(setting, k, 2 * step))).objective();
            double slope = (4 * near - far - 3 * at.objective()) / (2 * step);
            Double multiplier = state.multiplier();
            assertThat(multiplier).as("%s %s", model, state).isNotNull();
            assertThat(multiplier).as("%s %s", model, state)
                    .isCloseTo(slope, within(5e-4 * Math.abs(at.objective()) / unit + 5e-3 * Math.abs(slope)));
            priced += Math.abs(slope) * unit > 1e-3 * Math.abs(at.objective()) ? 1 : 0;
        }
        return priced;
    }

    private static List<Constraint> replaced(Allocation setting, int k, double step) {
        List<Constraint> constraints = new ArrayList<>(setting.constraints());
        constraints.set(k, moved(constraints.get(k), step));
        return constraints;
    }

    private static final Constraint BOUNDS = new Constraint.Bounds("Bounds", true, null, -0.25, 0.45);

    @Test
    void everyKindOfLimitHasItsSlopeAsPrice() {
        for (Model.Goal goal : Model.Goal.values()) {
            for (Constraint constraint : EACH) {
                RiskMeasure measure = goal == Model.Goal.MAXIMISE_RETURN
                        ? RiskMeasure.VARIANCE
                        : RiskMeasure.SEMI_DEVIATION;
                int priced = check(Settings.model(goal, measure, 0.9), setting(Settings.FULL, BOUNDS, constraint));
                assertThat(priced).as("%s %s", goal, constraint).isPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RiskMeasure.class)
    void limitsOnEveryMeasureHaveTheirSlopeAsPrice(RiskMeasure measure) {
        Allocation free = setting(Settings.FULL, BOUNDS);
        double least = answer(Settings.model(Model.Goal.MINIMISE_RISK, measure, 0.8), free).objective();
        Constraint limit = new Constraint.RiskLimit("Limit", true, Settings.risk(measure, 0.8), 1.2 * least);
        Constraint other = new Constraint.TrackingError("Tracking", true, 0.006);
        for (Model model : List.of(Model.MeanRisk.of(Model.Goal.MAXIMISE_RETURN), new Model.Kelly(1, null))) {
            assertThat(check(model, setting(Settings.FULL, BOUNDS, limit, other))).isPositive();
        }
    }

    @Test
    void growthUnderADrawdownLimitPricesItsLimits() {
        Allocation setting = setting(new Constraint.Budget("Budget", true, 0.0, 3.0),
                new Constraint.Bounds("Bounds", true, null, 0.0, 1.0), new Constraint.Gross("Gross", true, 1.5));
        check(new Model.Kelly(1, new Model.DrawdownLimit(0.8, 0.1)), setting);
        check(new Model.Kelly(1, null), setting);
    }

    @Test
    void robustAndCostlyRatiosPriceTheirLimits() {
        Allocation setting = Settings.with(setting(Settings.FULL, BOUNDS, EACH.get(3)),
                Settings.trading(Settings.equal(6), 0.0001, 0.0002, 1.5, 0.0001));
        Model model = new Model.MeanRisk(Model.Goal.MAXIMISE_RATIO, Settings.risk(RiskMeasure.CVAR, 0.8), null,
                new Model.MeanUncertainty(Model.MeanUncertainty.Shape.ELLIPSOID, 0.1, null));
        check(model, setting);
    }
}
