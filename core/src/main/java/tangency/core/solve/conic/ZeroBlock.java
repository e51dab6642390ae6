package tangency.core.solve.conic;

import java.util.Arrays;

/** Equalities: slacks that are zero, multipliers that are free. */
final class ZeroBlock extends ConeBlock {
    ZeroBlock(int at, int dimension) {
        super(at, dimension);
    }

    @Override
    int degree() {
        return 0;
    }

    @Override
    void start(double[] s, double[] z) {
        Arrays.fill(s, at, at + dimension, 0);
        Arrays.fill(z, at, at + dimension, 0);
    }

    @Override
    void enter(double[] v) {}

    @Override
    boolean scale(double[] s, double[] z, double mu) {
        return true;
    }

    @Override
    void correct(double[] d, double[] s, double[] z, double[] dsAffine, double[] dzAffine, double target) {
        Arrays.fill(d, at, at + dimension, 0);
    }

    @Override
    double step(double[] s, double[] z, double[] ds, double[] dz, double max) {
        return max;
    }

    @Override
    void times(double[] v, double[] out) {
        Arrays.fill(out, at, at + dimension, 0);
    }

    @Override
    double outside(double[] v, boolean dual) {
        double worst = 0;
        for (int i = at; !dual && i < at + dimension; i++) {
            worst = Math.max(worst, Math.abs(v[i]));
        }
        return worst;
    }
}
