package tangency.core.solve.convex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tangency.core.Golden;
import tangency.core.math.Matrix;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tools.jackson.databind.JsonNode;

/** Reference answers of independent programs. */
class ConvexGoldenTest {
    private static final double OBJECTIVE = 1e-8;
    private static final double WEIGHTS = 1e-5;

    private static JsonNode risk(String name) {
        return Golden.results("scenario_risk.json", "A").path(name);
    }

    private static JsonNode variance(String name) {
        return Golden.results("meanvar_cla.json", "A").path(name);
    }

    private static Allocation longOnly(Constraint... more) {
        Constraint[] all = new Constraint[more.length + 2];
        all[0] = Settings.FULL;
        all[1] = Settings.LONG;
        System.arraycopy(more, 0, all, 2, more.length);
        return Settings.of(Golden.returns("A"), all);
    }

    private static Solution.Optimal optimal(Model model, Allocation setting) {
        Solution solution = ConvexAllocation.solve(model, setting, Stop.NEVER);
        assertThat(solution).isInstanceOf(Solution.Optimal.class);
        return (Solution.Optimal) solution;
    }

    private static void assertWeights(Solution.Weighted solution, double[] expected) {
        assertThat(solution.weights().toArray()).containsExactly(expected, within(WEIGHTS));
    }

    /** Objectives within 1e-7: the tolerance of the file; lower is fine where the reference stopped early. */
    @ParameterizedTest
    @CsvSource({"cvar95,CVAR,0.95", "cvar99,CVAR,0.99", "cdar95,CDAR,0.95", "max_drawdown,MAX_DRAWDOWN,0.95",
            "average_drawdown,AVERAGE_DRAWDOWN,0.95", "ulcer,ULCER,0.95", "mad,MEAN_ABSOLUTE_DEVIATION,0.95",
            "semivariance,SEMI_VARIANCE,0.95", "worst,WORST_CASE,0.95", "evar95,EVAR,0.95"})
    void leastRiskOfEveryMeasureIsTheReference(String name, RiskMeasure measure, double level) {
        JsonNode expected = risk(name);
        Solution.Optimal solution = optimal(Settings.model(Model.Goal.MINIMISE_RISK, measure, level), longOnly());
        double objective = expected.path("objective_from_weights").asDouble();
        assertThat(solution.objective()).isCloseTo(objective, within(1e-7 * objective));
    }

