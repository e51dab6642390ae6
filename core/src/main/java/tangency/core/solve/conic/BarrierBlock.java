package tangency.core.solve.conic;

/**
 * A three-dimensional cone that is not symmetric, under the primal-dual scaling of Tun&ccedil;el in the form of Dahl
 * &amp; Andersen (2021, A primal-dual interior-point algorithm for nonsymmetric exponential-cone optimization): H is the
 * least change of &mu;&nabla;&sup2;f*(z) that maps z to s and the shadow of s to the shadow of z. Near the central ray, where
 * that is 0/0, &mu;&nabla;&sup2;f*(z) itself.
 */
final class BarrierBlock extends ConeBlock {
    /** Steps go back by this factor until they end inside. */
    private static final double BACK = 0.8;
    /** How far shadows may be apart, in units of the central path. */
    private static final double NEIGHBOURHOOD = 1e-6;

    private final Barrier barrier;
    /** Row by row. */
    final double[] h = new double[9];
    private final double[] point = new double[3];
    private final double[] gradient = new double[3];
    private final double[] hessian = new double[9];
    private final double[] shadow = new double[3];
    private final double[] first = new double[3];
    private final double[] second = new double[3];

    BarrierBlock(int at, Barrier barrier) {
        super(at, 3);
        this.barrier = barrier;
    }

    @Override
    int degree() {
        return 3;
    }

    @Override
    void start(double[] s, double[] z) {
        double[] centre = barrier.centre();
        System.arraycopy(centre, 0, s, at, 3);
        System.arraycopy(centre, 0, z, at, 3);
    }

    private boolean inside(double[] s, double[] z) {
        return barrier.insidePrimal(s[at], s[at + 1], s[at + 2]) && barrier.insideDual(z[at], z[at + 1], z[at + 2]);
    }

    @Override
    boolean scale(double[] s, double[] z, double mu) {
        if (!inside(s, z)) {
            return false;
        }
        System.arraycopy(z, at, point, 0, 3);
        barrier.at(point);
        System.arraycopy(barrier.gradient(), 0, gradient, 0, 3);
        System.arraycopy(barrier.hessian(), 0, hessian, 0, 9);
        System.arraycopy(s, at, point, 0, 3);
        barrier.shadow(point, shadow);
        if (!primalDual(s, z)) {
            for (int i = 0; i < 9; i++) {
                h[i] = mu * hessian[i];
            }
        }
        double sum = 0;
        for (double value : h) {
            sum += value * 0;
        }
        return sum == 0;
    }

    /** H = ss'/s'z + &delta;s&delta;s'/&delta;s'&delta;z + t aa' with a orthogonal to z and to the shadow of s. */
    private boolean primalDual(double[] s, double[] z) {
        double inner = s[at] * z[at] + s[at + 1] * z[at + 1] + s[at + 2] * z[at + 2];
        double mu = inner / 3;
        double shadowMu = 0;
        double deltas = 0;
        for (int i = 0; i < 3; i++) {
            shadowMu -= shadow[i] * gradient[i] / 3;
            first[i] = s[at + i] + mu * gradient[i];
            second[i] = z[at + i] - mu * shadow[i];
        }
        for (int i = 0; i < 3; i++) {
            deltas += first[i] * second[i];
        }
        double apart = mu * shadowMu - 1;
        double curvature = -3 * shadowMu * shadowMu;
        for (int i = 0; i < 3; i++) {
            double row = 0;
            for (int j = 0; j < 3; j++) {
                row += hessian[3 * i + j] * shadow[j];
            }
            point[i] = row + shadowMu * gradient[i];
            curvature += shadow[i] * row;
        }
        if (!(Math.abs(apart) > 1e-8 && Math.abs(curvature) > 1e-15 && inner > 0 && deltas > 0)) {
            return false;
        }
        double norm = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double rest = hessian[3 * i + j] - gradient[i] * gradient[j] / 3 - point[i] * point[j] / curvature;
                norm += rest * rest;
            }
        }
        double t = mu * Math.sqrt(norm);
        double a0 = z[at + 1] * shadow[2] - z[at + 2] * shadow[1];
        double a1 = z[at + 2] * shadow[0] - z[at] * shadow[2];
        double a2 = z[at] * shadow[1] - z[at + 1] * shadow[0];
        double length = Math.sqrt(a0 * a0 + a1 * a1 + a2 * a2);
        if (!(length > 0 && t > 0)) {
            return false;
        }
        point[0] = a0 / length;
        point[1] = a1 / length;
        point[2] = a2 / length;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                h[3 * i + j] = s[at + i] * s[at + j] / inner + first[i] * first[j] / deltas + t * point[i] * point[j];
            }
        }
        return true;
    }

    @Override
    void correct(double[] d, double[] s, double[] z, double[] dsAffine, double[] dzAffine, double target) {
        System.arraycopy(z, at, point, 0, 3);
        barrier.at(point);
        double[] grad = barrier.gradient();
        System.arraycopy(dsAffine, at, first, 0, 3);
        boolean solved = Solve3.solve(barrier.hessian(), first);
        if (solved) {
            System.arraycopy(dzAffine, at, second, 0, 3);
            barrier.third(second, first, shadow);
        }
        for (int i = 0; i < 3; i++) {
            d[at + i] = s[at + i] + target * grad[i] - (solved ? shadow[i] / 2 : 0);
        }
    }

    @Override
    double step(double[] s, double[] z, double[] ds, double[] dz, double max) {
        double step = max;
        while (step > 1e-12) {
            double a = step;
            if (barrier.insidePrimal(s[at] + a * ds[at], s[at + 1] + a * ds[at + 1], s[at + 2] + a * ds[at + 2])
                    && barrier.insideDual(z[at] + a * dz[at], z[at + 1] + a * dz[at + 1],
                            z[at + 2] + a * dz[at + 2])) {
                return step;
            }
            step *= BACK;
        }
        return 0;
    }

    @Override
    boolean central(double[] s, double[] z, double mu) {
        if (!inside(s, z)) {
            return false;
        }
        System.arraycopy(z, at, point, 0, 3);
        barrier.at(point);
        double[] grad = barrier.gradient();
        System.arraycopy(s, at, point, 0, 3);
        barrier.shadow(point, first);
        double shadowMu = -(grad[0] * first[0] + grad[1] * first[1] + grad[2] * first[2]) / 3;
        return mu * shadowMu * NEIGHBOURHOOD <= 1;
    }

    @Override
    void times(double[] v, double[] out) {
        double a = v[at];
        double b = v[at + 1];
        double c = v[at + 2];
        out[at] = h[0] * a + h[1] * b + h[2] * c;
        out[at + 1] = h[3] * a + h[4] * b + h[5] * c;
        out[at + 2] = h[6] * a + h[7] * b + h[8] * c;
    }

    @Override
    double outside(double[] v, boolean dual) {
        return dual
                ? barrier.outsideDual(v[at], v[at + 1], v[at + 2])
                : barrier.outsidePrimal(v[at], v[at + 1], v[at + 2]);
    }
}
