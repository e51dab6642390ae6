package tangency.core.solve.conic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;

/** Programs over each cone whose answers are known in closed form. */
@NullMarked
class ClosedFormTest {
    private static ConicResult.Optimal solve(ConicProgram.Builder builder) {
        ConicResult result = ConicSolver.solve(builder.build(), Stop.NEVER);
        assertThat(result).isInstanceOf(ConicResult.Optimal.class);
        ConicResult.Optimal optimal = (ConicResult.Optimal) result;
        assertThat(optimal.certificate().proves()).isTrue();
        return optimal;
    }

    private static ConicResult.Optimal project(Cone cone, double... point) {
        int n = point.length;
        ConicProgram.Builder builder = ConicProgram.builder(n, 0);
        Row[] rows = new Row[n];
        for (int j = 0; j < n; j++) {
            builder.diagonal(j, 1).cost(j, -point[j]);
            rows[j] = Row.of(j, -1, 0);
        }
        builder.add(cone, rows);
        return solve(builder);
    }

    @Test
    void projection_onTheOrthant_cutsNegativeComponents() {
        double[] x = project(new Cone.Nonnegative(4), 3, -2, 0.5, -1e-3).x().toArray();
        assertThat(x).containsExactly(new double[]{3, 0, 0.5, 0}, within(1e-8));
    }

    @Test
    void projection_onTheSecondOrderCone_isTheKnownFormula() {
        // (t, v) -> (1 + t/|v|)/2 (|v|, v) for |t| < |v|
        double[] x = project(new Cone.SecondOrder(3), 1, 3, 4).x().toArray();
        assertThat(x).containsExactly(new double[]{3, 1.8, 2.4}, within(1e-8));
        assertThat(project(new Cone.SecondOrder(3), 10, 3, 4).x().toArray())
                .containsExactly(new double[]{10, 3, 4}, within(1e-7));
        assertThat(project(new Cone.SecondOrder(3), -10, 3, 4).x().toArray())
                .containsExactly(new double[]{0, 0, 0}, within(1e-8));
    }

    @Test
    void projection_onTheExponentialCone_satisfiesMoreau() {
        moreau(new Cone.Exponential(), 1, 2, 3);
        moreau(new Cone.Exponential(), 2, -1, 0.5);
        moreau(new Cone.Exponential(), -1, 0.3, -2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.5, 2 / 3d, 0.9})
    void projection_onThePowerCone_satisfiesMoreau(double alpha) {
        moreau(new Cone.Power(alpha), 1, 2, 3);
        moreau(new Cone.Power(alpha), 1, -2, 0.5);
        moreau(new Cone.Power(alpha), 0.2, 0.3, -2);
    }

    /** A point is the difference of two orthogonal points, of the cone and of its dual. */
    private static void moreau(Cone cone, double... point) {
        ConicResult.Optimal optimal = project(cone, point);
        ConeBlock block = ConeBlock.of(cone, 0);
        double[] x = optimal.x().toArray();
        double[] dual = new double[3];
        double inner = 0;
        for (int j = 0; j < 3; j++) {
            dual[j] = x[j] - point[j];
            inner += dual[j] * x[j];
        }
        assertThat(block.outside(x, false)).isLessThan(1e-8);
        assertThat(block.outside(dual, true)).isLessThan(1e-8);
        assertThat(inner).isCloseTo(0, within(1e-8));
    }

    @Test
    void smallestNorm_underOneEquation_isTheNormal() {
        // min |x|, a'x = 1: x = a/|a|^2
        double[] a = {1, -2, 3};
        ConicProgram.Builder builder = ConicProgram.builder(4, 3).cost(3, 1);
        builder.equal(Row.of(new int[]{0, 1, 2}, a, 1));
        builder.add(new Cone.SecondOrder(4), Row.of(3, -1, 0), Row.of(0, -1, 0), Row.of(1, -1, 0), Row.of(2, -1, 0));
        ConicResult.Optimal optimal = solve(builder);
        assertThat(optimal.objective()).isCloseTo(1 / Math.sqrt(14), within(1e-9));
        for (int j = 0; j < 3; j++) {
            assertThat(optimal.x().get(j)).isCloseTo(a[j] / 14, within(1e-8));
        }
    }

