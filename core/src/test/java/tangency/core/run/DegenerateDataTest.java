package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.math.Matrix;
import tangency.core.model.Model;
import tangency.core.model.Model.Goal;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.scenario.Scenario;

/** Data at the edge of what the models are defined for: a typed answer every time, and never a wrong one. */
@NullUnmarked // what is null by mistake fails the test
class DegenerateDataTest {
    static Stream<Model> models() {
        return Stream.of(new Model.EqualWeight(), new Model.InverseVolatility(), new Model.MarketCap(),
                Model.MeanRisk.MINIMUM_VARIANCE,
                new Model.MeanRisk(Goal.MINIMISE_RISK, Risk.of(RiskMeasure.STANDARD_DEVIATION), null, null),
                Model.MeanRisk.utility(3), Model.MeanRisk.of(Goal.MAXIMISE_RETURN),
                Model.MeanRisk.of(Goal.MAXIMISE_RATIO), Model.RiskBudget.equal(), Model.Hrp.DEFAULT,
                new Model.Hrp(Model.Hrp.DEFAULT.tree(), Model.Split.TREE, Risk.of(RiskMeasure.VARIANCE)),
                new Model.Hrp(Model.Hrp.DEFAULT.tree(), Model.Split.HALVES, Risk.of(RiskMeasure.CVAR)),
                new Model.Herc(TreeSpec.DEFAULT, Model.Split.HALVES, Risk.of(RiskMeasure.VARIANCE), null),
                new Model.Herc(TreeSpec.DEFAULT, Model.Split.HALVES, Risk.of(RiskMeasure.ULCER), 2),
                new Model.Nco(TreeSpec.DEFAULT, Model.Split.HALVES, Risk.of(RiskMeasure.VARIANCE), null),
                new Model.Schur(TreeSpec.DEFAULT, Model.Split.HALVES, Risk.of(RiskMeasure.VARIANCE), null, 0.5),
                new Model.Schur(TreeSpec.DEFAULT, Model.Split.TREE, Risk.of(RiskMeasure.VARIANCE), null, 1));
    }

    private static Study study(Model model, MarketData data) {
        return Markets.study(Scenario.of("Test", Markets.market(0), model), data);
    }

