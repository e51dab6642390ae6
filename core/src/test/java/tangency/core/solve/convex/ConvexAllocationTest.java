package tangency.core.solve.convex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.math.Matrix;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.meanrisk.MeanVariance;

class ConvexAllocationTest {
    private static final Constraint SHORTS = new Constraint.Bounds("Bounds", true, null, -0.3, 0.6);

    private static double[][] rows(int n, int periods, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[periods][n];
        for (double[] row : rows) {
            double common = random.nextGaussian();
            for (int i = 0; i < n; i++) {
                row[i] = 0.01 * (0.04 * i + 0.5 * common + (0.6 + 0.1 * i) * random.nextGaussian());
            }
        }
        return rows;
    }

    private static Allocation setting(Constraint... constraints) {
        return Settings.of(Matrix.of(rows(6, 30, 3)), constraints);
    }

    private static Solution.Optimal optimal(Model model, Allocation setting) {
        Solution solution = ConvexAllocation.solve(model, setting, Stop.NEVER);
        assertThat(solution).isInstanceOf(Solution.Optimal.class);
        return (Solution.Optimal) solution;
    }

    /** The same problem by an exact active set: weights, objective and prices. */
    @ParameterizedTest
    @EnumSource(Model.Goal.class)
    void varianceAgreesWithTheParametricActiveSet(Model.Goal goal) {
        Allocation setting = setting(Settings.FULL, SHORTS,
                new Constraint.Group("Group", true, "sector", "S0", null, 0.4, false),
                new Constraint.Return("Floor", true, 0.0008));
        Model.MeanRisk model = Settings.model(goal, RiskMeasure.VARIANCE, 0.95);
        Solution.Optimal conic = optimal(model, setting);
        Solution exact = MeanVariance.solve(model, setting, new MeanVariance.Starts(),
                () -> MeanVariance.trace(model, setting.withConstraints(setting.constraints().subList(0, 3))));
        assertThat(exact).isInstanceOfSatisfying(Solution.Optimal.class, other -> {
            assertThat(conic.objective()).isCloseTo(other.objective(), within(1e-9 * Math.abs(other.objective())));
            assertThat(conic.weights().toArray()).containsExactly(other.weights().toArray(), within(1e-6));
            for (int k = 0; k < other.constraints().size(); k++) {
                ConstraintState mine = conic.constraints().get(k);
                ConstraintState theirs = other.constraints().get(k);
                assertThat(mine.name()).isEqualTo(theirs.name());
                assertThat(mine.binding()).isEqualTo(theirs.binding());
                double price = Objects.requireNonNull(theirs.multiplier());
                assertThat(mine.multiplier()).as(mine.name()).isCloseTo(price, within(1e-6 * (1 + Math.abs(price))));
            }
        });
    }