    @Test
    void logSumExp_isTheLeastUpperBound() {
        // min t: sum exp(c_i - t) <= 1
        double[] c = {0.3, -1, 2, 1.7};
        ConicProgram.Builder builder = ConicProgram.builder(5, 0).cost(4, 1);
        int[] all = {0, 1, 2, 3};
        for (int i : all) {
            builder.add(new Cone.Exponential(), Row.of(4, 1, c[i]), Row.constant(1), Row.of(i, -1, 0));
        }
        builder.atMost(Row.of(all, new double[]{1, 1, 1, 1}, 1));
        double sum = 0;
        for (double value : c) {
            sum += Math.exp(value);
        }
        assertThat(solve(builder).objective()).isCloseTo(Math.log(sum), within(1e-9));
    }

    @Test
    void entropy_isLargestForEqualShares_andForTheGibbsDistribution() {
        // max sum -p log p + c'p on the simplex = log sum exp c, p = exp(c)/sum
        double[] c = {1, 0, -0.5};
        ConicProgram.Builder builder = ConicProgram.builder(6, 3).costs(c, -1);
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            builder.cost(3 + i, -1);
            builder.add(new Cone.Exponential(), Row.of(3 + i, -1, 0), Row.of(i, -1, 0), Row.constant(1));
            sum += Math.exp(c[i]);
        }
        builder.equal(Row.of(new int[]{0, 1, 2}, new double[]{1, 1, 1}, 1));
        ConicResult.Optimal optimal = solve(builder);
        assertThat(-optimal.objective()).isCloseTo(Math.log(sum), within(1e-9));
        for (int i = 0; i < 3; i++) {
            assertThat(optimal.x().get(i)).isCloseTo(Math.exp(c[i]) / sum, within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.5, 0.75, 0.99})
    void weightedGeometricMean_onTheSimplex_isLargestAtItsWeights(double alpha) {
        // max x^a y^(1-a), x + y = 1: x = a
        ConicProgram.Builder builder = ConicProgram.builder(3, 2).cost(2, -1);
        builder.add(new Cone.Power(alpha), Row.of(0, -1, 0), Row.of(1, -1, 0), Row.of(2, -1, 0));
        builder.equal(Row.of(new int[]{0, 1}, new double[]{1, 1}, 1));
        ConicResult.Optimal optimal = solve(builder);
        assertThat(-optimal.objective())
                .isCloseTo(Math.pow(alpha, alpha) * Math.pow(1 - alpha, 1 - alpha), within(1e-9));
        assertThat(optimal.x().get(0)).isCloseTo(alpha, within(1e-4));
    }

    @Test
    void minimumVariance_ofUncorrelatedAssets_isInverseVariance() {
        Matrix covariance = Matrix.of(new double[][]{{1e-4, 0, 0}, {0, 4e-4, 0}, {0, 0, 2e-4}});
        ConicProgram.Builder builder = ConicProgram.builder(3, 3).quadratic(covariance);
        builder.equal(Row.of(new int[]{0, 1, 2}, new double[]{1, 1, 1}, 1));
        for (int j = 0; j < 3; j++) {
            builder.atMost(Row.of(j, -1, 0));
        }
        ConicResult.Optimal optimal = solve(builder);
        assertThat(optimal.x().toArray()).containsExactly(new double[]{4 / 7d, 1 / 7d, 2 / 7d}, within(1e-8));
        // z of the budget: derivative of the optimum by b is -z; optimum b^2/2 /(1/1e-4 + 1/4e-4 + 1/2e-4)
        assertThat(optimal.z().get(0)).isCloseTo(-1 / 17500d, within(1e-11));
    }
}
