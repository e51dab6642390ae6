package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.core.estimate.ClusterTree;
import tangency.core.estimate.OrderedTree;
import tangency.core.estimate.Samples;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.Model.Split;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Solution;
import tangency.core.solve.hierarchical.ClusterRisk;
import tangency.core.solve.hierarchical.HierarchicalResult;
import tangency.core.solve.hierarchical.HierarchicalRiskParity;
import tangency.core.solve.hierarchical.Region;
import tangency.core.solve.hierarchical.SchurAllocation;
import tangency.core.solve.hierarchical.WeightBand;

@NullUnmarked // what is null by mistake fails the test
class HierarchicalAnswersTest {
    private static final Risk VARIANCE = Risk.of(RiskMeasure.VARIANCE);
    private static final MarketData DATA = Markets.random(12, 250, 4);

    static Stream<Model> models() {
        return Stream.of(Model.Hrp.DEFAULT, new Model.Hrp(TreeSpec.DEFAULT, Split.TREE, VARIANCE),
                new Model.Hrp(TreeSpec.DEFAULT, Split.HALVES, Risk.of(RiskMeasure.CVAR)),
                new Model.Herc(TreeSpec.DEFAULT, Split.HALVES, VARIANCE, 3),
                new Model.Herc(TreeSpec.DEFAULT, Split.HALVES, Risk.of(RiskMeasure.CDAR), null),
                new Model.Nco(TreeSpec.DEFAULT, Split.HALVES, VARIANCE, 3),
                new Model.Nco(TreeSpec.DEFAULT, Split.HALVES, VARIANCE, null),
                new Model.Schur(TreeSpec.DEFAULT, Split.HALVES, VARIANCE, null, 0.5),
                new Model.Schur(TreeSpec.DEFAULT, Split.TREE, VARIANCE, 3, 1));
    }

    private static Study study(Model model, Constraint... constraints) {
        return Markets.study(constraints.length == 0
                ? Scenario.of("Test", Markets.market(0), model)
                : Markets.scenario(model, constraints), DATA);
    }

