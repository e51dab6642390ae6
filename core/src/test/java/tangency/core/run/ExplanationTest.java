package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.run.Markets.bounds;
import static tangency.core.run.Markets.budget;
import static tangency.core.run.Markets.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.core.estimate.Moments;
import tangency.core.market.MarketData;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.model.Model;
import tangency.core.model.Model.Goal;
import tangency.core.model.Model.MeanUncertainty;
import tangency.core.solve.Allocation;
import tangency.core.solve.Explanation;
import tangency.core.solve.Sensitivities;
import tangency.core.solve.Solution;
import tangency.core.solve.meanrisk.MeanVariance;

/** Parts of weights add up; derivatives by the moments are those of solving again. */
@NullUnmarked // what is null by mistake fails the test
class ExplanationTest {
    private static final MarketData DATA = Markets.random(8, 300, 11);
    private static final Holdings HELD = new Holdings(1e6, Map.of("A0", 0.21, "A1", 0.07, "A2", 0.11, "A3", 0.13,
            "A4", 0.03, "A5", 0.19, "A6", 0.09, "A7", 0.12));
    private static final double STEP = 1e-6;

    static Stream<Arguments> problems() {
        Model.MeanRisk robust = new Model.MeanRisk(Goal.MAXIMISE_UTILITY, Model.MeanRisk.MINIMUM_VARIANCE.risk(), 4.0,
                new MeanUncertainty(MeanUncertainty.Shape.BOX, 0.3, null));
        Constraint longOnly = bounds("Long only", 0.0, 0.35);
        Map<String, List<Constraint>> limits = Map.of(
                "caps", List.of(budget(1, 1), longOnly),
                "group", List.of(budget(1, 1), longOnly, group("S0 cap", "S0", null, 0.25)),
                "floor", List.of(budget(1, 1), longOnly, new Constraint.Return("Floor", true, 0.00125)),
                "range", List.of(budget(0.5, 1.4), bounds("Bounds", -0.4, 0.8)),
                "absolute",
                List.of(budget(1, 1), bounds("Bounds", -0.3, 0.6), new Constraint.Gross("Gross", true, 1.35),
                        new Constraint.Turnover("Turnover", true, 0.83)));
        List<Arguments> problems = new ArrayList<>();
        limits.forEach((name, constraints) -> {
            for (Model.MeanRisk model : List.of(Model.MeanRisk.MINIMUM_VARIANCE, Model.MeanRisk.utility(6), robust,
                    Model.MeanRisk.of(Goal.MAXIMISE_RATIO))) {
                for (Costs costs : List.of(Costs.NONE, new Costs(0.0002, Map.of(), 0, true, null, 0.0003, 5))) {
                    problems.add(Arguments.of(name + " " + model.goal() + " " + (model.meanUncertainty() != null) + " "
                            + costs.ridge(), model, constraints, costs));
                }
            }
        });
        return problems.stream();
    }

    private static Solution solve(Model.MeanRisk model, Allocation setting) {
        return MeanVariance.solve(model, setting, new MeanVariance.Starts(), () -> MeanVariance.trace(model,
                setting.withConstraints(Keys.frontierLimits(model, setting))));
    }

    private static double[] weights(Model.MeanRisk model, Allocation setting) {
        return ((Solution.Weighted) solve(model, setting)).weights().shared();
    }

