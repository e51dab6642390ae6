package tangency.core.solve.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.solve.quadratic.Problems.INFINITY;
import static tangency.core.solve.quadratic.Problems.corners;
import static tangency.core.solve.quadratic.Problems.invested;
import static tangency.core.solve.quadratic.Problems.optimal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.Golden;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tools.jackson.databind.JsonNode;

/** Against answers of other programs on set A, within the tolerances stated there: objectives 1e-9 relative, weights 1e-7. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenTest {
    private JsonNode golden;
    private double[] mean;
    private Matrix covariance;

    @BeforeAll
    void readSetA() {
        golden = Golden.results("meanvar_cla.json", "A");
        Matrix returns = Golden.returns("A");
        mean = Problems.means(returns);
        covariance = Problems.covariance(returns);
    }

    @Test
    void minimumVarianceLongOnly() {
        agrees(QuadraticSolver.minimise(invested(mean, covariance, 0, 1), 0), "min_variance_long_only");
    }

    @Test
    void minimumVarianceWithoutBounds() {
        agrees(QuadraticSolver.minimise(invested(mean, covariance, -INFINITY, INFINITY), 0),
                "min_variance_unconstrained_budget");
    }

    @Test
    void minimumVarianceCapped() {
        agrees(QuadraticSolver.minimise(invested(mean, covariance, 0, 0.1), 0), "min_variance_cap10pct");
    }

    @Test
    void minimumVarianceUnderGroupCaps() {
        JsonNode node = golden.path("min_variance_group_caps");
        QuadraticProblem problem = invested(mean, covariance, 0, 1);
        Set<String> groups = new LinkedHashSet<>();
        node.path("membership").forEach(name -> groups.add(name.asString()));
        List<LinearRow> rows = new ArrayList<>(problem.rows());
        for (String group : groups) {
            double[] coefficients = new double[mean.length];
            for (int i = 0; i < mean.length; i++) {
                coefficients[i] = node.path("membership").get(i).asString().equals(group) ? 1 : 0;
            }
            rows.add(LinearRow.atMost(group, coefficients, node.path("groups").path(group).asDouble()));
        }
        agrees(QuadraticSolver.minimise(problem.withRows(rows), 0), "min_variance_group_caps");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void utility(int aversion) {
        QuadraticResult.Optimal answer = optimal(
                QuadraticSolver.minimise(invested(mean, covariance, 0, 1), 1.0 / aversion));
        JsonNode node = golden.path("utility_gamma" + aversion);
        assertWeights(answer.weights(), node.path("weights"));
        double objective = node.path("objective").asDouble();
        assertThat(answer.mean() - aversion / 2.0 * answer.variance())
                .isCloseTo(objective, within(1e-9 * Math.abs(objective)));
    }

    @Test
    void maximumRatio() {
        RatioResult result = MaximumRatio.of(invested(mean, covariance, 0, 1), 0);
        assertThat(result).isInstanceOfSatisfying(RatioResult.Optimal.class, optimum -> {
            JsonNode node = golden.path("max_sharpe_long_only_rf0");
            assertWeights(optimum.portfolio().weights(), node.path("weights"));
            double ratio = node.path("sharpe_per_day").asDouble();
            assertThat(optimum.ratio()).isCloseTo(ratio, within(1e-9 * ratio));
        });
    }

    @Test
    void twentyTargetReturns() {
        QuadraticProblem problem = invested(mean, covariance, 0, 1);
        CornerPortfolios corners = corners(problem);
        for (JsonNode point : golden.path("frontier20").path("points")) {
            double target = point.path("target").asDouble();
            QuadraticResult.Optimal answer = optimal(QuadraticSolver.minimiseAtReturn(problem, target));
            assertWeights(answer.weights(), point.path("weights"));
            double variance = point.path("variance").asDouble();
            assertThat(answer.variance()).isCloseTo(variance, within(1e-9 * variance));
            assertWeights(corners.frontier().weightsAt(target), point.path("weights"));
        }
    }

    @Test
    void cornersLongOnly() {
        assertCorners(corners(invested(mean, covariance, 0, 1)), golden.path("cla_corners_long_only"), 17);
    }

    @Test
    void cornersCappedAtFifteenPercent() {
        assertCorners(corners(invested(mean, covariance, 0, 0.15)), golden.path("cla_corners_cap15pct"), 29);
    }

    /** Each distinct portfolio of the list once, with the last, smallest lambda under which it stands there. */
    private static void assertCorners(CornerPortfolios corners, JsonNode node, int distinct) {
        List<Integer> rows = new ArrayList<>();
        for (int k = 0; k < node.path("weights").size(); k++) {
            double[] weights = Golden.vector(node.path("weights").get(k));
            if (!rows.isEmpty()
                    && distance(weights, Golden.vector(node.path("weights").get(rows.getLast()))) < 1e-12) {
                rows.removeLast();
            }
            rows.add(k);
        }
        assertThat(rows).hasSize(distinct);
        assertThat(corners.corners()).hasSize(distinct);
        for (int k = 0; k < distinct; k++) {
            Corner corner = corners.corners().get(k);
            assertWeights(corner.weights(), node.path("weights").get(rows.get(k)));
            double lambda = node.path("lambda_").get(rows.get(k)).asDouble();
            assertThat(corner.lambda()).isCloseTo(lambda, within(1e-9));
            assertThat(corner.mean()).isCloseTo(node.path("mean").get(rows.get(k)).asDouble(), within(1e-12));
            double variance = node.path("variance").get(rows.get(k)).asDouble();
            assertThat(corner.variance()).isCloseTo(variance, within(1e-9 * variance));
        }
        assertThat(corners.corners().getLast().lambda()).isZero();
    }

    private void agrees(QuadraticResult result, String name) {
        QuadraticResult.Optimal answer = optimal(result);
        JsonNode node = golden.path(name);
        assertWeights(answer.weights(), node.path("weights"));
        double variance = node.path("variance").asDouble();
        assertThat(answer.variance()).isCloseTo(variance, within(1e-9 * variance));
    }

    private static void assertWeights(Vector weights, JsonNode expected) {
        assertThat(distance(weights.shared(), Golden.vector(expected))).isLessThan(1e-7);
    }

    private static double distance(double[] a, double[] b) {
        assertThat(a).hasSameSizeAs(b);
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return worst;
    }
}