    @ParameterizedTest
    @MethodSource("models")
    void limitsHoldToTheLastBitAndTheDistanceIsTold(Model model) {
        Study free = study(model);
        // Every third asset is of a sector: the groups cut across any tree.
        Study study = study(model, Markets.budget(1, 1), Markets.bounds("Caps", 0.02, 0.15),
                Markets.group("Sector", "S1", null, 0.21), Markets.bounds("Fixed", 0.125, 0.125, "A4"),
                Markets.linear("Pair", 0.1, null, Map.of("A0", 1.0, "A7", 1.0)));

        assertThat(free.status()).isEqualTo("optimal");
        assertThat(free.hierarchy().distance()).isZero();
        assertThat(study.status()).as(study.message()).isEqualTo("optimal");
        double[] weights = study.weights().toArray();
        assertThat(weights[4]).isEqualTo(0.125);
        double moved = 0;
        for (int i = 0; i < 12; i++) {
            assertThat(weights[i]).isBetween(0.02, 0.15);
            moved += Math.abs(weights[i] - free.weights().get(i));
        }
        assertThat(weights[1] + weights[4] + weights[7] + weights[10]).isLessThanOrEqualTo(0.21 + 1e-15);
        assertThat(weights[0] + weights[7]).isGreaterThanOrEqualTo(0.1 - 1e-15);
        assertThat(study.weights().sum()).isCloseTo(1, within(1e-14));
        assertThat(study.hierarchy().distance()).isCloseTo(moved, within(1e-12));
        assertThat(study.findings()).anyMatch(f -> f.severity() == Finding.Severity.INFO
                && f.message().contains("the limits moved the weights by " + study.hierarchy().distance()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void limitsThatContradictEachOtherAreNamed(Model model) {
        Study study = study(model, Markets.budget(1, 1), Markets.bounds("Caps", 0.0, 0.2),
                Markets.group("Much", "S1", 0.6, null), Markets.group("Little", "S1", null, 0.5));

        assertThat(study.status()).isEqualTo("infeasible");
        assertThat(study.conflict()).containsExactlyInAnyOrder("Much", "Little");
        assertThat(study.hierarchy()).isNull();
    }

    @ParameterizedTest
    @EnumSource(RiskMeasure.class)
    void everyMeasureDividesBetweenTwoInverselyAndIsTheObjective(RiskMeasure measure) {
        MarketData two = Markets.random(2, 300, 9);
        for (Model model : List.of(new Model.Hrp(TreeSpec.DEFAULT, Split.HALVES, Risk.of(measure)),
                new Model.Herc(TreeSpec.DEFAULT, Split.HALVES, Risk.of(measure), 2),
                new Model.Herc(TreeSpec.DEFAULT, Split.HALVES, Risk.of(measure), 1))) {
            Analysis analysis = Markets.analysis(Scenario.of("Test", Markets.market(0), model), two);
            Study study = analysis.study();
            Outcomes outcomes = analysis.outcomes();
            double first = RiskMeasures.of(Risk.of(measure), outcomes.of(Vector.of(1, 0)));
            double second = RiskMeasures.of(Risk.of(measure), outcomes.of(Vector.of(0, 1)));
            assertThat(study.status()).as(study.message()).isEqualTo("optimal");
            assertThat(study.weights().get(0)).isCloseTo(second / (first + second), within(1e-12));
            assertThat(study.objective()).isCloseTo(
                    RiskMeasures.of(Risk.of(measure), outcomes.of(study.weights())), within(1e-15));
        }
    }

    @ParameterizedTest
    @EnumSource(TreeSpec.LeafOrder.class)
    void bandIsOverAllOrdersThatAreAsGood(TreeSpec.LeafOrder leafOrder) {
        MarketData data = Markets.random(7, 120, 8);
        TreeSpec spec = new TreeSpec(TreeSpec.Codependence.PEARSON, TreeSpec.Distance.CORRELATION,
                TreeSpec.Linkage.AVERAGE, leafOrder);
        for (double gamma : new double[]{0, 0.4}) {
            Model model = gamma == 0
                    ? new Model.Hrp(spec, Split.HALVES, VARIANCE)
                    : new Model.Schur(spec, Split.HALVES, VARIANCE, null, gamma);
            Analysis analysis = Markets.analysis(Scenario.of("Test", Markets.market(0), model), data);
            OrderedTree tree = analysis.tree();
            double[] low = new double[7];
            double[] high = new double[7];
            Arrays.fill(low, 1);
            int orders = 0;
            double least = length(tree.orderArray(), tree.distance());
            for (int[] order : permutations(7)) {
                if (!isFlip(tree.tree(), order)
                        || (leafOrder == TreeSpec.LeafOrder.OPTIMAL
                                && length(order, tree.distance()) > least + 1e-12)) {
                    continue;
                }
                orders++;
                // The same assets in the order of the leaves, so that the halves are those of a tree of one line.
                double[] weights = ordered(analysis, order, gamma);
                for (int i = 0; i < 7; i++) {
                    low[i] = Math.min(low[i], weights[i]);
                    high[i] = Math.max(high[i], weights[i]);
                }
            }
            Hierarchy hierarchy = analysis.study().hierarchy();
            assertThat(hierarchy.complete()).isTrue();
            assertThat(hierarchy.orders()).isEqualTo(orders);
            for (int i = 0; i < 7; i++) {
                assertThat(hierarchy.band().get(i).low()).isCloseTo(low[i], within(1e-12));
                assertThat(hierarchy.band().get(i).high()).isCloseTo(high[i], within(1e-12));
            }
        }
    }

    private static double[] ordered(Analysis analysis, int[] order, double gamma) {
        var risk = ClusterRisk.variance(analysis.moments().covariance());
        var region = Region.of(analysis.setting());
        var result = gamma == 0
                ? HierarchicalRiskParity.byHalves(risk, order, region)
                : SchurAllocation.byHalves(risk, order,
                        analysis.moments().covariance(), analysis.moments().mean(), gamma, region);
        return ((HierarchicalResult.Allocated) result).weights().toArray();
    }

    @Test
    void whereTheOrderDoesNotCountTheBandIsTheWeight() {
        for (Model model : List.of(new Model.Hrp(TreeSpec.DEFAULT, Split.TREE, VARIANCE),
                new Model.Herc(TreeSpec.DEFAULT, Split.HALVES, VARIANCE, 3),
                new Model.Nco(TreeSpec.DEFAULT, Split.HALVES, VARIANCE, 3))) {
            Study study = study(model);
            for (int i = 0; i < 12; i++) {
                assertThat(study.hierarchy().band().get(i))
                        .isEqualTo(new WeightBand(study.weights().get(i), study.weights().get(i)));
            }
        }
    }

    @Test
    void bandOfManyAssetsIsASampleFromTheSeed() {
        MarketData data = Markets.random(60, 120, 8);
        TreeSpec spec = new TreeSpec(TreeSpec.Codependence.PEARSON, TreeSpec.Distance.CORRELATION,
                TreeSpec.Linkage.WARD, TreeSpec.LeafOrder.TREE);
        Scenario scenario = Scenario.of("Test", Markets.market(0), new Model.Hrp(spec, Split.HALVES, VARIANCE));
        Study study = Markets.study(scenario, data);
        assertThat(study.hierarchy().complete()).isFalse();
        assertThat(study.hierarchy().orders()).isGreaterThan(100);
        for (int i = 0; i < 60; i++) {
            assertThat(study.weights().get(i)).isBetween(study.hierarchy().band().get(i).low(),
                    study.hierarchy().band().get(i).high());
        }
        assertThat(Markets.study(scenario, data).hierarchy()).isEqualTo(study.hierarchy());
    }

    @ParameterizedTest
    @MethodSource("models")
    void theOrderOfAssetsChangesNothingButWhereTheBandSaysSo(Model model) {
        int[] order = Samples.permutation(6, 12);

        double[][] renamed = new double[12][];
        Arrays.setAll(renamed, i -> DATA.prices().series(order[i]));
        Study study = study(model);
        Study other = Markets.study(Scenario.of("Test", Markets.market(0), model), Markets.of(renamed, "renamed"));
        for (int i = 0; i < 12; i++) {
            WeightBand band = study.hierarchy().band().get(order[i]);
            assertThat(other.weights().get(i)).isBetween(band.low() - 1e-10, band.high() + 1e-10);
        }
    }

    @Test
    void clustersAreLabelledAndTheirNumberFoundByTheGapStatistic() {
        // Three groups of four with a factor each.
        Random random = new Random(3);
        double[][] returns = new double[12][200];
        for (int t = 0; t < 200; t++) {
            double[] factors = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            for (int i = 0; i < 12; i++) {
                returns[i][t] = 0.01 * (factors[i % 3] + 0.3 * random.nextGaussian());
            }
        }
        Model model = new Model.Herc(TreeSpec.DEFAULT, Split.HALVES, VARIANCE, null);
        Analysis analysis = Markets.analysis(Scenario.of("Test", Markets.market(0), model),
                Markets.of(returns, "groups"));
        List<Integer> clusters = analysis.study().hierarchy().clusters();
        assertThat(clusters).containsOnly(1, 2, 3).isEqualTo(analysis.clusters());
        for (int i = 3; i < 12; i++) {
            assertThat(clusters.get(i)).isEqualTo(clusters.get(i - 3));
        }
        assertThat(study(Model.Hrp.DEFAULT).hierarchy().clusters()).isNull();
        assertThat(study(Model.MeanRisk.MINIMUM_VARIANCE).hierarchy()).isNull();
    }

    @Test
    void schurLeadsFromHrpToMinimumVariance() {
        Constraint[] limits = {Markets.budget(1, 1), Markets.bounds("Caps", 0.0, 0.2),
                Markets.group("Sector", "S1", null, 0.25)};
        assertThat(study(new Model.Schur(TreeSpec.DEFAULT, Split.HALVES, VARIANCE, null, 0), limits).weights())
                .isEqualTo(study(Model.Hrp.DEFAULT, limits).weights());
        double[] least = study(Model.MeanRisk.MINIMUM_VARIANCE, limits).weights().toArray();
        assertThat(study(new Model.Schur(TreeSpec.DEFAULT, Split.HALVES, VARIANCE, null, 1), limits).weights()
                .toArray()).containsExactly(least, within(1e-12));
    }

    @Test
    void whatIsStoppedSaysSo() {
        Analysis analysis = Markets.analysis(Scenario.of("Test", Markets.market(0),
                new Model.Hrp(TreeSpec.DEFAULT, Split.HALVES, Risk.of(RiskMeasure.EVAR))), DATA);
        int[] asked = {0};
        assertThat(HierarchicalAnswers.solution(analysis, () -> asked[0]++ > 15))
                .isInstanceOfSatisfying(Solution.Failed.class, f -> assertThat(f.message()).contains("stopped"));
    }

    @Test
    void measuresWithoutUseOrOutcomesAreRefused() {
        Risk cvar = Risk.of(RiskMeasure.CVAR);
        for (Model model : List.of(new Model.Nco(TreeSpec.DEFAULT, Split.HALVES, cvar, 2),
                new Model.Schur(TreeSpec.DEFAULT, Split.HALVES, cvar, 2, 0.5))) {
            assertThat(Markets.analysis(Scenario.of("Test", Markets.market(0), model), DATA).modelRefusals())
                    .anyMatch(f -> "model.risk".equals(f.column()) && f.message().contains("minimises the variance"));
        }
        Map<String, Double> means = new LinkedHashMap<>();
        Markets.ids(2).forEach(id -> means.put(id, 0.01));
        Scenario given = Scenario.of("Given", null, new Model.Hrp(TreeSpec.DEFAULT, Split.HALVES, cvar))
                .withEstimates(new Estimates(new MeanSpec.Given(means),
                        new CovarianceSpec.Given(Matrix.of(new double[][]{{1, 0}, {0, 2}})), null));
        assertThat(Markets.analysis(given, null).modelRefusals())
                .anyMatch(f -> "model.risk".equals(f.column()) && f.message().contains("needs joint outcomes"));
    }

    private static double length(int[] order, Matrix distance) {
        double sum = 0;
        for (int i = 1; i < order.length; i++) {
            sum += distance.get(order[i - 1], order[i]);
        }
        return sum;
    }

    private static boolean isFlip(ClusterTree tree, int[] order) {
        int n = order.length;
        int[] low = new int[2 * n - 1];
        int[] high = new int[2 * n - 1];
        for (int place = 0; place < n; place++) {
            low[order[place]] = high[order[place]] = place;
        }
        boolean together = true;
        for (int k = 0; k < n - 1; k++) {
            ClusterTree.Row row = tree.merges().get(k);
            low[n + k] = Math.min(low[row.left()], low[row.right()]);
            high[n + k] = Math.max(high[row.left()], high[row.right()]);
            together &= high[n + k] - low[n + k] + 1 == row.size();
        }
        return together;
    }

    private static List<int[]> permutations(int n) {
        List<int[]> all = new ArrayList<>(List.of(new int[0]));
        for (int i = 0; i < n; i++) {
            List<int[]> longer = new ArrayList<>();
            for (int[] shorter : all) {
                for (int at = 0; at <= shorter.length; at++) {
                    int[] next = new int[shorter.length + 1];
                    System.arraycopy(shorter, 0, next, 0, at);
                    next[at] = i;
                    System.arraycopy(shorter, at, next, at + 1, shorter.length - at);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }
}