    private static void holdsTheBudget(Study study) {
        assertThat(study.weights()).as(study.status() + " " + study.message()).isNotNull();
        assertThat(study.weights().sum()).isCloseTo(1, within(1e-12));
        for (int i = 0; i < study.weights().size(); i++) {
            assertThat(study.weights().get(i)).isBetween(-1e-15, 1 + 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void oneAsset_isHeldWhole(Model model) {
        Study study = study(model, Markets.random(1, 900, 3));

        assertThat(study.status()).isEqualTo("optimal");
        assertThat(study.weights().get(0)).isCloseTo(1, within(1e-15));
        assertThat(study.measures().averageCorrelation()).isNull();
        assertThat(study.riskContributions().get(0)).isCloseTo(1, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("models")
    void twoAssets_areShared(Model model) {
        Study study = study(model, Markets.random(2, 900, 3));

        assertThat(study.status()).isEqualTo("optimal");
        holdsTheBudget(study);
    }

    @Test
    void twoAssets_ofLeastVariance_haveTheClosedForm() {
        MarketData data = Markets.random(2, 60, 3);
        Analysis analysis = Markets
                .analysis(Scenario.of("Test", Markets.market(0), Model.MeanRisk.MINIMUM_VARIANCE), data);
        Matrix s = analysis.moments().covariance();
        double expected = (s.get(1, 1) - s.get(0, 1)) / (s.get(0, 0) + s.get(1, 1) - 2 * s.get(0, 1));

        assertThat(analysis.study().weights().get(0)).isCloseTo(Math.clamp(expected, 0, 1), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("models")
    void fewerReturnsThanAssets_areAnswered(Model model) {
        Study study = study(model, Markets.random(30, 12, 5));

        if (model instanceof Model.MeanRisk ratio && ratio.goal() == Goal.MAXIMISE_RATIO
                && study.status().equals("unbounded")) {
            assertThat(study.message()).contains("without risk");
        } else if (model instanceof Model.RiskBudget && study.status().equals("failed")) {
            assertThat(study.message()).isNotBlank();
        } else {
            assertThat(study.status()).as(study.message()).isEqualTo("optimal");
            holdsTheBudget(study);
        }
        assertThat(study.findings()).anyMatch(f -> f.message().contains("fewer returns than assets"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void assetWithoutVariance_isAnsweredOrFailsByName(Model model) {
        double[][] returns = series(5, 100, 11);
        Arrays.fill(returns[2], 0.0001);
        Study study = study(model, Markets.of(returns, "constant"));

        boolean undefined = model instanceof Model.InverseVolatility || model instanceof Model.RiskBudget
                || model instanceof Model.Hrp || model instanceof Model.Herc
                || (model instanceof Model.Schur schur && schur.gamma() < 1);
        boolean ratio = model instanceof Model.MeanRisk m && m.goal() == Goal.MAXIMISE_RATIO;
        if (undefined) {
            assertThat(study.status()).isEqualTo("failed");
            assertThat(study.message()).contains(model instanceof Model.InverseVolatility ? "no volatility" : "'A2'");
        } else if (ratio) {
            assertThat(study.status()).isEqualTo("unbounded");
            assertThat(study.message()).contains("without risk");
        } else {
            assertThat(study.status()).as(study.message()).isEqualTo("optimal");
            holdsTheBudget(study);
        }
        assertThat(study.findings()).anyMatch(f -> f.severity() == Finding.Severity.WARNING
                && "A2".equals(f.column()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void oneSeriesTwice_isAnswered(Model model) {
        double[][] returns = series(6, 100, 13);
        returns[4] = returns[1].clone();
        Study study = study(model, Markets.of(returns, "twice"));

        assertThat(study.status()).as(study.message()).isEqualTo("optimal");
        holdsTheBudget(study);
    }

    @ParameterizedTest
    @MethodSource("models")
    void scaleOfTheReturns_changesNoWeight(Model model) {
        double[][] returns = series(6, 100, 17);
        if (model instanceof Model.MeanRisk m && m.goal() == Goal.MAXIMISE_UTILITY) {
            return;
        }
        Study study = study(model, Markets.of(returns, "as is"));
        for (double scale : new double[]{0x1p-30, 0x1p20}) {
            double[][] scaled = new double[6][];
            for (int i = 0; i < 6; i++) {
                scaled[i] = Arrays.stream(returns[i]).map(r -> r * scale).toArray();
            }
            Study other = study(model, Markets.of(scaled, "scaled " + scale));
            assertThat(other.status()).as(other.message()).isEqualTo("optimal");
            for (int i = 0; i < 6; i++) {
                assertThat(other.weights().get(i)).isCloseTo(study.weights().get(i), within(1e-9));
            }
        }
    }

    @Test
    void budgetOtherThanOne_scalesModelsThatAreNoOptimisations() {
        for (Model model : List.of(new Model.EqualWeight(), Model.RiskBudget.equal(), Model.Hrp.DEFAULT)) {
            Study whole = study(model, Markets.random(5, 80, 2));
            Study part = Markets.study(Markets.scenario(model, Markets.budget(0.6, 0.6),
                    Markets.bounds("Long only", 0.0, 1.0)), Markets.random(5, 80, 2));
            for (int i = 0; i < 5; i++) {
                assertThat(part.weights().get(i)).isCloseTo(0.6 * whole.weights().get(i), within(1e-15));
            }
            assertThat(part.cash()).isCloseTo(0.4, within(1e-15));
        }
    }

    @Test
    void equalBounds_fixAnAsset() {
        Study study = Markets.study(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, Markets.budget(1, 1),
                Markets.bounds("Long only", 0.0, 1.0), Markets.bounds("Fixed", 0.125, 0.125, "A3")),
                Markets.random(5, 80, 2));

        assertThat(study.weights().get(3)).isEqualTo(0.125);
    }

    @Test
    void givenCovariance_thatIsNotPositiveSemiDefinite_isMovedAndReported() {
        Study study = Markets.study(given(Matrix.of(new double[][]{{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}})),
                null);

        assertThat(study.status()).isEqualTo("optimal");
        assertThat(study.findings()).anyMatch(f -> f.message().contains("was not positive semi-definite"));
        assertThat(study.objective()).isNotNegative();
    }

    @Test
    void givenCovariance_thatIsInOrder_staysAsItIs() {
        Matrix matrix = Matrix.of(new double[][]{{4e-4, 1e-4, 0}, {1e-4, 9e-4, 2e-4}, {0, 2e-4, 1e-4}});

        assertThat(Markets.analysis(given(matrix), null).moments().covariance()).isEqualTo(matrix);
    }

    @Test
    void givenCovariance_ofAnAssetWithoutVariance_isRefused() {
        Matrix matrix = Matrix.of(new double[][]{{1, 0, 0}, {0, 0, 0.5}, {0, 0.5, 1}});

        assertThat(new Pipeline().prepare(given(matrix), null)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.findings()).anyMatch(f -> f.refuses() && f.message().contains("'A1'")));
    }

    @Test
    void givenMoments_haveNoMeasuresOfOutcomes() {
        Study study = Markets.study(given(Matrix.of(new double[][]{{4, 0, 0}, {0, 1, 0}, {0, 0, 1}})), null);

        assertThat(study.measures().mean()).isNotNull();
        assertThat(study.measures().var95()).isNull();
        assertThat(study.measures().cvar99()).isNull();
        assertThat(study.measures().maxDrawdown()).isNull();
        assertThat(study.measures().compoundReturn()).isNull();
        assertThat(study.weights().get(0)).isCloseTo(1.0 / 9, within(1e-15));
    }

    private static Scenario given(Matrix covariance) {
        Map<String, Double> means = new LinkedHashMap<>();
        Markets.ids(covariance.rows()).forEach(id -> means.put(id, 0.01));
        return Scenario.of("Given", null, Model.MeanRisk.MINIMUM_VARIANCE).withEstimates(
                new Estimates(new MeanSpec.Given(means), new CovarianceSpec.Given(covariance), null));
    }

    private static double[][] series(int assets, int periods, long seed) {
        Random random = new Random(seed);
        double[][] series = new double[assets][periods];
        for (double[] one : series) {
            for (int t = 0; t < periods; t++) {
                one[t] = 0.0005 + 0.01 * random.nextGaussian();
            }
        }
        return series;
    }
}
