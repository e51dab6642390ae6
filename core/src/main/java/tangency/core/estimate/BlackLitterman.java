package tangency.core.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.SymmetricUpdate;
import tangency.core.math.Vector;

/**
 * The Black-Litterman posterior in the form of He and Litterman (1999), "The intuition behind Black-Litterman model
 * portfolios": a prior mean π with covariance τΣ and views p'μ = q + ε with independent errors of variance ω give
 *
 * <pre>
 * mean        π + τΣP'v          where v = G⁻¹(q - Pπ), G = PτΣP' + Ω
 * covariance  Σ + M              where M = τΣ - τΣP'G⁻¹PτΣ
 * </pre>
 *
 * so that Σ need not be regular. The portfolio that is optimal on this mean without constraints, (δΣ)⁻¹ times it, is the one
 * that is optimal on the prior (the market, where the prior is its equilibrium) plus (τ/δ)vₖpₖ for each view k, exactly:
 * their section 4 and Idzorek (2005), "A step-by-step guide to the Black-Litterman model". That is the view's tilt.
 *
 * <p>A confidence c is Idzorek's share of the tilt that full confidence would give the view alone; his search for ω has the
 * closed form ω = p'τΣp(1-c)/c of Walters (2014), "The Black-Litterman model in detail". At 0 a view has no effect, at 1 it
 * holds exactly.
 */
public final class BlackLitterman {
    /** Of the eigenvalues of G scaled to unit diagonal: below it views say the same of the same portfolio. */
    private static final double DEPENDENT = 1e-12;
    /** Of the returns: what views that say the same may differ by. */
    private static final double AGREEMENT = 1e-9;

    private BlackLitterman() {}

    /**
     * A view: {@code portfolio} earns {@code expected} per period.
     *
     * @param portfolio weight of each asset, N
     * @param confidence from 0 to 1; null where {@code variance} says how sure the view is
     * @param variance of the view's error; null together with {@code confidence} for p'τΣp
     */
    public record View(String name, Vector portfolio, double expected, @Nullable Double confidence,
            @Nullable Double variance) {
        public View {
            if ((confidence != null && !(confidence >= 0 && confidence <= 1)) || (variance != null && !(variance >= 0))
                    || (confidence != null && variance != null)) {
                throw new IllegalArgumentException("View '" + name + "' has confidence " + confidence
                        + " and variance " + variance);
            }
        }

        boolean certain() {
            return (confidence != null && confidence == 1) || (variance != null && variance == 0);
        }
    }

    /** A posterior, or the views that contradict each other. */
    public sealed interface Result {
        /**
         * @param mean of the posterior, N
         * @param uncertainty M, the covariance of this mean, N x N, symmetric to the bit
         * @param effects of the views, in their order
         * @param redundant names of certain views that repeat what other certain ones say
         */
        record Posterior(Vector mean, Matrix uncertainty, List<ViewEffect> effects, List<String> redundant)
                implements
                    Result {
            public Posterior {
                effects = List.copyOf(effects);
                redundant = List.copyOf(redundant);
            }
        }

        /**
         * Views held with certainty that cannot all be true; a single one where the return of its portfolio, having no risk,
         * is certain to be another.
         */
        record Contradiction(List<String> views) implements Result {
            public Contradiction {
                views = List.copyOf(views);
            }
        }
    }

