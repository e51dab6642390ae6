package tangency.core.solve.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.Golden;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.convex.ConvexAllocation;
import tangency.core.solve.convex.RandomAllocation;
import tangency.core.solve.convex.Settings;
import tools.jackson.databind.JsonNode;

/** The least risk in the user's terms: reference answers, prices as slopes, contradictions by name, the conic way beside it. */
@NullMarked
class OutcomeAllocationTest {
    private static final Set<RiskMeasure> MEASURES = EnumSet.of(RiskMeasure.CVAR, RiskMeasure.WORST_CASE,
            RiskMeasure.MEAN_ABSOLUTE_DEVIATION, RiskMeasure.GINI, RiskMeasure.SEMI_VARIANCE,
            RiskMeasure.SEMI_DEVIATION);

    private static Model.MeanRisk least(RiskMeasure measure, double level) {
        return Settings.model(Model.Goal.MINIMISE_RISK, measure, level);
    }

    private static Solution.Optimal optimal(Model.MeanRisk model, Allocation setting) {
        assertThat(OutcomeAllocation.covers(model, setting)).isTrue();
        Solution solution = OutcomeAllocation.solve(model, setting, Stop.NEVER);
        assertThat(solution).isInstanceOf(Solution.Optimal.class);
        Solution.Optimal optimal = (Solution.Optimal) solution;
        assertThat(optimal.certificate().proves()).isTrue();
        return optimal;
    }

    /** Within 1e-7, the file's tolerance. */
    @ParameterizedTest
    @CsvSource({"cvar95,CVAR,0.95", "cvar99,CVAR,0.99", "mad,MEAN_ABSOLUTE_DEVIATION,0.95",
            "semivariance,SEMI_VARIANCE,0.95", "worst,WORST_CASE,0.95"})
    void leastRiskIsTheReference(String name, RiskMeasure measure, double level) {
        JsonNode expected = Golden.results("scenario_risk.json", "A").path(name);
        Solution.Optimal solution = optimal(least(measure, level),
                Settings.of(Golden.returns("A"), Settings.FULL, Settings.LONG));
        double objective = expected.path("objective_from_weights").asDouble();
        assertThat(solution.objective()).isCloseTo(objective, within(1e-7 * objective));
    }

    @Test
    void leastShortfallAboveFloorsOnTheReturnIsTheReference() {
        OutcomeAllocation.Starts starts = new OutcomeAllocation.Starts();
        for (JsonNode point : Golden.results("scenario_risk.json", "A").path("mean_cvar95_frontier")) {
            Allocation setting = Settings.of(Golden.returns("A"), Settings.FULL, Settings.LONG,
                    new Constraint.Return("Floor", true, point.path("min_mean").asDouble() * (1 - 1e-15)));
            Solution solution = OutcomeAllocation.solve(least(RiskMeasure.CVAR, 0.95), setting, starts, Stop.NEVER);
            assertThat(solution).isInstanceOf(Solution.Optimal.class);
            double objective = point.path("cvar95").asDouble();
            assertThat(((Solution.Optimal) solution).objective()).isCloseTo(objective, within(1e-7 * objective));
        }
    }

    private static Allocation six(Constraint... constraints) {
        Random random = new Random(5);
        double[][] rows = new double[60][6];
        for (double[] row : rows) {
            double common = random.nextGaussian();
            for (int i = 0; i < row.length; i++) {
                row[i] = 0.01 * (0.05 * i + 0.5 * common + (0.6 + 0.15 * i) * random.nextGaussian());
            }
        }
        Allocation setting = Settings.of(Matrix.of(rows), constraints);
        setting = Settings.with(setting, Settings.trading(Settings.equal(6), 0, 0, 1.5, 0));
        return new Allocation(setting.universe(), setting.moments(), setting.constraints(), setting.holdings(),
                setting.benchmark(), setting.benchmarkOnly(), 0, setting.trading(), setting.outcomes(),
                Map.of("market", Vector.of(0.8, 0.9, 1, 1.1, 1.2, 1.3)));
    }

