package tangency.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tangency.core.Golden;
import tangency.core.estimate.BlackLitterman.Result;
import tangency.core.estimate.BlackLitterman.Result.Posterior;
import tangency.core.estimate.BlackLitterman.View;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tools.jackson.databind.JsonNode;

@NullUnmarked // what is null by mistake fails the test
class BlackLittermanTest {
    private static final double DELTA = 2.5;
    private static final double TAU = 0.05;

    @Test
    void agreesWithReference() {
        JsonNode golden = Golden.results("bl_entropy.json", "A");
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        Vector market = Vector.wrap(Golden.vector(golden.get("market_weights")));
        Vector prior = Means.equilibrium(covariance, market, golden.get("delta").asDouble());
        assertRelative(prior, Golden.vector(golden.get("pi")), 1e-12);

        Posterior posterior = posterior(prior, covariance, goldenViews(golden, null));
        assertRelative(posterior.mean(), Golden.vector(golden.get("posterior_mean")), 1e-10);
        CovarianceEstimatorsTest.assertRelative(posterior.uncertainty(),
                Golden.matrix(golden.get("posterior_mean_cov")), 1e-10);
        double[] weights = Golden.vector(golden.get("weights_unconstrained_inv_delta_S"));
        for (int i = 0; i < weights.length; i++) {
            assertThat(tilted(market, posterior, i)).isCloseTo(weights[i], within(1e-10));
        }
        for (int k = 0; k < 2; k++) {
            assertThat(posterior.effects().get(k).variance()).isCloseTo(
                    golden.get("omega").get(k).get(k).asDouble(), within(1e-16));
            assertThat(posterior.effects().get(k).confidence()).isCloseTo(0.5, within(1e-14));
        }

        Posterior sure = posterior(prior, covariance,
                goldenViews(golden, Golden.vector(golden.get("idzorek_confidences"))));
        assertRelative(sure.mean(), Golden.vector(golden.get("idzorek_posterior_mean")), 1e-10);
        for (int k = 0; k < 2; k++) {
            assertThat(sure.effects().get(k).variance()).isCloseTo(
                    golden.get("idzorek_omega").get(k).get(k).asDouble(), within(1e-16));
        }
    }

    private static List<View> goldenViews(JsonNode golden, double @Nullable [] confidence) {
        List<View> views = new ArrayList<>();
        for (int k = 0; k < golden.get("P").size(); k++) {
            views.add(new View("View " + k, Vector.wrap(Golden.vector(golden.get("P").get(k))),
                    golden.get("Q").get(k).asDouble(), confidence == null ? null : Double.valueOf(confidence[k]),
                    null));
        }
        return views;
    }

