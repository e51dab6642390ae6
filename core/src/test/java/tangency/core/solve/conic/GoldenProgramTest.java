package tangency.core.solve.conic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.solve.conic.Programs.invested;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tangency.core.Golden;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;
import tools.jackson.databind.JsonNode;

/** Against answers of other programs on set A, within the tolerances stated there. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenProgramTest {
    private Matrix returns;
    private int n;
    private double[] mean;
    private Matrix covariance;
    /** L' with covariance = LL'. */
    private Matrix root;

    @BeforeAll
    void readSetA() {
        returns = Golden.returns("A");
        n = returns.columns();
        int t = returns.rows();
        mean = new double[n];
        Products.addTransposed(returns, Programs.filled(t, 1d / t), mean);
        double[][] sums = new double[n][n];
        for (int k = 0; k < t; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    sums[i][j] += (returns.get(k, i) - mean[i]) * (returns.get(k, j) - mean[j]) / (t - 1);
                }
            }
        }
        covariance = Matrix.of(sums);
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, false);
        cholesky.decompose(new DMatrixRMaj(sums));
        root = Matrix.wrap(n, n, cholesky.getT(null).getData().clone());
    }

    private static ConicResult.Optimal solve(ConicProgram program) {
        ConicResult result = ConicSolver.solve(program, Stop.NEVER);
        assertThat(result).isInstanceOf(ConicResult.Optimal.class);
        return (ConicResult.Optimal) result;
    }

    private double[] weights(ConicResult.Optimal optimal) {
        return Arrays.copyOf(optimal.x().toArray(), n);
    }

    private static double conditionalTail(double[] losses, double level) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double left = (1 - level) * sorted.length;
        double sum = 0;
        for (int k = sorted.length - 1; k >= 0 && left > 1e-9; k--) {
            double share = Math.min(1, left);
            sum += share * sorted[k];
            left -= share;
        }
        return sum / ((1 - level) * sorted.length);
    }

    private double[] losses(double[] weights) {
        double[] losses = Kernels.times(returns, weights);
        for (int k = 0; k < losses.length; k++) {
            losses[k] = -losses[k];
        }
        return losses;
    }

    private double[] drawdowns(double[] weights) {
        double[] path = Kernels.times(Programs.cumulative(returns), weights);
        double peak = 0;
        for (int k = 0; k < path.length; k++) {
            peak = Math.max(peak, path[k]);
            path[k] = peak - path[k];
        }
        return path;
    }

    private static JsonNode risk(String name) {
        return Golden.results("scenario_risk.json", "A").path(name);
    }

    private static JsonNode meanVariance(String name) {
        return Golden.results("meanvar_cla.json", "A").path(name);
    }

    @ParameterizedTest
    @CsvSource({"cvar95, 0.95", "cvar99, 0.99"})
    void leastConditionalValueAtRisk(String name, double level) {
        ConicResult.Optimal optimal = solve(Programs.cvar(returns, level));
        double expected = risk(name).path("objective_from_weights").asDouble();
        assertThat(optimal.objective()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(conditionalTail(losses(weights(optimal)), level)).isCloseTo(expected, within(1e-8 * expected));
    }

    @Test
    void leastConditionalDrawdown() {
        ConicResult.Optimal optimal = solve(Programs.cdar(Programs.cumulative(returns), 0.95));
        double expected = risk("cdar95").path("objective_from_weights").asDouble();
        assertThat(optimal.objective()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(conditionalTail(drawdowns(weights(optimal)), 0.95)).isCloseTo(expected, within(1e-8 * expected));
    }

    @Test
    void leastUlcerIndex() {
        ConicResult.Optimal optimal = solve(Programs.ulcer(Programs.cumulative(returns)));
        double expected = risk("ulcer").path("objective_from_weights").asDouble();
        double[] drawdowns = drawdowns(weights(optimal));
        double reached = Math.sqrt(Kernels.dot(drawdowns, drawdowns) / drawdowns.length);
        assertThat(reached).isLessThanOrEqualTo(expected * (1 + 1e-8)).isCloseTo(expected, within(1e-7 * expected));
    }

    @Test
    void leastEntropicValueAtRisk() {
        ConicResult.Optimal optimal = solve(Programs.evar(returns, 0.95));
        double expected = risk("evar95").path("objective_from_weights").asDouble();
        assertThat(optimal.objective()).isCloseTo(expected, within(1e-8 * expected));
        assertThat(weights(optimal)).containsExactly(Golden.vector(risk("evar95").path("weights")), within(1e-5));
    }

    @Test
    void largestGrowth() {
        ConicResult.Optimal optimal = solve(Programs.kelly(returns));
        double[] outcomes = Kernels.times(returns, weights(optimal));
        double growth = Arrays.stream(outcomes).map(Math::log1p).average().orElse(0);
        double expected = risk("kelly").path("objective").asDouble();
        assertThat(growth).isCloseTo(expected, within(1e-8 * expected));
        assertThat(weights(optimal)).containsExactly(Golden.vector(risk("kelly").path("weights")), within(1e-5));
    }

    /** |L'(w - b)| <= limit. */
    private Cone norm(List<Row> rows, double[] around, double limit) {
        double[] centre = Kernels.times(root, around);
        rows.add(Row.constant(limit));
        for (int i = 0; i < n; i++) {
            rows.add(Row.constant(-centre[i]).plus(root, i, -1));
        }
        return new Cone.SecondOrder(n + 1);
    }

    @Test
    void largestReturn_withinATrackingError() {
        JsonNode golden = meanVariance("max_return_tracking_error");
        ConicProgram.Builder builder = invested(ConicProgram.builder(n, n), n).costs(mean, -1);
        List<Row> rows = new ArrayList<>();
        Cone cone = norm(rows, Programs.filled(n, 1d / n), 0.004);
        builder.add(cone, rows);
        matches(solve(builder.build()), -1, golden);
    }

    @Test
    void largestReturn_belowAVolatility() {
        JsonNode golden = meanVariance("max_return_vol_cap");
        ConicProgram.Builder builder = invested(ConicProgram.builder(n, n), n).costs(mean, -1);
        List<Row> rows = new ArrayList<>();
        Cone cone = norm(rows, new double[n], golden.path("vol_cap").asDouble());
        builder.add(cone, rows);
        matches(solve(builder.build()), -1, golden);
    }

    @ParameterizedTest
    @CsvSource({"robust_ellipsoidal_kappa1, 1", "robust_ellipsoidal_kappa2, 2"})
    void robustUtility_overAnEllipsoidOfMeans(String name, double kappa) {
        double[] five = covariance.shared().clone();
        for (int k = 0; k < five.length; k++) {
            five[k] *= 5;
        }
        ConicProgram.Builder builder = invested(ConicProgram.builder(n + 1, n), n).costs(mean, -1)
                .quadratic(Matrix.wrap(n, n, five)).cost(n, kappa / Math.sqrt(returns.rows()));
        List<Row> rows = new ArrayList<>();
        Cone cone = norm(rows, new double[n], 0);
        rows.set(0, Row.of(n, -1, 0));
        builder.add(cone, rows);
        matches(solve(builder.build()), -1, meanVariance(name));
    }

    @Test
    void utility_withImpactOfPowerThreeHalves() {
        double[] five = covariance.shared().clone();
        for (int k = 0; k < five.length; k++) {
            five[k] *= 5;
        }
        ConicProgram.Builder builder = invested(ConicProgram.builder(2 * n, n), n).costs(mean, -1)
                .quadratic(Matrix.wrap(n, n, five));
        for (int i = 0; i < n; i++) {
            // t >= |w - 1/n|^1.5
            builder.cost(n + i, 0.01);
            builder.add(new Cone.Power(2 / 3d), Row.of(n + i, -1, 0), Row.constant(1), Row.of(i, -1, -1d / n));
        }
        builder.locals(Programs.sequence(n, n), 0);
        matches(solve(builder.build()), -1, meanVariance("utility_three_halves_impact"));
    }

    private void matches(ConicResult.Optimal optimal, double sign, JsonNode golden) {
        double expected = golden.path("objective").asDouble();
        assertThat(sign * optimal.objective()).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
        assertThat(weights(optimal)).containsExactly(Golden.vector(golden.path("weights")), within(1e-5));
    }
}