    private static final Constraint BOUNDS = new Constraint.Bounds("Bounds", true, null, -0.05, 0.3);

    private static final List<Constraint> EACH = List.of(BOUNDS,
            new Constraint.Group("Group", true, "sector", "S0", null, 0.1, false),
            new Constraint.Factor("Factor", true, "market", 1.07, null),
            new Constraint.Participation("Participation", true, 0.05, 1),
            new Constraint.Linear("Linear", true, Map.of("A5", 1.0, "A0", -1.0), 0.05, null),
            new Constraint.Return("Return", true, 0.0028), new Constraint.NoSell("No sell", true, List.of("A5")));

    private static Constraint moved(Constraint constraint, double step) {
        return switch (constraint) {
            case Constraint.Budget c -> new Constraint.Budget(c.name(), true, plus(c.min(), step), plus(c.max(), step));
            case Constraint.Bounds c ->
                new Constraint.Bounds(c.name(), true, c.assets(), plus(c.min(), -step), plus(c.max(), step));
            case Constraint.Group c -> new Constraint.Group(c.name(), true, c.by(), c.value(), plus(c.min(), -step),
                    plus(c.max(), step), false);
            case Constraint.Factor c ->
                new Constraint.Factor(c.name(), true, c.factor(), plus(c.min(), -step), plus(c.max(), step));
            case Constraint.Participation c ->
                new Constraint.Participation(c.name(), true, c.maxShareOfAdv() + step, c.days());
            case Constraint.Linear c -> new Constraint.Linear(c.name(), true, c.coefficients(), plus(c.min(), -step),
                    plus(c.max(), step));
            case Constraint.Return c -> new Constraint.Return(c.name(), true, c.min() - step);
            default -> constraint;
        };
    }

    private static @Nullable Double plus(@Nullable Double limit, double step) {
        return limit == null ? null : Double.valueOf(limit + step);
    }

    /** The least risk is convex in a limit: the slope to the outside is that of a short step there. */
    @ParameterizedTest
    @EnumSource(RiskMeasure.class)
    void everyLimitHasItsSlopeAsPrice(RiskMeasure measure) {
        if (!MEASURES.contains(measure)) {
            assertThat(OutcomeAllocation.covers(least(measure, 0.9), six(Settings.FULL))).isFalse();
            return;
        }
        Model.MeanRisk model = least(measure, 0.9);
        for (Constraint one : EACH) {
            Allocation setting = one == BOUNDS ? six(Settings.FULL, BOUNDS) : six(Settings.FULL, BOUNDS, one);
            Solution.Optimal at = optimal(model, setting);
            int last = setting.constraints().size() - 1;
            for (int k = 0; k <= last; k++) {
                ConstraintState state = at.constraints().get(k);
                assertThat(state.name()).isEqualTo(setting.constraints().get(k).name());
                double step = setting.constraints().get(k) instanceof Constraint.Return ? 1e-8 : 1e-5;
                List<Constraint> further = new ArrayList<>(setting.constraints());
                further.set(k, moved(further.get(k), step));
                double slope = (optimal(model, setting.withConstraints(further)).objective() - at.objective()) / step;
                Double multiplier = state.multiplier();
                assertThat(multiplier).as("%s", state).isNotNull();
                if (!(one instanceof Constraint.NoSell)) {
                    assertThat(multiplier).as("%s %s", measure, state)
                            .isCloseTo(slope, within(1e-4 * Math.abs(slope) + 1e-4 * at.objective()));
                }
            }
            assertThat(at.constraints().get(last).binding()).as("%s", one).isTrue();
        }
    }

    /** Letting one of the two go gains nothing while the other holds. */
    @Test
    void aLimitThatIsThereTwiceHasNoPrice() {
        Constraint floor = new Constraint.Return("Floor", true, 0.0028);
        Solution.Optimal once = optimal(least(RiskMeasure.CVAR, 0.9), six(Settings.FULL, BOUNDS, floor));
        Solution.Optimal twice = optimal(least(RiskMeasure.CVAR, 0.9),
                six(Settings.FULL, BOUNDS, floor, new Constraint.Return("Same", true, 0.0028)));
        assertThat(once.constraints().get(2).multiplier()).isLessThan(0);
        assertThat(twice.constraints().get(2).multiplier()).isZero();
        assertThat(twice.constraints().get(3).multiplier()).isZero();
        assertThat(twice.objective()).isCloseTo(once.objective(), within(1e-15));
    }