    /**
     * Idzorek (2005), "A step-by-step guide to the Black-Litterman model": eight asset classes with the covariances of his
     * table 5 and the market weights of table 2, δ = 3.07, τ = 0.025, and his three views, the third by market weight.
     * Expected: his Ω, and the returns and weights of table 6, per cent to two places. They were computed before the
     * covariances were rounded for print, which moves a return or a weight by up to 0.04.
     */
    @Test
    void idzoreksEightAssets() {
        Matrix covariance = Matrix.of(new double[][]{
                {0.001005, 0.001328, -0.000579, -0.000675, 0.000121, 0.000128, -0.000445, -0.000437},
                {0.001328, 0.007277, -0.001307, -0.000610, -0.002237, -0.000989, 0.001442, -0.001535},
                {-0.000579, -0.001307, 0.059852, 0.027588, 0.063497, 0.023036, 0.032967, 0.048039},
                {-0.000675, -0.000610, 0.027588, 0.029609, 0.026572, 0.021465, 0.020697, 0.029854},
                {0.000121, -0.002237, 0.063497, 0.026572, 0.102488, 0.042744, 0.039443, 0.065994},
                {0.000128, -0.000989, 0.023036, 0.021465, 0.042744, 0.032056, 0.019881, 0.032235},
                {-0.000445, 0.001442, 0.032967, 0.020697, 0.039443, 0.019881, 0.028355, 0.035064},
                {-0.000437, -0.001535, 0.048039, 0.029854, 0.065994, 0.032235, 0.035064, 0.079958}});
        Vector market = Vector.of(0.1934, 0.2613, 0.1209, 0.1209, 0.0134, 0.0134, 0.2418, 0.0349);
        Vector prior = Means.equilibrium(covariance, market, 3.07);
        percent(prior, 0.03, 0.08, 0.67, 6.41, 4.08, 7.43, 3.70, 4.80, 6.60);

        List<View> views = idzorek(null, null, null);
        Posterior posterior = (Posterior) BlackLitterman.posterior(prior, covariance, 0.025, 3.07, views);
        double[] omega = {0.000709, 0.000141, 0.000866};
        for (int k = 0; k < 3; k++) {
            assertThat(posterior.effects().get(k).variance()).isCloseTo(omega[k], within(5e-7));
        }
        percent(posterior.mean(), 0.04, 0.07, 0.50, 6.50, 4.32, 7.59, 3.94, 4.93, 6.84);
        double[] weights = new double[8];
        double sum = 0;
        for (int i = 0; i < 8; i++) {
            weights[i] = tilted(market, posterior, i);
            sum += weights[i];
        }
        percent(Vector.wrap(weights), 0.04, 29.89, 15.59, 9.35, 14.82, 1.04, 1.65, 27.81, 3.49);
        assertThat(sum).isCloseTo(1.0363, within(0.0004));
        // No view is about emerging markets: their weight stays, though their mean does not.
        assertThat(weights[7]).isEqualTo(0.0349);

        // Confidences of 25, 50 and 65 %: alone each view goes that share of the way of full confidence.
        List<View> sure = idzorek(0.25, 0.5, 0.65);
        for (int k = 0; k < 3; k++) {
            double share = sure.get(k).confidence();
            Vector part = alone(prior, covariance, sure.get(k));
            Vector whole = alone(prior, covariance, idzorek(1.0, 1.0, 1.0).get(k));
            for (int i = 0; i < 8; i++) {
                assertThat(part.get(i)).isCloseTo(share * whole.get(i), within(1e-15));
            }
        }
    }

    private static Vector alone(Vector prior, Matrix covariance, View view) {
        return ((Posterior) BlackLitterman.posterior(prior, covariance, 0.025, 3.07, List.of(view))).effects()
                .getFirst().tilt();
    }

    private static List<View> idzorek(@Nullable Double first, @Nullable Double second, @Nullable Double third) {
        return List.of(new View("Developed", Vector.of(0, 0, 0, 0, 0, 0, 1, 0), 0.0525, first, null),
                new View("Bonds", Vector.of(-1, 1, 0, 0, 0, 0, 0, 0), 0.0025, second, null),
                new View("Growth", Vector.of(0, 0, 0.9, -0.9, 0.1, -0.1, 0, 0), 0.02, third, null));
    }

