package tangency.core.solve.conic;

import java.util.Arrays;

/**
 * The second-order cone under Nesterov and Todd's scaling: H = W&sup2; = &eta;&sup2;(2ww' - J) with w'Jw = 1,
 * J = diag(1, -1, -1, ...), and &lambda; = Wz = W^-1 s (Vandenberghe, The CVXOPT linear and quadratic cone program
 * solvers, 2010).
 */
final class SecondOrderBlock extends ConeBlock {
    double eta;
    final double[] w;
    /** w1/|w1|, from index 1 on. */
    final double[] axis;
    /** w0 + |w1|. */
    double stretch;
    private final double[] lambda;
    /** &lambda;'J&lambda;. */
    private double determinant;
    private final double[] scaledS;
    private final double[] scaledZ;

    SecondOrderBlock(int at, int dimension) {
        super(at, dimension);
        w = new double[dimension];
        axis = new double[dimension];
        lambda = new double[dimension];
        scaledS = new double[dimension];
        scaledZ = new double[dimension];
    }

    @Override
    int degree() {
        return 1;
    }

    @Override
    void start(double[] s, double[] z) {
        Arrays.fill(s, at, at + dimension, 0);
        Arrays.fill(z, at, at + dimension, 0);
        s[at] = 1;
        z[at] = 1;
    }

    @Override
    void enter(double[] v) {
        double tail = tail(v);
        if (!(v[at] - tail > 1e-8 * Math.max(tail, Math.abs(v[at])))) {
            v[at] = tail + Math.max(1, tail);
        }
    }

    /** The norm of the components after the first. */
    private double tail(double[] v) {
        double largest = 0;
        for (int i = at + 1; i < at + dimension; i++) {
            largest = Math.max(largest, Math.abs(v[i]));
        }
        if (largest == 0 || Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = at + 1; i < at + dimension; i++) {
            double share = v[i] / largest;
            sum += share * share;
        }
        return largest * Math.sqrt(sum);
    }

    /** v'Jv, by a product that does not cancel. */
    private double form(double[] v) {
        double tail = tail(v);
        return (v[at] - tail) * (v[at] + tail);
    }

    @Override
    boolean scale(double[] s, double[] z, double mu) {
        double formS = form(s);
        double formZ = form(z);
        if (!(formS > 0 && formZ > 0 && s[at] > 0 && z[at] > 0)) {
            return false;
        }
        double rootS = Math.sqrt(formS);
        double rootZ = Math.sqrt(formZ);
        double inner = 0;
        for (int i = 0; i < dimension; i++) {
            inner += (s[at + i] / rootS) * (z[at + i] / rootZ);
        }
        double gamma = Math.sqrt((1 + inner) / 2);
        eta = Math.sqrt(rootS / rootZ);
        double tail = 0;
        for (int i = 1; i < dimension; i++) {
            w[i] = (s[at + i] / rootS - z[at + i] / rootZ) / (2 * gamma);
            tail += w[i] * w[i];
        }
        w[0] = Math.sqrt(1 + tail);
        double length = Math.sqrt(tail);
        stretch = w[0] + length;
        for (int i = 1; i < dimension; i++) {
            axis[i] = length > 0 ? w[i] / length : i == 1 ? 1 : 0;
        }
        scaled(z, at, lambda, false);
        determinant = rootS * rootZ;
        return eta > 0 && Double.isFinite(eta) && Double.isFinite(tail);
    }

    /** out = Wv, or W^-1 v. */
    private void scaled(double[] v, int from, double[] out, boolean inverse) {
        double inner = 0;
        for (int i = 1; i < dimension; i++) {
            inner += w[i] * v[from + i];
        }
        double sign = inverse ? -1 : 1;
        double factor = inverse ? 1 / eta : eta;
        double head = v[from];
        out[0] = factor * (w[0] * head + sign * inner);
        double along = sign * head + inner / (1 + w[0]);
        for (int i = 1; i < dimension; i++) {
            out[i] = factor * (v[from + i] + along * w[i]);
        }
    }