    @Test
    void sharesOfTheRiskAreThoseOfTheSubgradientThatProvesTheOptimum() {
        Allocation setting = six(Settings.FULL, Settings.LONG);
        for (RiskMeasure measure : MEASURES) {
            Vector shares = optimal(least(measure, 0.9), setting).remarks().riskContributions();
            assertThat(Objects.requireNonNull(shares).sum()).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void limitsThatContradictEachOtherAreNamedWithWhatTheyMustGive() {
        Allocation setting = six(Settings.FULL, Settings.LONG, new Constraint.Group("A", true, "sector", "S0", null,
                0.2, false), new Constraint.Group("B", true, "sector", "S1", null, 0.3, false),
                new Constraint.Group("C", true, "sector", "S2", null, 0.4, false));
        for (RiskMeasure measure : MEASURES) {
            Solution solution = OutcomeAllocation.solve(least(measure, 0.9), setting, Stop.NEVER);
            assertThat(solution).isInstanceOf(Solution.Infeasible.class);
            Solution.Infeasible none = (Solution.Infeasible) solution;
            assertThat(none.conflict()).containsExactlyInAnyOrder("Fully invested", "A", "B", "C");
            assertThat(none.relaxation().values()).allSatisfy(by -> assertThat(by).isCloseTo(0.1, within(1e-12)));
        }
    }

    @Test
    void otherGoalsAndLimitsAreLeftToOthers() {
        Model.MeanRisk cvar = least(RiskMeasure.CVAR, 0.9);
        Allocation plain = six(Settings.FULL);
        assertThat(OutcomeAllocation.covers(cvar, plain)).isTrue();
        assertThat(OutcomeAllocation.covers(Settings.model(Model.Goal.MAXIMISE_RATIO, RiskMeasure.CVAR, 0.9), plain))
                .isFalse();
        assertThat(OutcomeAllocation.covers(least(RiskMeasure.CVAR, 1), plain)).isFalse();
        Allocation tracking = six(Settings.FULL, new Constraint.TrackingError("Tracking", true, 0.01));
        assertThat(OutcomeAllocation.covers(cvar, tracking)).isFalse();
        assertThatThrownBy(() -> OutcomeAllocation.solve(cvar, tracking, Stop.NEVER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stoppedOrSpoiltItSaysSo() {
        Model.MeanRisk cvar = least(RiskMeasure.CVAR, 0.9);
        assertThat(OutcomeAllocation.solve(cvar, six(Settings.FULL, Settings.LONG), () -> true))
                .isInstanceOf(Solution.Inexact.class);
        double[][] rows = {{0.1, Double.NaN}, {0.2, 0.1}};
        assertThat(OutcomeAllocation.solve(cvar, Settings.of(Matrix.of(rows), Settings.FULL), Stop.NEVER))
                .isInstanceOf(Solution.Failed.class);
        double[][] free = {{0.02, 0.01}, {0.01, 0}, {0.03, 0.01}};
        Solution endless = OutcomeAllocation.solve(cvar, Settings.of(Matrix.of(free), Settings.FULL), Stop.NEVER);
        assertThat(endless).isInstanceOf(Solution.Unbounded.class);
        assertThat(((Solution.Unbounded) endless).message()).contains("long A0 and short A1");
    }

    /** Both ways lead to the same risk, or find the same limits contradictory. */
    @Test
    void theConicWayAgrees() {
        RiskMeasure[] measures = MEASURES.toArray(new RiskMeasure[0]);
        int weighted = 0;
        for (long seed = 0; seed < 300; seed++) {
            Allocation setting = RandomAllocation.of(seed).setting();
            setting = setting.withConstraints(setting.constraints().stream().filter(LinearLimits::covers).toList());
            Model.MeanRisk model = least(measures[(int) (seed % measures.length)], 0.8);
            Solution ours = OutcomeAllocation.solve(model, setting, Stop.NEVER);
            Solution theirs = ConvexAllocation.solve(model, setting, Stop.NEVER);
            String which = "Seed " + seed + ": " + ours + " but " + theirs;
            assertThat(ours.status()).as(which).isEqualTo(theirs.status());
            if (ours instanceof Solution.Optimal one && theirs instanceof Solution.Optimal other) {
                weighted++;
                double size = Arrays.stream(Objects.requireNonNull(setting.outcomes()).returns().shared())
                        .map(Math::abs).max().orElse(0);
                if (model.risk().measure() == RiskMeasure.SEMI_VARIANCE) {
                    size *= size;
                }
                assertThat(one.objective()).as(which).isCloseTo(other.objective(), within(1e-7 * size));
            } else if (ours instanceof Solution.Infeasible one && theirs instanceof Solution.Infeasible other) {
                assertThat(one.conflict()).as(which).hasSameSizeAs(other.conflict());
            }
        }
        assertThat(weighted).isGreaterThan(100);
    }

    /** Two ways to one answer: walks along pieces, and planes with an interior point. */
    @ParameterizedTest
    @EnumSource(value = Model.Goal.class, names = "MINIMISE_RISK", mode = EnumSource.Mode.EXCLUDE)
    void otherGoalsOnGini_areWhatTheInteriorPointFinds(Model.Goal goal) {
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            double[][] rows = new double[40 + 20 * seed][4 + seed];
            for (double[] row : rows) {
                double market = 0.01 * random.nextGaussian();
                for (int i = 0; i < row.length; i++) {
                    row[i] = 0.0002 * (i + 1) + market * (0.4 + 0.1 * i) + 0.01 * random.nextGaussian();
                }
            }
            List<Constraint> constraints = new ArrayList<>(List.of(Settings.FULL,
                    seed % 2 == 0 ? Settings.LONG : new Constraint.Bounds("Short", true, null, -0.3, 0.6),
                    new Constraint.Group("Sector", true, "sector", "S1", null, 0.3, false)));
            Model.MeanRisk model = Settings.model(goal, RiskMeasure.GINI, 0.9);
            Matrix returns = Matrix.of(rows);
            if (goal == Model.Goal.MAXIMISE_RETURN) {
                double least = optimal(least(RiskMeasure.GINI, 0.9),
                        Settings.of(returns, constraints.toArray(Constraint[]::new))).objective();
                constraints.add(1, new Constraint.RiskLimit("Cap", true, Settings.risk(RiskMeasure.GINI, 0.9),
                        1.2 * least));
            }
            Allocation setting = Settings.withRiskFree(Settings.of(returns, constraints.toArray(Constraint[]::new)),
                    goal == Model.Goal.MAXIMISE_RATIO ? 0.00005 : 0);
            Solution.Optimal here = optimal(model, setting);
            Solution.Optimal there = (Solution.Optimal) ConvexAllocation.solve(model, setting, Stop.NEVER);
            assertThat(here.objective()).as("seed %d", seed)
                    .isCloseTo(there.objective(), within(1e-7 * Math.abs(there.objective())));
            for (int i = 0; i < setting.size(); i++) {
                assertThat(here.weights().get(i)).as("seed %d", seed)
                        .isCloseTo(there.weights().get(i), within(1e-4));
            }
            for (int k = 0; k < constraints.size(); k++) {
                ConstraintState one = here.constraints().get(k);
                ConstraintState other = there.constraints().get(k);
                assertThat(one.name()).isEqualTo(other.name());
                assertThat(one.binding()).as("seed %d, %s", seed, one).isEqualTo(other.binding());
                if (one.multiplier() != null && other.multiplier() != null) {
                    assertThat(one.multiplier()).as("seed %d, %s, %s", seed, one, other).isCloseTo(
                            other.multiplier(), within(1e-5 * Math.max(1, Math.abs(other.multiplier()))));
                }
            }
        }
    }
}
