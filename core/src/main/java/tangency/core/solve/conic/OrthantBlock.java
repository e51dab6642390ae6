package tangency.core.solve.conic;

import java.util.Arrays;

/** Nonnegative slacks, scaled by Nesterov and Todd's W = diag(&radic;(s/z)). */
final class OrthantBlock extends ConeBlock {
    /** s/z, the diagonal of H. */
    final double[] h;

    OrthantBlock(int at, int dimension) {
        super(at, dimension);
        h = new double[dimension];
    }

    @Override
    int degree() {
        return dimension;
    }

    @Override
    void start(double[] s, double[] z) {
        Arrays.fill(s, at, at + dimension, 1);
        Arrays.fill(z, at, at + dimension, 1);
    }

    @Override
    void enter(double[] v) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = at; i < at + dimension; i++) {
            least = Math.min(least, v[i]);
            most = Math.max(most, Math.abs(v[i]));
        }
        double shift = least > 1e-8 * most ? 0 : Math.max(1, most) - least;
        for (int i = at; i < at + dimension; i++) {
            v[i] += shift;
        }
    }

    @Override
    boolean scale(double[] s, double[] z, double mu) {
        boolean inside = true;
        for (int i = 0; i < dimension; i++) {
            h[i] = s[at + i] / z[at + i];
            inside &= s[at + i] > 0 && z[at + i] > 0;
        }
        return inside;
    }

    @Override
    void correct(double[] d, double[] s, double[] z, double[] dsAffine, double[] dzAffine, double target) {
        for (int i = at; i < at + dimension; i++) {
            d[i] = s[i] + (dsAffine[i] * dzAffine[i] - target) / z[i];
        }
    }

    @Override
    double step(double[] s, double[] z, double[] ds, double[] dz, double max) {
        double step = max;
        for (int i = at; i < at + dimension; i++) {
            if (ds[i] < 0) {
                step = Math.min(step, -s[i] / ds[i]);
            }
            if (dz[i] < 0) {
                step = Math.min(step, -z[i] / dz[i]);
            }
        }
        return step;
    }

    @Override
    void times(double[] v, double[] out) {
        for (int i = 0; i < dimension; i++) {
            out[at + i] = h[i] * v[at + i];
        }
    }

    @Override
    double outside(double[] v, boolean dual) {
        double least = 0;
        for (int i = at; i < at + dimension; i++) {
            least = Math.min(least, v[i]);
        }
        return -least;
    }
}