    /**
     * @param prior π, N
     * @param covariance Σ, N x N, positive semi-definite
     * @param tau τ, positive
     * @param riskAversion δ, positive
     */
    public static Result posterior(Vector prior, Matrix covariance, double tau, double riskAversion,
            List<View> views) {
        if (!(tau > 0) || !(riskAversion > 0)) {
            throw new IllegalArgumentException("tau is " + tau + " and the risk aversion " + riskAversion
                    + "; both must be positive");
        }
        int n = prior.size();
        int count = views.size();
        double[][] images = new double[count][];
        double[] spread = new double[count];
        double[] omega = new double[count];
        double[] surprise = new double[count];
        double[] size = new double[count];
        List<Integer> active = new ArrayList<>();
        List<String> redundant = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            View view = views.get(k);
            double[] p = view.portfolio().shared();
            images[k] = Kernels.times(covariance, p);
            spread[k] = tau * risk(p, images[k], covariance);
            omega[k] = omega(view, spread[k]);
            double now = Kernels.dot(p, prior.shared());
            surprise[k] = view.expected() - now;
            size[k] = Math.max(Math.abs(view.expected()), Math.abs(now));
            if (Double.isInfinite(omega[k])) {
                continue;
            }
            if (spread[k] > 0) {
                active.add(k);
            } else if (view.certain()) {
                if (Math.abs(surprise[k]) > AGREEMENT * size[k]) {
                    return new Result.Contradiction(List.of(view.name()));
                }
                redundant.add(view.name());
            }
        }
        Solved solved = Solved.of(views, active, images, spread, omega, tau);
        List<String> contradicting = solved.contradicting(views, surprise, size);
        if (!contradicting.isEmpty()) {
            return new Result.Contradiction(contradicting);
        }
        redundant.addAll(solved.repeated(views));
        double[] strength = solved.strength(surprise, count);
        double[] mean = prior.toArray();
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < n; i++) {
                mean[i] += tau * strength[k] * images[k][i];
            }
        }
        Matrix uncertainty = solved.uncertainty(covariance, images);
        List<ViewEffect> effects = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            View view = views.get(k);
            double[] p = view.portfolio().shared();
            double[] tilt = p.clone();
            for (int i = 0; i < n; i++) {
                tilt[i] *= tau / riskAversion * strength[k];
            }
            effects.add(new ViewEffect(view.name(), view.portfolio(), view.expected(),
                    Kernels.dot(p, prior.shared()), Kernels.dot(p, mean), omega[k],
                    confidence(view, spread[k], omega[k]), Vector.wrap(tilt)));
        }
        return new Result.Posterior(Vector.wrap(mean), uncertainty, effects, redundant);
    }

    /** p'Σp, exactly 0 where only rounding is left. */
    private static double risk(double[] p, double[] image, Matrix covariance) {
        double variance = Kernels.dot(p, image);
        double gross = 0;
        for (int i = 0; i < p.length; i++) {
            gross += Math.abs(p[i]) * Math.sqrt(Math.max(0, covariance.get(i, i)));
        }
        return variance > 1e-14 * gross * gross ? variance : 0;
    }

    private static double omega(View view, double spread) {
        if (view.variance() != null) {
            return view.variance();
        }
        if (view.confidence() == null) {
            return spread;
        }
        return view.confidence() == 0 ? Double.POSITIVE_INFINITY : spread * (1 - view.confidence()) / view.confidence();
    }

    private static @Nullable Double confidence(View view, double spread, double omega) {
        if (view.confidence() != null) {
            return view.confidence();
        }
        return spread > 0 ? Double.valueOf(spread / (spread + omega)) : null;
    }

    /**
     * The matrix G of the views that can have an effect, scaled to unit diagonal, in its eigenvectors.
     *
     * @param scale roots of the diagonal
     * @param eigen null without views
     */
    private record Solved(List<Integer> active, double tau, double[] scale, @Nullable SymmetricEigen eigen) {
        static Solved of(List<View> views, List<Integer> active, double[][] images, double[] spread, double[] omega,
                double tau) {
            int m = active.size();
            double[] scale = new double[m];
            for (int a = 0; a < m; a++) {
                scale[a] = Math.sqrt(spread[active.get(a)] + omega[active.get(a)]);
            }
            double[] g = new double[m * m];
            for (int a = 0; a < m; a++) {
                double[] p = views.get(active.get(a)).portfolio().shared();
                for (int b = 0; b < a; b++) {
                    double product = tau * Kernels.dot(p, images[active.get(b)]);
                    g[a * m + b] = g[b * m + a] = product / (scale[a] * scale[b]);
                }
                g[a * m + a] = 1;
            }
            return new Solved(active, tau, scale, m == 0 ? null : SymmetricEigen.of(Matrix.wrap(m, m, g)));
        }

        /** Whether nothing is left in direction {@code k} of the eigenvectors: certain views there depend on each other. */
        private static boolean empty(SymmetricEigen eigen, int k) {
            return eigen.values()[k] <= DEPENDENT * eigen.size();
        }

        /** The part of {@code x} in the empty directions. */
        private static double[] emptyPart(SymmetricEigen eigen, double[] x) {
            double[] part = new double[x.length];
            for (int k = 0; k < x.length; k++) {
                if (empty(eigen, k)) {
                    double along = Kernels.dot(eigen.vectors()[k], x);
                    for (int a = 0; a < x.length; a++) {
                        part[a] += along * eigen.vectors()[k][a];
                    }
                }
            }
            return part;
        }

        private double[] scaled(double[] values) {
            double[] scaled = new double[scale.length];
            for (int a = 0; a < scaled.length; a++) {
                scaled[a] = values[active.get(a)] / scale[a];
            }
            return scaled;
        }

        /** Views that differ on what is certain. */
        List<String> contradicting(List<View> views, double[] surprise, double[] size) {
            if (eigen == null) {
                return List.of();
            }
            double[] rest = emptyPart(eigen, scaled(surprise));
            double largest = Arrays.stream(scaled(size)).max().orElse(0);
            List<String> names = new ArrayList<>();
            for (int a = 0; a < rest.length; a++) {
                if (Math.abs(rest[a]) > AGREEMENT * largest) {
                    names.add(views.get(active.get(a)).name());
                }
            }
            return names;
        }

        /** Views that depend on each other. */
        List<String> repeated(List<View> views) {
            List<String> names = new ArrayList<>();
            for (int a = 0; eigen != null && a < scale.length; a++) {
                double[] unit = new double[scale.length];
                unit[a] = 1;
                if (Kernels.dot(emptyPart(eigen, unit), unit) > 1e-6) {
                    names.add(views.get(active.get(a)).name());
                }
            }
            return names;
        }

        /** v = G⁻¹(q - Pπ), 0 for views without effect; shared evenly by views that say the same. */
        double[] strength(double[] surprise, int count) {
            double[] strength = new double[count];
            if (eigen == null) {
                return strength;
            }
            double[] x = scaled(surprise);
            for (int k = 0; k < x.length; k++) {
                if (!empty(eigen, k)) {
                    double along = Kernels.dot(eigen.vectors()[k], x) / eigen.values()[k];
                    for (int a = 0; a < x.length; a++) {
                        strength[active.get(a)] += along * eigen.vectors()[k][a] / scale[a];
                    }
                }
            }
            return strength;
        }

        /** M = τΣ - B'B, the rows of B those of G^(-1/2) PτΣ. */
        Matrix uncertainty(Matrix covariance, double[][] images) {
            int n = covariance.rows();
            int m = scale.length;
            double[] b = new double[m * n];
            for (int k = 0; eigen != null && k < m; k++) {
                for (int a = 0; a < m && !empty(eigen, k); a++) {
                    double factor = tau * eigen.vectors()[k][a] / (scale[a] * Math.sqrt(eigen.values()[k]));
                    for (int i = 0; i < n; i++) {
                        b[k * n + i] += factor * images[active.get(a)][i];
                    }
                }
            }
            double[] values = SymmetricUpdate.gram(b, m, n, -1);
            for (int i = 0; i < values.length; i++) {
                values[i] += tau * covariance.shared()[i];
            }
            return Matrix.wrap(n, n, values);
        }
    }
}