    @Test
    void leastEvarIsTheReferenceToItsWeights() {
        JsonNode expected = risk("evar95");
        Solution.Optimal solution = optimal(Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.EVAR, 0.95),
                longOnly());
        double objective = expected.path("objective_from_weights").asDouble();
        assertThat(solution.objective()).isCloseTo(objective, within(OBJECTIVE * objective));
        assertWeights(solution, Golden.vector(expected.path("weights")));
    }

    /** By the conic way, which a limit that does not bind asks for. */
    @Test
    void diversificationIsTheReference() {
        JsonNode expected = variance("max_diversification_long_only");
        for (Allocation setting : new Allocation[]{longOnly(), Settings.withBenchmark(
                longOnly(new Constraint.TrackingError("Loose", true, 1)), Settings.equal(20))}) {
            Solution.Optimal solution = optimal(new Model.MaxDiversification(), setting);
            assertThat(solution.objective()).isCloseTo(expected.path("ratio").asDouble(), within(OBJECTIVE));
            assertWeights(solution, Golden.vector(expected.path("weights")));
        }
    }

    @Test
    void capsOnVolatilityAndTrackingErrorHoldTheHighestMean() {
        JsonNode expected = variance("max_return_vol_cap");
        Solution.Optimal capped = optimal(Model.MeanRisk.of(Model.Goal.MAXIMISE_RETURN),
                longOnly(new Constraint.RiskLimit("Cap", true, Risk.of(RiskMeasure.STANDARD_DEVIATION),
                        expected.path("vol_cap").asDouble())));
        assertThat(capped.objective()).isCloseTo(expected.path("objective").asDouble(), within(OBJECTIVE * 1e-3));
        assertWeights(capped, Golden.vector(expected.path("weights")));
        JsonNode tracking = variance("max_return_tracking_error");
        Solution.Optimal tracked = optimal(Model.MeanRisk.of(Model.Goal.MAXIMISE_RETURN), Settings.withBenchmark(
                longOnly(new Constraint.TrackingError("Tracking", true, tracking.path("te_daily").asDouble())),
                Settings.equal(20)));
        assertThat(tracked.objective()).isCloseTo(tracking.path("objective").asDouble(), within(OBJECTIVE * 1e-3));
        assertWeights(tracked, Golden.vector(tracking.path("weights")));
    }

    @ParameterizedTest
    @CsvSource({"robust_ellipsoidal_kappa1,ELLIPSOID,1", "robust_ellipsoidal_kappa2,ELLIPSOID,2",
            "robust_box,BOX,1.96"})
    void uncertainMeansAreTheReference(String name, Model.MeanUncertainty.Shape shape, double kappa) {
        JsonNode expected = variance(name);
        Solution.Optimal solution = optimal(new Model.MeanRisk(Model.Goal.MAXIMISE_UTILITY,
                Risk.of(RiskMeasure.VARIANCE), 5.0, new Model.MeanUncertainty(shape, kappa, null)), longOnly());
        assertThat(solution.objective()).isCloseTo(expected.path("objective").asDouble(), within(OBJECTIVE * 1e-3));
        assertWeights(solution, Golden.vector(expected.path("weights")));
    }

    @Test
    void impactOfThreeHalvesAndLinearCostsAreTheReference() {
        JsonNode expected = variance("utility_three_halves_impact");
        Solution.Optimal solution = optimal(Model.MeanRisk.utility(5),
                Settings.with(longOnly(), Settings.trading(Settings.equal(20), 0, 0.01, 1.5, 0)));
        assertThat(solution.objective()).isCloseTo(expected.path("objective").asDouble(), within(OBJECTIVE * 1e-3));
        assertWeights(solution, Golden.vector(expected.path("weights")));
        JsonNode linear = variance("utility_linear_tcost");
        Solution.Optimal cheap = optimal(Model.MeanRisk.utility(5),
                Settings.with(longOnly(), Settings.trading(Settings.equal(20), 0.001, 0, 1.5, 0)));
        assertThat(cheap.objective()).isCloseTo(linear.path("objective").asDouble(), within(OBJECTIVE * 1e-3));
        assertWeights(cheap, Golden.vector(linear.path("weights")));
    }

    @Test
    void meanCvarFrontierIsTheReference() {
        for (JsonNode point : risk("mean_cvar95_frontier")) {
            Solution.Optimal solution = optimal(Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.CVAR, 0.95),
                    longOnly(new Constraint.Return("Floor", true, point.path("min_mean").asDouble())));
            double objective = point.path("cvar95").asDouble();
            assertThat(solution.objective()).isCloseTo(objective, within(1e-7 * objective));
        }
    }

    @Test
    void highestRatioOfMeanToCvarIsTheReference() {
        JsonNode expected = risk("max_mean_cvar95_ratio");
        Solution.Optimal solution = optimal(Settings.model(Model.Goal.MAXIMISE_RATIO, RiskMeasure.CVAR, 0.95),
                longOnly());
        double ratio = expected.path("ratio").asDouble();
        assertThat(solution.objective()).isCloseTo(ratio, within(1e-7 * ratio));
        assertWeights(solution, Golden.vector(expected.path("weights")));
    }

    @Test
    void growthIsTheReference() {
        JsonNode expected = risk("kelly");
        Solution.Optimal full = optimal(new Model.Kelly(1, null), longOnly());
        assertThat(full.objective()).isCloseTo(expected.path("objective").asDouble(), within(OBJECTIVE * 1e-3));
        assertWeights(full, Golden.vector(expected.path("weights")));
        JsonNode caps = Golden.read("kelly_caps.json").path("results");
        for (double cap : new double[]{0.1, 0.25}) {
            JsonNode capped = caps.path("A_cap" + cap);
            Matrix returns = Golden.returns("A");
            Solution.Optimal solution = optimal(new Model.Kelly(1, null), Settings.of(returns, Settings.FULL,
                    new Constraint.Bounds("Cap", true, null, 0.0, cap)));
            assertThat(solution.objective()).isCloseTo(capped.path("objective").asDouble(),
                    within(OBJECTIVE * 1e-3));
            assertWeights(solution, Golden.vector(capped.path("weights")));
        }
        JsonNode free = caps.path("A_longshort_gross2_cash");
        Solution.Optimal geared = optimal(new Model.Kelly(1, null), Settings.of(Golden.returns("A"),
                new Constraint.Budget("Any budget", true, -2.0, 2.0), new Constraint.Gross("Gross", true, 2)));
        assertThat(geared.objective()).isCloseTo(free.path("objective").asDouble(), within(OBJECTIVE * 1e-3));
        assertWeights(geared, Golden.vector(free.path("weights")));
    }
}