    @Override
    void correct(double[] d, double[] s, double[] z, double[] dsAffine, double[] dzAffine, double target) {
        scaled(dsAffine, at, scaledS, true);
        scaled(dzAffine, at, scaledZ, false);
        double head = -target;
        for (int i = 0; i < dimension; i++) {
            head += scaledS[i] * scaledZ[i];
        }
        double s0 = scaledS[0];
        double z0 = scaledZ[0];
        double inner = 0;
        for (int i = 1; i < dimension; i++) {
            scaledS[i] = s0 * scaledZ[i] + z0 * scaledS[i];
            inner += lambda[i] * scaledS[i];
        }
        // lambda \ (head, tail)
        double first = (lambda[0] * head - inner) / determinant;
        scaledS[0] = first;
        for (int i = 1; i < dimension; i++) {
            scaledS[i] = (scaledS[i] - first * lambda[i]) / lambda[0];
        }
        scaled(scaledS, 0, scaledZ, false);
        for (int i = 0; i < dimension; i++) {
            d[at + i] = s[at + i] + scaledZ[i];
        }
    }

    @Override
    double step(double[] s, double[] z, double[] ds, double[] dz, double max) {
        return step(z, dz, step(s, ds, max));
    }

    private double step(double[] v, double[] d, double max) {
        double root = Math.sqrt(Math.max(0, form(v)));
        if (root == 0) {
            return 0;
        }
        double along = v[at] / root * d[at];
        for (int i = at + 1; i < at + dimension; i++) {
            along -= v[i] / root * d[i];
        }
        double back = (along + d[at]) / (v[at] / root + 1);
        double sum = 0;
        for (int i = at + 1; i < at + dimension; i++) {
            double rest = d[i] - back * (v[i] / root);
            sum += rest * rest;
        }
        double rate = (Math.sqrt(sum) - along) / root;
        return rate > 0 ? Math.min(max, 1 / rate) : max;
    }

    /** Writes Hv by its spectrum: &eta;&sup2;(w0 + |w1|)&sup2; along (1, w1/|w1|), its inverse but for &eta; along (1, -w1/|w1|), &eta;&sup2; across. */
    @Override
    void times(double[] v, double[] out) {
        spectral(v, out, eta * eta, stretch * stretch);
    }

    /** Writes H^-1 v. */
    void timesInverse(double[] v, double[] out) {
        spectral(v, out, 1 / (eta * eta), 1 / (stretch * stretch));
    }

    private void spectral(double[] v, double[] out, double factor, double along) {
        double inner = 0;
        for (int i = 1; i < dimension; i++) {
            inner += axis[i] * v[at + i];
        }
        double head = v[at];
        double plus = (head + inner) / 2 * along;
        double minus = (head - inner) / 2 / along;
        out[at] = factor * (plus + minus);
        double change = plus - minus - inner;
        for (int i = 1; i < dimension; i++) {
            out[at + i] = factor * (v[at + i] + change * axis[i]);
        }
    }

    /**
     * Writes column k of V with V V' = H^-1, by eigenvectors: first the largest, (1, -w1/|w1|), then (1, w1/|w1|), then a basis
     * across.
     */
    void root(int k, double[] out) {
        Arrays.fill(out, 0, dimension, 0);
        if (dimension == 1) {
            out[0] = 1 / eta;
        } else if (k <= 1) {
            double factor = (k == 0 ? stretch : 1 / stretch) / eta * Math.sqrt(0.5);
            out[0] = factor;
            for (int i = 1; i < dimension; i++) {
                out[i] = (k == 0 ? -factor : factor) * axis[i];
            }
        } else {
            // Householder's reflection that takes the axis to a unit vector takes the others to a basis across.
            double sign = axis[1] >= 0 ? 1 : -1;
            double factor = axis[k] / (1 + Math.abs(axis[1])) / eta;
            for (int i = 1; i < dimension; i++) {
                out[i] = -factor * (axis[i] + (i == 1 ? sign : 0));
            }
            out[k] += 1 / eta;
        }
    }

    @Override
    double outside(double[] v, boolean dual) {
        return Math.max(0, tail(v) - v[at]);
    }
}