    private static Allocation with(Allocation a, double[] mean, double[][] covariance) {
        Moments moments = new Moments(a.moments().ids(), Vector.of(mean), Matrix.of(covariance),
                a.moments().observations(), null, null);
        return new Allocation(a.universe(), moments, a.constraints(), a.holdings(), a.benchmark(), a.benchmarkOnly(),
                a.riskFree(), a.trading(), a.outcomes(), a.exposures());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void partsSumToTheWeights_andSensitivitiesAreDerivatives(String name, Model.MeanRisk model,
            List<Constraint> constraints, Costs costs) {
        Allocation setting = Markets.analysis(Markets.scenario(model, constraints.toArray(Constraint[]::new))
                .withMarket(Markets.market(0.0001)).withHoldings(HELD).withCosts(costs), DATA).setting();
        Solution solution = solve(model, setting);
        Explanation explanation = MeanVariance.explain(model, setting, solution);
        assertThat(explanation).as(explanation.toString()).isInstanceOf(Explanation.Parts.class);
        Explanation.Parts parts = (Explanation.Parts) explanation;
        double[] w = parts.weights().shared();
        assertThat(w).containsExactly(((Solution.Weighted) solution).weights().shared(), within(1e-12));
        double[] sum = parts.base().toArray();
        for (Explanation.Part part : parts.parts()) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part.weights().get(i);
            }
        }
        assertThat(sum).containsExactly(w, within(1e-12));
        if (model.goal() == Goal.MINIMISE_RISK) {
            assertThat(parts.base().shared()).containsOnly(new double[]{0}, within(1e-9));
        }
        Sensitivities s = parts.sensitivities();
        assertThat(s.twoSided()).isTrue();
        double[] mean = setting.moments().mean().toArray();
        double[][] covariance = setting.moments().covariance().toRows();
        int n = mean.length;
        for (int j = 0; j < n; j++) {
            int asset = j;
            assertDerivative(column(s.byMean(), j), h -> {
                double[] moved = mean.clone();
                moved[asset] += h * 1e-2;
                return weights(model, with(setting, moved, covariance));
            }, 1e-2, name + ", mean " + j);
            double volatility = Math.sqrt(covariance[j][j]);
            assertDerivative(column(s.byVolatility(), j), h -> {
                double[][] moved = copy(covariance);
                double factor = 1 + h / volatility;
                for (int i = 0; i < n; i++) {
                    moved[i][asset] *= factor;
                    moved[asset][i] = moved[i][asset];
                }
                moved[asset][asset] = covariance[asset][asset] * factor * factor;
                return weights(model, with(setting, mean, moved));
            }, 1, name + ", volatility " + j);
            int k = (j + 3) % n;
            double both = volatility * Math.sqrt(covariance[k][k]);
            assertDerivative(s.byCorrelation(j, k).shared(), h -> {
                double[][] moved = copy(covariance);
                moved[asset][k] += 10 * h * both;
                moved[k][asset] = moved[asset][k];
                return weights(model, with(setting, mean, moved));
            }, 10, name + ", correlation " + j + " " + k);
        }
    }

    private static double[] column(Matrix matrix, int j) {
        double[] column = new double[matrix.rows()];
        Arrays.setAll(column, i -> matrix.get(i, j));
        return column;
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    private interface Solve {
        double[] at(double h);
    }

    private static void assertDerivative(double[] derivative, Solve solve, double unit, String name) {
        double[] up = solve.at(STEP);
        double[] down = solve.at(-STEP);
        double size = 1e-3;
        for (double d : derivative) {
            size = Math.max(size, Math.abs(d));
        }
        for (int i = 0; i < up.length; i++) {
            assertThat(derivative[i]).as("%s, weight %d", name, i)
                    .isCloseTo((up[i] - down[i]) / (2 * STEP * unit), within(2e-4 * size));
        }
    }

    @Test
    void minimumVarianceOfTheBudgetAlone_isAllTheBudgets() {
        Allocation setting = Markets.analysis(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1)), DATA)
                .setting();
        Solution solution = solve(Model.MeanRisk.MINIMUM_VARIANCE, setting);
        Explanation.Parts parts = (Explanation.Parts) MeanVariance.explain(Model.MeanRisk.MINIMUM_VARIANCE, setting,
                solution);

        assertThat(parts.parts()).hasSize(1);
        assertThat(parts.parts().getFirst().weights().shared()).containsExactly(parts.weights().shared(),
                within(1e-13));
        // S w is the same for all assets.
        double[] risk = Kernels.times(setting.moments().covariance(), parts.weights().shared());
        assertThat(risk).containsOnly(new double[]{risk[0]}, within(1e-14 * Math.abs(risk[0]) * 1e3));
    }

    @Test
    void whatHasNoExplanation_saysWhy() {
        Allocation setting = Markets.analysis(Markets.scenario(Model.MeanRisk.of(Goal.MAXIMISE_RETURN), budget(1, 1),
                bounds("Long only", 0.0, 1.0)), DATA).setting();
        Model.MeanRisk highest = Model.MeanRisk.of(Goal.MAXIMISE_RETURN);
        assertThat(MeanVariance.explain(highest, setting, solve(highest, setting)))
                .isInstanceOf(Explanation.Unavailable.class);
        Allocation few = Markets.analysis(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1),
                bounds("Long only", 0.0, 1.0)), Markets.random(20, 10, 3)).setting();
        assertThat(MeanVariance.explain(Model.MeanRisk.MINIMUM_VARIANCE, few,
                solve(Model.MeanRisk.MINIMUM_VARIANCE, few))).isInstanceOfSatisfying(Explanation.Unavailable.class,
                        none -> assertThat(none.reason()).contains("singular"));
        assertThat(MeanVariance.explain(highest, setting, new Solution.Failed("no")))
                .isInstanceOf(Explanation.Unavailable.class);
    }
}
