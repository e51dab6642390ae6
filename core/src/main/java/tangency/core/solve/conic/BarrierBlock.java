package tangency.core.solve.conic;

/**
 * A three-dimensional cone that is not symmetric, under the primal-dual scaling of Tun&ccedil;el in the form of Dahl
 * &amp; Andersen (2021, A primal-dual interior-point algorithm for nonsymmetric exponential-cone optimization): H is the
 * least change of &mu;&nabla;&sup2;f*(z) that maps z to s and the shadow of s to the shadow of z. Where these are too near
 * the central ray to tell them apart, it maps z to s alone.
 *
 * <p>Near the boundary H has eigenvalues of about 1/&mu;, 1 and &mu;: it is kept by a root, built from vectors in the plane
 * orthogonal to z and one out of it, so that nothing is lost to cancellation.
 */
final class BarrierBlock extends ConeBlock {
    /** Steps go back by this factor until they end inside. */
    private static final double BACK = 0.8;
    /** How far shadows may be apart, in units of the central path. */
    private static final double NEIGHBOURHOOD = 1e-6;

    /** What rounding makes of 1, with some to spare. */
    private static final double NOISE = 1e-14;

    private final Barrier barrier;
    /** U with H = UU', column by column: entry (i, k) at 3 k + i. Formed as such: H itself would lose what is small in it. */
    final double[] u = new double[9];
    /** U^-T, column by column, the column along z first. */
    final double[] v = new double[9];
    private final double[] point = new double[3];
    private final double[] gradient = new double[3];
    private final double[] spread = new double[21];
    private final double[] basisP = new double[3];
    private final double[] basisQ = new double[3];
    private double rootPP;
    private double rootQP;
    private double rootQQ;
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
        System.arraycopy(s, at, point, 0, 3);
        barrier.shadow(point, shadow);
        return root(s, z) && invert();
    }

    /**
     * U: s/&radic;(s'z), and two vectors orthogonal to z. These are &delta;s/&radic;(&delta;s'&delta;z) and a&radic;t, or else a root of
     * &mu;(&nabla;&sup2;f* - &nabla;f*&nabla;f*'/3).
     */
    private boolean root(double[] s, double[] z) {
        double inner = s[at] * z[at] + s[at + 1] * z[at + 1] + s[at + 2] * z[at + 2];
        if (!(inner > 0)) {
            return false;
        }
        double mu = inner / 3;
        plane(z);
        double deltas = 0;
        double noise = 0;
        for (int i = 0; i < 3; i++) {
            first[i] = s[at + i] + mu * gradient[i];
            second[i] = z[at + i] - mu * shadow[i];
            deltas += first[i] * second[i];
            noise = Math.max(noise, Math.max(Math.abs(z[at + i] * gradient[i]), Math.abs(s[at + i] * shadow[i])));
            u[i] = s[at + i] / Math.sqrt(inner);
        }
        noise *= NOISE;
        double alongP = dot(first, basisP);
        double alongQ = dot(first, basisQ);
        double zetaP = dot(second, basisP);
        double zetaQ = dot(second, basisQ);
        double curved = rootPP * zetaP + rootQP * zetaQ;
        double rest = rootQQ * zetaQ;
        double zetaNorm = zetaP * zetaP + zetaQ * zetaQ;
        double t = mu * rootPP * rootPP * rootQQ * rootQQ * zetaNorm / (curved * curved + rest * rest);
        double factor = 1 / Math.sqrt(deltas);
        if (deltas > inner * Math.max(1e-14, noise * noise) && t > 0 && Double.isFinite(t)) {
            double axis = Math.sqrt(t / zetaNorm);
            inPlane(3, factor * alongP, factor * alongQ);
            inPlane(6, -axis * zetaQ, axis * zetaP);
        } else {
            double size = Math.sqrt(mu);
            inPlane(3, size * rootPP, size * rootQP);
            inPlane(6, 0, size * rootQQ);
        }
        return true;
    }

    private void inPlane(int column, double p, double q) {
        for (int i = 0; i < 3; i++) {
            u[column + i] = p * basisP[i] + q * basisQ[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /**
     * An orthonormal basis of the plane orthogonal to z, its first vector along the steepest there, and the Cholesky factor
     * of &nabla;&sup2;f* - &nabla;f*&nabla;f*'/3 in it.
     */
    private void plane(double[] z) {
        int count = barrier.spread(spread);
        double zz = z[at] * z[at] + z[at + 1] * z[at + 1] + z[at + 2] * z[at + 2];
        int steepest = 0;
        double most = -1;
        for (int k = 0; k < count; k++) {
            double stray = (spread[3 * k] * z[at] + spread[3 * k + 1] * z[at + 1] + spread[3 * k + 2] * z[at + 2]) / zz;
            double norm = 0;
            for (int i = 0; i < 3; i++) {
                spread[3 * k + i] -= stray * z[at + i];
                norm += spread[3 * k + i] * spread[3 * k + i];
            }
            if (norm > most) {
                most = norm;
                steepest = k;
            }
        }
        double length = Math.sqrt(most);
        for (int i = 0; i < 3; i++) {
            basisP[i] = spread[3 * steepest + i] / length;
        }
        cross(z, at, basisP, 0, basisQ, 0);
        double size = Math.sqrt(dot(basisQ, basisQ));
        for (int i = 0; i < 3; i++) {
            basisQ[i] /= size;
        }
        double pp = 0;
        double qp = 0;
        double qq = 0;
        for (int k = 0; k < count; k++) {
            double p = 0;
            double q = 0;
            for (int i = 0; i < 3; i++) {
                p += spread[3 * k + i] * basisP[i];
                q += k == steepest ? 0 : spread[3 * k + i] * basisQ[i];
            }
            pp += p * p;
            qp += p * q;
            qq += q * q;
        }
        rootPP = Math.sqrt(pp);
        rootQP = qp / rootPP;
        rootQQ = Math.sqrt(qq - rootQP * rootQP);
    }

    /** V = U^-T by cofactors; false if numbers ran out of range. */
    private boolean invert() {
        cross(u, 3, u, 6, v, 0);
        cross(u, 6, u, 0, v, 3);
        cross(u, 0, u, 3, v, 6);
        double determinant = u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
        double sum = 0;
        for (int i = 0; i < 9; i++) {
            v[i] /= determinant;
            sum += v[i] * 0 + u[i] * 0;
        }
        return sum == 0;
    }

    private static void cross(double[] a, int i, double[] b, int j, double[] out, int k) {
        out[k] = a[i + 1] * b[j + 2] - a[i + 2] * b[j + 1];
        out[k + 1] = a[i + 2] * b[j] - a[i] * b[j + 2];
        out[k + 2] = a[i] * b[j + 1] - a[i + 1] * b[j];
    }

    @Override
    void correct(double[] d, double[] s, double[] z, double[] dsAffine, double[] dzAffine, double target) {
        System.arraycopy(z, at, point, 0, 3);
        barrier.at(point);
        double[] grad = barrier.gradient();
        System.arraycopy(dzAffine, at, second, 0, 3);
        // What the Hessian's inverse makes of the affine ds, for H = mu Hessian: -mu (z + dz).
        double mu = (s[at] * z[at] + s[at + 1] * z[at + 1] + s[at + 2] * z[at + 2]) / 3;
        System.arraycopy(dsAffine, at, first, 0, 3);
        if (!Solve3.solve(barrier.hessian(), first)) {
            for (int i = 0; i < 3; i++) {
                first[i] = -mu * (z[at + i] + second[i]);
            }
        }
        barrier.third(second, first, shadow);
        double sum = shadow[0] + shadow[1] + shadow[2];
        for (int i = 0; i < 3; i++) {
            d[at + i] = s[at + i] + target * grad[i] - (Double.isFinite(sum) ? shadow[i] / 2 : 0);
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
    void times(double[] x, double[] out) {
        apply(u, x, out);
    }

    /** Writes H^-1 x. */
    void timesInverse(double[] x, double[] out) {
        apply(v, x, out);
    }

    private void apply(double[] root, double[] x, double[] out) {
        double c0 = root[0] * x[at] + root[1] * x[at + 1] + root[2] * x[at + 2];
        double c1 = root[3] * x[at] + root[4] * x[at + 1] + root[5] * x[at + 2];
        double c2 = root[6] * x[at] + root[7] * x[at + 1] + root[8] * x[at + 2];
        for (int i = 0; i < 3; i++) {
            out[at + i] = root[i] * c0 + root[3 + i] * c1 + root[6 + i] * c2;
        }
    }

    @Override
    double outside(double[] v, boolean dual) {
        return dual
                ? barrier.outsideDual(v[at], v[at + 1], v[at + 2])
                : barrier.outsidePrimal(v[at], v[at + 1], v[at + 2]);
    }
}
