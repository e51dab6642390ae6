package tangency.core.solve.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tangency.core.Golden;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.LinearRow;
import tools.jackson.databind.JsonNode;

/** Long-only portfolios that sum to one, against the answers of independent solvers. */
@NullMarked
class OutcomeGoldenTest {
    static OutcomeProblem longOnly(Matrix returns) {
        int n = returns.columns();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return OutcomeProblem.of(returns, new double[n], ones.clone(),
                List.of(LinearRow.equality("Budget", ones, 1)));
    }

    private static OutcomeRisk risk(String name) {
        return switch (name) {
            case "cvar95" -> new OutcomeRisk.Cvar(0.95);
            case "cvar99" -> new OutcomeRisk.Cvar(0.99);
            case "mad" -> new OutcomeRisk.MeanAbsoluteDeviation();
            case "worst" -> new OutcomeRisk.WorstCase();
            default -> new OutcomeRisk.SemiVariance();
        };
    }

    /** Within the accuracy of the two solvers that the answers come from. */
    @ParameterizedTest
    @CsvSource({"cvar95, 1e-10", "cvar99, 1e-10", "mad, 1e-10", "worst, 1e-8", "semivariance, 1e-7"})
    void leastRiskIsTheIndependentAnswer(String name, double tolerance) {
        JsonNode expected = Golden.results("scenario_risk.json", "A").path(name);
        OutcomeProblem problem = longOnly(Golden.returns("A"));
        OutcomeRisk risk = risk(name);
        OutcomeResult.Optimal optimal = (OutcomeResult.Optimal) OutcomeSolver.solve(problem, risk, null, Stop.NEVER);
        double golden = expected.path("objective_from_weights").asDouble();
        assertThat(optimal.risk()).isCloseTo(golden, withinPercentage(100 * tolerance));
        double[] weights = Golden.vector(expected.path("weights"));
        double theirs = risk.of(OutcomeCertificate.portfolioReturns(problem.returns(), weights));
        assertThat(theirs).isCloseTo(golden, withinPercentage(1e-8));
        assertThat(optimal.risk()).isLessThanOrEqualTo(theirs * (1 + 1e-12));
    }

    @Test
    void leastShortfallAtEachMeanIsTheIndependentAnswer() {
        Matrix returns = Golden.returns("A");
        double[] mean = OutcomeSystem.columnMeans(returns);
        OutcomeStart start = null;
        for (JsonNode point : Golden.results("scenario_risk.json", "A").path("mean_cvar95_frontier")) {
            OutcomeProblem problem = longOnly(returns)
                    .plusRow(LinearRow.atLeast("Return", mean, point.path("min_mean").asDouble() * (1 - 1e-15)));
            OutcomeResult.Optimal optimal = (OutcomeResult.Optimal) OutcomeSolver.solve(problem,
                    new OutcomeRisk.Cvar(0.95), start, Stop.NEVER);
            assertThat(optimal.risk()).isCloseTo(point.path("cvar95").asDouble(), withinPercentage(1e-7));
            start = optimal.start();
        }
    }
}
