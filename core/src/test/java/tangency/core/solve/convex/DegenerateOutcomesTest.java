package tangency.core.solve.convex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.math.Matrix;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.outcome.OutcomeAllocation;

/** Assets that are there several times, and one without risk: many answers, or ties everywhere. */
class DegenerateOutcomesTest {
    private static final Constraint SHORT = new Constraint.Bounds("A little short", true, null, -0.5, 1.0);

    /** {@code assets} columns of which those beyond {@code distinct} repeat the last of these. */
    private static Matrix returns(int assets, int distinct) {
        Random random = new Random(5);
        double[][] rows = new double[120][assets];
        for (double[] row : rows) {
            double market = 0.01 * random.nextGaussian();
            for (int i = 0; i < assets; i++) {
                row[i] = i < distinct
                        ? 0.0005 + 0.0003 * i + market * (0.5 + 0.1 * i) + 0.008 * random.nextGaussian()
                        : row[distinct - 1];
            }
        }
        return Matrix.of(rows);
    }

    @ParameterizedTest
    @EnumSource(RiskMeasure.class)
    void anAssetThatIsThereThreeTimes_changesNothingButWhoHoldsIt(RiskMeasure measure) {
        for (Model.Goal goal : List.of(Model.Goal.MINIMISE_RISK, Model.Goal.MAXIMISE_RATIO,
                Model.Goal.MAXIMISE_UTILITY)) {
            Model.MeanRisk model = Settings.model(goal, measure, 0.9);
            // Of three copies together: no more and no less than of one.
            Constraint copies = new Constraint.Linear("Copies", true,
                    java.util.Map.of("A4", 1.0, "A5", 1.0, "A6", 1.0), -0.5, 1.0);
            Solution one = ConvexAllocation.solve(model, Settings.of(returns(5, 5), Settings.FULL, SHORT), Stop.NEVER);
            Solution three = ConvexAllocation.solve(model,
                    Settings.of(returns(7, 5), Settings.FULL, SHORT, copies), Stop.NEVER);
            assertThat(one).as("%s", goal).isInstanceOf(Solution.Optimal.class);
            assertThat(three).as("%s", goal).isInstanceOf(Solution.Optimal.class);
            double value = ((Solution.Optimal) one).objective();
            assertThat(((Solution.Optimal) three).objective()).as("%s", goal)
                    .isCloseTo(value, within(1e-7 * Math.max(1e-3, Math.abs(value))));
        }
    }

    @Test
    void ofOneWithoutRisk_leastGiniHoldsNothingElse() {
        double[][] rows = returns(6, 6).toRows();
        for (double[] row : rows) {
            row[2] = 0.0001;
        }
        Model.MeanRisk model = Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.GINI, 0.9);
        Allocation setting = Settings.of(Matrix.of(rows), Settings.FULL, Settings.LONG);
        for (Solution solution : List.of(OutcomeAllocation.solve(model, setting, Stop.NEVER),
                ConvexAllocation.solve(model, setting, Stop.NEVER))) {
            assertThat(solution).isInstanceOf(Solution.Optimal.class);
            assertThat(((Solution.Optimal) solution).weights().get(2)).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void ofALimitOnGini_theLeastMoveIsToTheLeastGini() {
        Matrix returns = returns(6, 6);
        Constraint limit = new Constraint.RiskLimit("Gini", true, Settings.risk(RiskMeasure.GINI, 0.9), 1e-4);
        Model.MeanRisk least = Settings.model(Model.Goal.MINIMISE_RISK, RiskMeasure.GINI, 0.9);
        Solution solution = ConvexAllocation.solve(Model.MeanRisk.of(Model.Goal.MAXIMISE_RETURN),
                Settings.of(returns, Settings.FULL, Settings.LONG, limit), Stop.NEVER);
        Solution open = OutcomeAllocation.solve(least, Settings.of(returns, Settings.FULL, Settings.LONG), Stop.NEVER);
        assertThat(solution).isInstanceOf(Solution.Infeasible.class);
        Solution.Infeasible infeasible = (Solution.Infeasible) solution;
        assertThat(infeasible.conflict()).containsExactlyInAnyOrder("Gini", "Fully invested");
        assertThat(infeasible.relaxation().getOrDefault("Gini", Double.NaN) + 1e-4)
                .isCloseTo(((Solution.Optimal) open).objective(), within(1e-8));
    }
}
