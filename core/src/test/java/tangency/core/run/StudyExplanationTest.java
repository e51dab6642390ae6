package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.run.Markets.bounds;
import static tangency.core.run.Markets.budget;
import static tangency.core.run.Markets.group;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.market.MarketData;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.Model.Goal;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Explanation;
import tangency.core.solve.Explanation.Way;

/** What a study says of its weights, from the scenario on: on real returns, against solving again. */
@NullUnmarked // what is null by mistake fails the test
class StudyExplanationTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
    private static final double STEP = 1e-5;

    private static Study study(Scenario scenario, MarketData data) {
        Analysis analysis = Markets.analysis(scenario, data);
        assertThat(analysis.modelRefusals()).isEmpty();
        assertThat(analysis.study().explanation()).as("what an edit waits for").isNull();
        Study study = analysis.study(CLOCK);
        assertThat(study.status()).isEqualTo("optimal");
        return study;
    }

    private static StudyExplanation.Parts parts(Study study) {
        assertThat(study.explanation()).isInstanceOf(StudyExplanation.Parts.class);
        StudyExplanation.Parts parts = (StudyExplanation.Parts) study.explanation();
        double[] sum = parts.base().toArray();
        parts.parts().forEach(part -> Arrays.setAll(sum, i -> sum[i] + part.weights().get(i)));
        assertThat(sum).containsExactly(study.weights().shared(), within(1e-12));
        return parts;
    }

    static Stream<Arguments> quadratic() {
        Constraint cap = bounds("Cap", 0.0, 0.1);
        return Stream.of(Arguments.of(Model.MeanRisk.MINIMUM_VARIANCE, List.of(budget(1, 1), cap)),
                Arguments.of(Model.MeanRisk.utility(8),
                        List.of(budget(1, 1), cap, group("Group", "S1", null, 0.3))),
                Arguments.of(Model.MeanRisk.of(Goal.MAXIMISE_RATIO),
                        List.of(budget(1, 1), bounds("Bounds", -0.1, 0.3),
                                new Constraint.Gross("Gross", true, 1.4))),
                Arguments.of(Model.MeanRisk.MINIMUM_VARIANCE, List.of(budget(1, 1), bounds("Long only", 0.0, null),
                        new Constraint.Return("Floor", true, 0.0008))));
    }

    @ParameterizedTest
    @MethodSource
    void quadratic(Model.MeanRisk model, List<Constraint> constraints) {
        Analysis estimated = Markets.analysis(Markets.scenario(model, constraints.toArray(Constraint[]::new)),
                Markets.golden());
        Study study = study(estimated.scenario(), Markets.golden());
        StudyExplanation.Parts parts = parts(study);
        assertThat(parts.way()).isEqualTo(Way.MULTIPLIERS);
        assertThat(parts.kept()).isEmpty();
        assertThat(parts.parts()).extracting(Explanation.Part::name)
                .containsExactlyElementsOf(constraints.stream().map(Constraint::name).toList());
        // A limit that does not bind takes nothing.
        study.constraints().stream().filter(state -> !state.binding())
                .forEach(state -> assertThat(parts.parts().stream().filter(p -> p.name().equals(state.name())))
                        .allSatisfy(p -> assertThat(p.weights().shared()).containsOnly(0)));

        MomentEffects effects = Objects.requireNonNull(parts.effects());
        assertThat(effects.twoSided()).isTrue();
        List<String> ids = study.assets();
        double[] mean = estimated.moments().mean().toArray();
        double[][] covariance = estimated.moments().covariance().toRows();
        Resolve resolve = (m, c) -> Markets.study(given(estimated.scenario(), ids, m, c), null).weights();
        Matrix none = Matrix.wrap(effects.assets().size(), effects.assets().size(),
                new double[effects.volatility().shared().length]);
        for (int j = 0; j < ids.size(); j += 3) {
            int asset = j;
            assertColumn(effects, effects.mean() == null ? none : effects.mean(), ids, j, h -> {
                double[] moved = mean.clone();
                moved[asset] += h;
                return resolve.of(moved, covariance);
            }, 1e-2 * STEP);
            double volatility = Math.sqrt(covariance[j][j]);
            assertColumn(effects, effects.volatility(), ids, j, h -> {
                double[][] moved = rows(covariance);
                double factor = 1 + h / volatility;
                for (int i = 0; i < mean.length; i++) {
                    moved[i][asset] *= factor;
                    moved[asset][i] = moved[i][asset];
                }
                moved[asset][asset] = covariance[asset][asset] * factor * factor;
                return resolve.of(mean, moved);
            }, 1e-2 * STEP);
        }
        for (MomentEffects.ByCorrelation one : effects.correlations().stream().limit(25).toList()) {
            int j = ids.indexOf(one.first());
            int k = ids.indexOf(one.second());
            assertThat(j).isLessThan(k);
            double both = Math.sqrt(covariance[j][j] * covariance[k][k]);
            double derivative = derivative(h -> {
                double[][] moved = rows(covariance);
                moved[j][k] += h * both;
                moved[k][j] = moved[j][k];
                return resolve.of(mean, moved);
            }, STEP, ids.indexOf(one.asset()));
            assertThat(one.change()).isCloseTo(derivative, within(1e-5 * Math.max(0.1, Math.abs(derivative))));
        }
    }

    private interface Resolve {
        Vector of(double[] mean, double[][] covariance);
    }

    private interface Bumped {
        Vector by(double h);
    }

    private static double derivative(Bumped bumped, double step, int i) {
        return (bumped.by(step).get(i) - bumped.by(-step).get(i)) / (2 * step);
    }

    /** Every weight's derivative by the moment of asset {@code j}; assets that are not told of have none. */
    private static void assertColumn(MomentEffects effects, Matrix told, List<String> ids, int j, Bumped bumped,
            double step) {
        Vector up = bumped.by(step);
        Vector down = bumped.by(-step);
        int column = effects.assets().indexOf(ids.get(j));
        double size = Math.max(1, Arrays.stream(told.shared()).map(Math::abs).max().orElse(0));
        for (int i = 0; i < ids.size(); i++) {
            int row = effects.assets().indexOf(ids.get(i));
            double said = row < 0 || column < 0 ? 0 : told.get(row, column);
            assertThat(said).as("%s by %s", ids.get(i), ids.get(j))
                    .isCloseTo((up.get(i) - down.get(i)) / (2 * step), within(1e-5 * size));
        }
    }

    private static Scenario given(Scenario scenario, List<String> ids, double[] mean, double[][] covariance) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < mean.length; i++) {
            means.put(ids.get(i), mean[i]);
        }
        return scenario.withMarket(null).withUniverse(ids).withEstimates(
                new Estimates(new MeanSpec.Given(means), new CovarianceSpec.Given(Matrix.of(covariance)), null))
                .withConstraints(grouped(scenario.constraints(), ids));
    }

    /** Groups by the assets file as what they are, sums. */
    private static List<Constraint> grouped(List<Constraint> constraints, List<String> ids) {
        return constraints.stream().map(constraint -> {
            if (!(constraint instanceof Constraint.Group limit)) {
                return constraint;
            }
            Map<String, Double> members = new LinkedHashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                if (limit.value().equals("S" + i % 3)) {
                    members.put(ids.get(i), 1.0);
                }
            }
            return Markets.linear(limit.name(), limit.min(), limit.max(), members);
        }).toList();
    }

    private static double[][] rows(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    @Test
    void otherModels_areSolvedAgainLimitByLimit() {
        List<Constraint> limits = List.of(bounds("Cap", 0.0, 0.12), budget(1, 1), group("Group", "S1", null, 0.2));
        MarketData data = Markets.random(12, 250, 4);
        for (Model model : List.of(Model.Hrp.DEFAULT, Model.RiskBudget.equal())) {
            StudyExplanation.Parts parts = parts(
                    study(Markets.scenario(model, limits.toArray(Constraint[]::new)), data));
            assertThat(parts.way()).isEqualTo(Way.ORDERED_RESOLVE);
            assertThat(parts.kept()).containsExactly("Budget");
            assertThat(parts.parts()).extracting(Explanation.Part::name).containsExactly("Cap", "Group");
            assertThat(parts.effects()).isNull();
            List<Constraint> held = new ArrayList<>(List.of(budget(1, 1)));
            double[] before = Markets.study(Markets.scenario(model, held.toArray(Constraint[]::new)), data).weights()
                    .toArray();
            assertThat(parts.base().shared()).containsExactly(before, within(1e-12));
            held.addFirst(limits.getFirst());
            Vector after = Markets.study(Markets.scenario(model, held.toArray(Constraint[]::new)), data).weights();
            Arrays.setAll(before, i -> after.get(i) - before[i]);
            assertThat(parts.parts().getFirst().weights().shared()).containsExactly(before, within(1e-12));
        }
    }

    @Test
    void convexMeasures_takeOnlyTheLimitsThatBind() {
        Model cvar = new Model.MeanRisk(Goal.MINIMISE_RISK, Risk.of(RiskMeasure.CVAR), null, null);
        Study study = study(Markets.scenario(cvar, bounds("Cap", 0.0, 0.2), budget(1, 1), bounds("Loose", null, 0.9),
                group("Group", "S1", null, 0.2)), Markets.random(8, 200, 4));
        StudyExplanation.Parts parts = parts(study);
        assertThat(parts.way()).isEqualTo(Way.ORDERED_RESOLVE);
        assertThat(parts.kept()).containsExactly("Budget");
        assertThat(parts.parts()).extracting(Explanation.Part::name).containsExactly("Cap", "Group");
        assertThat(parts.base().sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void choices_areTakenLast() {
        Study study = study(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1),
                new Constraint.Cardinality("Few", true, null, 3), bounds("Cap", 0.0, 0.6)),
                Markets.random(8, 200, 4));
        StudyExplanation.Parts parts = parts(study);
        assertThat(parts.parts()).extracting(Explanation.Part::name).containsExactly("Cap", "Few");
        Study capped = Markets.study(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1),
                bounds("Cap", 0.0, 0.6)), Markets.random(8, 200, 4));
        double[] before = capped.weights().toArray();
        Arrays.setAll(before, i -> study.weights().get(i) - before[i]);
        assertThat(parts.parts().getLast().weights().shared()).containsExactly(before, within(1e-9));
    }

    @Test
    void highestMean_hasWhatBoundsItInItsBase() {
        StudyExplanation.Parts parts = parts(study(
                Markets.scenario(Model.MeanRisk.of(Goal.MAXIMISE_RETURN), budget(1, 1), bounds("Long only", 0.0, null),
                        bounds("Cap", null, 0.25), bounds("Loose", null, 0.9)),
                Markets.random(8, 300, 11)));
        assertThat(parts.kept()).containsExactly("Budget", "Long only");
        assertThat(parts.base().shared()).containsOnlyOnce(1).containsOnly(0, 1);
        assertThat(parts.parts()).extracting(Explanation.Part::name).containsExactly("Cap");
    }

    @Test
    void formulas_haveNone() {
        Study study = study(Markets.scenario(new Model.EqualWeight(), budget(1, 1)), Markets.random(5, 60, 1));
        assertThat(study.explanation()).isInstanceOfSatisfying(StudyExplanation.Unavailable.class,
                none -> assertThat(none.reason()).contains("formula"));
    }

    @Test
    void withoutWeights_nothingIsExplained() {
        Analysis analysis = Markets.analysis(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1),
                bounds("Cap", 0.0, 0.1)), Markets.random(5, 60, 1));
        assertThat(analysis.study(CLOCK).status()).isEqualTo("infeasible");
        assertThat(analysis.study(CLOCK).explanation()).isNull();
    }
}