    private static void percent(Vector actual, double tolerance, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(100 * actual.get(i)).as("asset %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }

    @Test
    void confidenceOne_holdsExactly_andLeavesNoUncertaintyAboutIt() {
        Matrix covariance = SampleCovariance.of(Samples.returns(1, 90, 6)).covariance();
        Vector prior = Vector.of(1e-3, 2e-3, 3e-3, 1e-3, 2e-3, 4e-3);
        View one = new View("One", Vector.of(1, -1, 0, 0, 0, 0), 0.005, 1.0, null);
        View two = new View("Two", Vector.of(0, 0.5, 0.5, 0, 0, -1), -0.002, null, 0.0);
        Posterior posterior = posterior(prior, covariance, List.of(one, two));
        for (ViewEffect effect : posterior.effects()) {
            assertThat(effect.posterior()).isCloseTo(effect.expected(), within(1e-16));
            assertThat(effect.variance()).isZero();
            assertThat(effect.confidence()).isEqualTo(1);
            assertThat(Kernels.quadratic(posterior.uncertainty(), effect.portfolio().toArray()))
                    .isCloseTo(0, within(1e-17));
        }
        // It is the limit of confidences that approach 1.
        Posterior near = posterior(prior, covariance, List.of(
                new View("One", one.portfolio(), 0.005, 1 - 1e-9, null),
                new View("Two", two.portfolio(), -0.002, 1 - 1e-9, null)));
        for (int i = 0; i < 6; i++) {
            assertThat(near.mean().get(i)).isCloseTo(posterior.mean().get(i), within(1e-10));
        }
    }

    @Test
    void confidenceZero_changesNothing() {
        Matrix covariance = SampleCovariance.of(Samples.returns(1, 90, 3)).covariance();
        Vector prior = Vector.of(1e-3, 2e-3, 3e-3);
        Posterior posterior = posterior(prior, covariance,
                List.of(new View("None", Vector.of(1, 0, 0), 0.9, 0.0, null)));
        assertThat(posterior.mean()).isEqualTo(prior);
        assertThat(posterior.effects().getFirst().tilt()).isEqualTo(Vector.of(0, 0, 0));
        assertThat(posterior.effects().getFirst().variance()).isInfinite();
        assertThat(posterior.uncertainty()).isEqualTo(Samples.times(covariance, TAU));
        assertThat(posterior(prior, covariance, List.of()).mean()).isEqualTo(prior);
    }

    @Test
    void contradictions_areNamed() {
        Matrix covariance = SampleCovariance.of(Samples.returns(1, 90, 4)).covariance();
        Vector prior = Vector.of(1e-3, 2e-3, 3e-3, 0);
        View ab = new View("A over B", Vector.of(1, -1, 0, 0), 0.01, 1.0, null);
        View bc = new View("B over C", Vector.of(0, 1, -1, 0), 0.01, 1.0, null);
        View ac = new View("A over C", Vector.of(1, 0, -1, 0), 0.03, 1.0, null);
        View d = new View("D", Vector.of(0, 0, 0, 1), 0.01, 1.0, null);
        assertThat(BlackLitterman.posterior(prior, covariance, TAU, DELTA, List.of(ab, d, bc, ac)))
                .isEqualTo(new Result.Contradiction(List.of("A over B", "B over C", "A over C")));
        // Where the third follows from the others it repeats them, and all hold.
        View follows = new View("A over C", ac.portfolio(), 0.02, 1.0, null);
        Posterior posterior = posterior(prior, covariance, List.of(ab, d, bc, follows));
        assertThat(posterior.redundant()).containsExactly("A over B", "B over C", "A over C");
        posterior.effects().forEach(e -> assertThat(e.posterior()).isCloseTo(e.expected(), within(1e-15)));
        // Less than certain, they are weighed against each other.
        View doubted = new View("A over C", ac.portfolio(), 0.03, 0.9, null);
        assertThat(posterior(prior, covariance, List.of(ab, bc, doubted)).effects().get(2).posterior())
                .isCloseTo(0.02, within(1e-15));
    }

    @Test
    void portfoliosWithoutRisk_cannotBeMoved() {
        // Assets 0 and 2 are one and the same; asset 1 has no risk at all.
        Matrix covariance = Matrix.of(new double[][]{{4e-4, 0, 4e-4}, {0, 0, 0}, {4e-4, 0, 4e-4}});
        Vector prior = Vector.of(0.001, 0.0001, 0.001);
        for (Vector portfolio : List.of(Vector.of(0, 1, 0), Vector.of(1, 0, -1))) {
            View doubted = new View("Doubted", portfolio, 0.01, null, null);
            Posterior posterior = posterior(prior, covariance, List.of(doubted));
            assertThat(posterior.mean()).isEqualTo(prior);
            assertThat(posterior.effects().getFirst().confidence()).isNull();
            View certain = new View("Certain", portfolio, 0.01, 1.0, null);
            assertThat(BlackLitterman.posterior(prior, covariance, TAU, DELTA, List.of(certain)))
                    .isEqualTo(new Result.Contradiction(List.of("Certain")));
        }
        View true1 = new View("True", Vector.of(0, 1, 0), 0.0001, 1.0, null);
        assertThat(posterior(prior, covariance, List.of(true1)).mean()).isEqualTo(prior);
        // A view on one of two equal assets moves both.
        Posterior moved = posterior(prior, covariance, List.of(new View("One", Vector.of(1, 0, 0), 0.003, null, null)));
        assertThat(moved.mean().get(0)).isCloseTo(0.002, within(1e-17));
        assertThat(moved.mean().get(2)).isCloseTo(0.002, within(1e-17));
    }

    @Test
    void randomProblems_haveTheirIdentities() {
        identities(200);
    }

    @Tag("slow")
    @Test
    void randomProblems_haveTheirIdentities_oftener() {
        identities(10_000);
    }

    private static void identities(int count) {
        for (int seed = 0; seed < count; seed++) {
            Random random = new Random(seed);
            int n = 2 + random.nextInt(seed % 50 == 0 ? 100 : 14);
            int m = 1 + random.nextInt(Math.min(n, 5));
            double scale = Math.pow(10, random.nextInt(13) - 6);
            Matrix covariance = Samples.times(SampleCovariance.of(Samples.returns(seed, 3 * n + 5, n)).covariance(),
                    scale * scale);
            double[] market = random.doubles(n, 0.1, 1).toArray();
            double[] p = new double[n];
            Vector prior = Means.equilibrium(covariance, Vector.of(market), DELTA);
            List<View> views = new ArrayList<>();
            for (int k = 0; k < m; k++) {
                double[] portfolio = p.clone();
                for (int i = 0; i < n; i++) {
                    portfolio[i] = i == k ? 1 : random.nextInt(3) == 0 ? random.nextDouble() - 0.5 : 0;
                }
                int kind = random.nextInt(4);
                views.add(new View("View " + k, Vector.of(portfolio), 0.01 * scale * random.nextGaussian(),
                        kind == 0 ? Double.valueOf(random.nextInt(11) / 10.0) : null,
                        kind == 1 ? Double.valueOf(1e-6 * scale * scale * random.nextDouble()) : null));
            }
            Posterior posterior = posterior(prior, covariance, views);
            double size = 0;
            for (int i = 0; i < n; i++) {
                size = Math.max(size, Math.abs(posterior.mean().get(i)));
            }
            // δΣ (market + tilts) is the posterior mean, exactly.
            double[] weights = new double[n];
            for (int i = 0; i < n; i++) {
                weights[i] = tilted(Vector.of(market), posterior, i);
            }
            Vector implied = Means.equilibrium(covariance, Vector.wrap(weights), DELTA);
            for (int i = 0; i < n; i++) {
                assertThat(implied.get(i)).as("problem %d", seed).isCloseTo(posterior.mean().get(i),
                        within(1e-9 * size));
            }
            // A view alone goes its confidence's share of the way.
            for (View view : views) {
                ViewEffect effect = posterior(prior, covariance, List.of(view)).effects().getFirst();
                assertThat(effect.posterior() - effect.prior()).as("problem %d", seed).isCloseTo(
                        effect.confidence() * (effect.expected() - effect.prior()), within(1e-10 * size));
            }
            // The inverse form of the master formula, where it exists.
            if (views.stream().allMatch(v -> !v.certain() && (v.confidence() == null || v.confidence() > 0))) {
                inverseForm(prior, covariance, posterior, size, seed);
            }
            // M is positive semi-definite, and no larger than τΣ.
            double[] x = random.doubles(n, -1, 1).toArray();
            double before = TAU * Kernels.quadratic(covariance, x);
            assertThat(Kernels.quadratic(posterior.uncertainty(), x)).isBetween(-1e-12 * before, before * (1 + 1e-12));
            permuted(prior, covariance, views, posterior, size, seed);
        }
    }

    /** Black and Litterman (1992), eq. 8: ((τΣ)⁻¹ + P'Ω⁻¹P)⁻¹ ((τΣ)⁻¹π + P'Ω⁻¹q). */
    private static void inverseForm(Vector prior, Matrix covariance, Posterior posterior, double size, int seed) {
        int n = prior.size();
        DMatrixRMaj precision = new DMatrixRMaj(n, n, true, Samples.times(covariance, TAU).shared().clone());
        CommonOps_DDRM.invert(precision);
        DMatrixRMaj right = new DMatrixRMaj(n, 1);
        CommonOps_DDRM.mult(precision, new DMatrixRMaj(n, 1, true, prior.toArray()), right);
        for (ViewEffect effect : posterior.effects()) {
            for (int i = 0; i < n; i++) {
                double p = effect.portfolio().get(i) / effect.variance();
                right.data[i] += p * effect.expected();
                for (int j = 0; j < n; j++) {
                    precision.data[i * n + j] += p * effect.portfolio().get(j);
                }
            }
        }
        CommonOps_DDRM.invert(precision);
        DMatrixRMaj mean = new DMatrixRMaj(n, 1);
        CommonOps_DDRM.mult(precision, right, mean);
        for (int i = 0; i < n; i++) {
            assertThat(posterior.mean().get(i)).as("problem %d", seed).isCloseTo(mean.data[i], within(1e-7 * size));
        }
        Matrix inverse = Matrix.wrap(n, n, precision.data.clone());
        CovarianceEstimatorsTest.assertRelative(posterior.uncertainty(), inverse, 1e-7);
    }

    /** Neither the order of assets nor that of views matters. */
    private static void permuted(Vector prior, Matrix covariance, List<View> views, Posterior posterior, double size,
            int seed) {
        int n = prior.size();
        int[] order = Samples.permutation(seed, n);
        List<View> others = new ArrayList<>();
        for (View view : views.reversed()) {
            others.add(new View(view.name(), reordered(view.portfolio(), order), view.expected(), view.confidence(),
                    view.variance()));
        }
        Posterior other = posterior(reordered(prior, order), Samples.both(covariance, order), others);
        for (int i = 0; i < n; i++) {
            assertThat(other.mean().get(i)).isCloseTo(posterior.mean().get(order[i]), within(1e-10 * size));
        }
    }

    private static Vector reordered(Vector vector, int[] order) {
        double[] values = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            values[i] = vector.get(order[i]);
        }
        return Vector.wrap(values);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        Vector p = Vector.of(1, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> new View("V", p, 0.1, 1.5, null))
                .withMessageContaining("1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new View("V", p, 0.1, null, -1.0))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new View("V", p, 0.1, 0.5, 1.0))
                .withMessageContaining("'V'");
        Matrix covariance = Matrix.of(new double[][]{{1, 0}, {0, 1}});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlackLitterman.posterior(p, covariance, 0, DELTA, List.of()))
                .withMessageContaining("tau");
    }

    private static double tilted(Vector market, Posterior posterior, int asset) {
        return market.get(asset) + posterior.effects().stream().mapToDouble(e -> e.tilt().get(asset)).sum();
    }

    private static Posterior posterior(Vector prior, Matrix covariance, List<View> views) {
        return (Posterior) BlackLitterman.posterior(prior, covariance, TAU, DELTA, views);
    }

    private static void assertRelative(Vector actual, double[] expected, double tolerance) {
        assertThat(actual.size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.get(i)).as("element %d", i).isCloseTo(expected[i],
                    within(tolerance * Math.abs(expected[i])));
        }
    }
}