    @Test
    void weightsAtABoundAreThatBound() {
        Solution.Optimal solution = optimal(Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.CVAR, 0.9),
                setting(Settings.FULL, Settings.LONG));
        for (double weight : solution.weights().toArray()) {
            assertThat(weight == 0 || weight > 1e-4).as("%s", weight).isTrue();
        }
    }

    /** A level whose tail is one case or less is the worst case. */
    @ParameterizedTest
    @EnumSource(value = RiskMeasure.class, names = {"CVAR", "EVAR"})
    void tailOfOneCaseIsTheWorstCase(RiskMeasure measure) {
        Allocation setting = setting(Settings.FULL, Settings.LONG);
        Solution.Optimal worst = optimal(Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.WORST_CASE, 0.95),
                setting);
        Solution.Optimal tail = optimal(Settings.model(Model.Goal.MINIMISE_RISK, measure, 0.999999), setting);
        assertThat(tail.objective()).isCloseTo(worst.objective(), within(1e-6 * worst.objective()));
    }

    @ParameterizedTest
    @EnumSource(RiskMeasure.class)
    void permutationAndScaleOfTheAssetsChangeNothing(RiskMeasure measure) {
        double[][] rows = rows(6, 30, 8);
        Constraint tracking = new Constraint.TrackingError("Tracking", true, 0.006);
        double degree = Measured.squared(measure) ? 2 : 1;
        Model model = Settings.model(Model.Goal.MINIMISE_RISK, measure, 0.8);
        Solution.Optimal solution = optimal(model, Settings.withBenchmark(
                Settings.of(Matrix.of(rows), Settings.FULL, SHORTS, tracking), Settings.equal(6)));
        for (double scale : new double[]{1e-6, 1, 1e3}) {
            double[][] turned = new double[rows.length][6];
            for (int t = 0; t < rows.length; t++) {
                for (int i = 0; i < 6; i++) {
                    turned[t][i] = scale * rows[t][5 - i];
                }
            }
            Solution.Optimal other = optimal(model, Settings.withBenchmark(Settings.of(Matrix.of(turned),
                    Settings.FULL, SHORTS, new Constraint.TrackingError("Tracking", true, 0.006 * scale)),
                    Settings.equal(6)));
            assertThat(other.objective() / Math.pow(scale, degree)).isCloseTo(solution.objective(),
                    within(1e-7 * solution.objective()));
        }
    }

    /** Growth of a coin that pays b or loses all of the stake: p - (1-p)/b of wealth (Kelly 1956). */
    @Test
    void growthOfACoinIsKellysFormula() {
        double[][] rows = new double[10][1];
        for (int t = 0; t < 10; t++) {
            rows[t][0] = t < 6 ? 1.5 : -1;
        }
        Constraint budget = new Constraint.Budget("Budget", true, 0.0, 1.0);
        Allocation setting = Settings.of(Matrix.of(rows), budget);
        Solution.Optimal full = optimal(new Model.Kelly(1, null), setting);
        double stake = 0.6 - 0.4 / 1.5;
        assertThat(full.weights().get(0)).isCloseTo(stake, within(1e-9));
        assertThat(full.objective()).isCloseTo(0.6 * Math.log1p(1.5 * stake) + 0.4 * Math.log1p(-stake),
                within(1e-12));
        Solution.Optimal half = optimal(new Model.Kelly(0.5, null), setting);
        assertThat(half.weights().get(0)).isCloseTo(stake / 2, within(1e-9));
        assertThat(half.objective()).isLessThan(full.objective());
    }

    /** The bound holds with equality where it matters, and growth pays for it. */
    @Test
    void drawdownLimitOfGrowthHolds() {
        Allocation setting = Settings.of(Matrix.of(rows(4, 60, 9)), new Constraint.Budget("Budget", true, 0.0, 10.0),
                new Constraint.Bounds("Bounds", true, null, 0.0, 10.0));
        Model.DrawdownLimit limit = new Model.DrawdownLimit(0.7, 0.1);
        Solution.Optimal full = optimal(new Model.Kelly(1, null), setting);
        Solution.Optimal limited = optimal(new Model.Kelly(1, limit), setting);
        double power = GrowthGoal.power(limit);
        assertThat(Definitions.ruin(setting, full.weights(), power)).isGreaterThan(1e-3);
        assertThat(Definitions.ruin(setting, limited.weights(), power)).isCloseTo(0, within(1e-7));
        assertThat(limited.objective()).isLessThan(full.objective());
        Allocation geared = setting.withConstraints(List.of(new Constraint.Budget("Geared", true, 9.0, 10.0)));
        assertThat(ConvexAllocation.solve(new Model.Kelly(1, limit), geared, Stop.NEVER))
                .isInstanceOfSatisfying(Solution.Infeasible.class,
                        none -> assertThat(none.message()).contains("drawdown limit"));
    }

    /** Least variance on the correlation, each weight divided by its volatility, where only the scale is fixed. */
    @Test
    void diversificationIsDecorrelationRescaled() {
        Allocation setting = setting(Settings.FULL, Settings.LONG);
        double[] diversified = optimal(new Model.MaxDiversification(), setting).weights().toArray();
        double[] decorrelated = optimal(new Model.MaxDecorrelation(), setting).weights().toArray();
        double[] variances = setting.moments().covariance().diagonal();
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            decorrelated[i] /= Math.sqrt(variances[i]);
            sum += decorrelated[i];
        }
        for (int i = 0; i < 6; i++) {
            decorrelated[i] /= sum;
        }
        assertThat(diversified).containsExactly(decorrelated, within(1e-9));
        // The conic way, forced by a limit that does not bind.
        Allocation loose = Settings.withBenchmark(
                setting(Settings.FULL, Settings.LONG, new Constraint.TrackingError("Loose", true, 1)),
                Settings.equal(6));
        assertThat(optimal(new Model.MaxDiversification(), loose).weights().toArray()).containsExactly(diversified,
                within(1e-6));
        assertThat(optimal(new Model.MaxDecorrelation(), loose).weights().toArray()).containsExactly(
                optimal(new Model.MaxDecorrelation(), setting).weights().toArray(), within(1e-6));
    }

    @Test
    void frontierIsSpacedInMeanAndConvex() {
        Allocation setting = setting(Settings.FULL, Settings.LONG);
        ConvexFrontier frontier = ConvexFrontier.trace(
                Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.CVAR, 0.8), setting, 8,
                (model, on) -> ConvexAllocation.solve(model, on, Stop.NEVER), Stop.NEVER);
        assertThat(frontier).isInstanceOfSatisfying(ConvexFrontier.Traced.class, traced -> {
            List<ConvexFrontier.Point> points = traced.points();
            assertThat(points).hasSize(8);
            double step = points.get(0).mean() - points.get(1).mean();
            for (int k = 1; k < points.size(); k++) {
                assertThat(points.get(k - 1).mean() - points.get(k).mean()).isCloseTo(step, within(1e-6 * step));
                assertThat(points.get(k).risk()).isLessThan(points.get(k - 1).risk());
            }
            for (int k = 1; k < points.size() - 1; k++) {
                assertThat(points.get(k).risk())
                        .isLessThanOrEqualTo((points.get(k - 1).risk() + points.get(k + 1).risk()) / 2 + 1e-9);
            }
        });
    }

    @Test
    void contradictionOfLinearAndConvexLimitsIsNamedWithItsLeastRelaxation() {
        double least = optimal(Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.STANDARD_DEVIATION, 0.9),
                setting(Settings.FULL, Settings.LONG)).objective();
        Allocation setting = setting(Settings.FULL, Settings.LONG,
                new Constraint.Group("Group", true, "sector", "S1", 0.05, null, false),
                new Constraint.RiskLimit("Calm", true, Settings.risk(RiskMeasure.STANDARD_DEVIATION, 0.9),
                        0.8 * least),
                new Constraint.RiskLimit("Loose", true, Settings.risk(RiskMeasure.CVAR, 0.9), 1));
        Solution solution = ConvexAllocation.solve(Model.MeanRisk.of(Model.Goal.MAXIMISE_RETURN), setting,
                Stop.NEVER);
        assertThat(solution).isInstanceOfSatisfying(Solution.Infeasible.class, infeasible -> {
            assertThat(infeasible.conflict()).contains("Calm", "Fully invested").doesNotContain("Loose");
            assertThat(infeasible.relaxation().get("Calm")).isCloseTo(0.2 * least, within(0.01 * least));
        });
    }

    /** Of two hundred limits, linear and convex mixed, the two that contradict each other. */
    @Test
    void contradictionAmongTwoHundredLimitsIsIrreducible() {
        Random random = new Random(1);
        List<Constraint> limits = new ArrayList<>(List.of(Settings.FULL, Settings.LONG));
        for (int k = 0; k < 98; k++) {
            Map<String, Double> coefficients = new LinkedHashMap<>();
            for (int i = 0; i < 30; i++) {
                coefficients.put("A" + i, random.nextInt(4) == 0 ? random.nextDouble() : 0.0);
            }
            limits.add(new Constraint.Linear("Linear " + k, true, coefficients, null, 0.9 + random.nextDouble()));
            limits.add(k % 2 == 0
                    ? new Constraint.RiskLimit("Risk " + k, true,
                            Settings.risk(RiskMeasure.STANDARD_DEVIATION, 0.9), 0.03 + 0.001 * k)
                    : new Constraint.TrackingError("Tracking " + k, true, 0.03 + 0.001 * k));
        }
        limits.add(77, new Constraint.RiskLimit("Calm", true, Settings.risk(RiskMeasure.STANDARD_DEVIATION, 0.9),
                0.002));
        Allocation setting = Settings.withBenchmark(
                Settings.of(Matrix.of(rows(30, 60, 2)), limits.toArray(new Constraint[0])), Settings.equal(30));
        assertThat(ConvexAllocation.solve(Model.MeanRisk.of(Model.Goal.MAXIMISE_RETURN), setting, Stop.NEVER))
                .isInstanceOfSatisfying(Solution.Infeasible.class, infeasible -> {
                    assertThat(infeasible.conflict()).containsExactlyInAnyOrder("Fully invested", "Calm");
                    // Volatility is of degree 1 in the weights.
                    double full = Objects.requireNonNull(infeasible.relaxation().get("Calm")) + 0.002;
                    assertThat(1 - Objects.requireNonNull(infeasible.relaxation().get("Fully invested")))
                            .isCloseTo(0.002 / full, within(1e-5));
                });
    }

    @Test
    void whatHasNoEndSaysSo() {
        Allocation free = setting(Settings.FULL);
        assertThat(ConvexAllocation.solve(Model.MeanRisk.of(Model.Goal.MAXIMISE_RETURN), free, Stop.NEVER))
                .isInstanceOfSatisfying(Solution.Unbounded.class,
                        unbounded -> assertThat(unbounded.message()).contains("long A").contains("short A"));
        double[][] rows = rows(3, 20, 4);
        for (double[] row : rows) {
            row[2] = 0.001;
        }
        assertThat(ConvexAllocation.solve(Settings.model(Model.Goal.MAXIMISE_RATIO, RiskMeasure.CVAR, 0.9),
                Settings.of(Matrix.of(rows), Settings.FULL, Settings.LONG), Stop.NEVER))
                .isInstanceOf(Solution.Unbounded.class);
        assertThat(ConvexAllocation.solve(Settings.model(Model.Goal.MAXIMISE_RATIO, RiskMeasure.CVAR, 0.9),
                Settings.withRiskFree(setting(Settings.FULL, Settings.LONG), 0.5), Stop.NEVER))
                .isInstanceOfSatisfying(Solution.Infeasible.class,
                        none -> assertThat(none.message()).contains("risk-free rate of 0.5"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e-150, 1e-12, 1e12, 1e150})
    void hostileNumbersHaveATypedAnswer(double hostile) {
        double[][] rows = rows(4, 20, 6);
        boolean scale = Double.isFinite(hostile);
        for (double[] row : rows) {
            for (int i = 0; scale && i < row.length; i++) {
                row[i] *= hostile;
            }
        }
        rows[3][2] = hostile;
        Allocation setting = Settings.of(Matrix.of(rows), Settings.FULL, Settings.LONG);
        for (Model.Goal goal : Model.Goal.values()) {
            for (RiskMeasure measure : RiskMeasure.values()) {
                Solution solution = ConvexAllocation.solve(Settings.model(goal, measure, 0.8), setting, Stop.NEVER);
                assertThat(solution.status()).isNotEmpty();
                if (!scale) {
                    assertThat(solution).isInstanceOf(Solution.Failed.class);
                }
            }
        }
        assertThat(ConvexAllocation.solve(new Model.Kelly(1, null), setting, Stop.NEVER).status()).isNotEmpty();
    }

    @Test
    void whatCannotBeHonouredIsRefusedByName() {
        Allocation setting = setting(Settings.FULL, new Constraint.Cardinality("Few", true, null, 3),
                new Constraint.TrackingError("Tracking", true, 0.01),
                new Constraint.Factor("Factor", true, "value", 0.0, 1.0));
        List<Unsupported> refusals = Unsupported.of(new Model.MeanRisk(Model.Goal.MINIMISE_RISK,
                new tangency.core.model.Risk(RiskMeasure.CDAR, 0.95, true), null, null), setting);
        assertThat(refusals).extracting(Unsupported::constraint).containsExactly(null, "Few", "Tracking", "Factor");
        assertThat(refusals.getFirst().reason()).contains("compounded");
        Allocation blind = new Allocation(setting.universe(), setting.moments(), List.of(Settings.FULL),
                setting.holdings(), Map.of(), List.of(), 0, setting.trading(), null, Map.of());
        assertThat(Unsupported.of(new Model.Kelly(1, null), blind)).hasSize(1);
        assertThat(Unsupported.of(Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.EVAR, 0.9), blind)).hasSize(1);
        assertThat(Unsupported.of(Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.VARIANCE, 0.9), blind))
                .isEmpty();
    }

    @Test
    void stopEndsTyped() {
        Solution solution = ConvexAllocation.solve(Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.EDAR, 0.9),
                setting(Settings.FULL, Settings.LONG), () -> true);
        assertThat(solution.status()).isIn("inexact", "failed");
    }
}
