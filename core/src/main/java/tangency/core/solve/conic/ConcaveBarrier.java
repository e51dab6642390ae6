package tangency.core.solve.conic;

/** What barriers -log &psi;(z) - &Sigma; c[i] log|z[i]| share: derivatives from those of &psi;. */
abstract class ConcaveBarrier implements Barrier {
    final double[] z = new double[3];
    double psi;
    /** Gradient of &psi;. */
    final double[] first = new double[3];
    /** Hessian of &psi;. */
    final double[] second = new double[9];
    private final double[] logs;
    private final double[] gradient = new double[3];
    private final double[] hessian = new double[9];
    private final double[] along = new double[3];
    private final double[] across = new double[3];
    private final double[] twice = new double[3];

    ConcaveBarrier(double... logs) {
        this.logs = logs;
    }

    /** Fills psi, first and second at {@link #z}. */
    abstract void derive();

    /** Writes &nabla;&sup3;&psi;[u, v]. */
    abstract void thirdOfPsi(double[] u, double[] v, double[] out);

    @Override
    public void at(double[] point) {
        System.arraycopy(point, 0, z, 0, 3);
        derive();
        for (int i = 0; i < 3; i++) {
            gradient[i] = -first[i] / psi - (logs[i] == 0 ? 0 : logs[i] / z[i]);
            for (int j = 0; j < 3; j++) {
                hessian[3 * i + j] = (first[i] / psi) * (first[j] / psi) - second[3 * i + j] / psi;
            }
            hessian[4 * i] += logs[i] == 0 ? 0 : logs[i] / (z[i] * z[i]);
        }
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double[] hessian() {
        return hessian;
    }

    @Override
    public void third(double[] u, double[] v, double[] out) {
        double fu = 0;
        double fv = 0;
        double uv = 0;
        for (int i = 0; i < 3; i++) {
            along[i] = 0;
            across[i] = 0;
            for (int j = 0; j < 3; j++) {
                along[i] += second[3 * i + j] * u[j];
                across[i] += second[3 * i + j] * v[j];
            }
            fu += first[i] * u[i];
            fv += first[i] * v[i];
        }
        for (int i = 0; i < 3; i++) {
            uv += along[i] * v[i];
        }
        thirdOfPsi(u, v, twice);
        for (int i = 0; i < 3; i++) {
            out[i] = (-twice[i] + (across[i] * fu + along[i] * fv + first[i] * uv) / psi
                    - 2 * first[i] * (fu / psi) * (fv / psi)) / psi;
            if (logs[i] != 0) {
                out[i] -= 2 * logs[i] * u[i] * v[i] / (z[i] * z[i] * z[i]);
            }
        }
    }

    /**
     * For a barrier that is a sum of logs of functions of degree 1 with weights c[k], sum 3, whose derivatives over the functions
     * are b[k]: b[k]'z = 1, so that &Sigma; c bb' - (&Sigma; c b)(&Sigma; c b)'/3 = &Sigma; c[j] c[k] (b[j] - b[k])(b[j] - b[k])'/3
     * over pairs.
     */
    static int pairs(double[][] b, double[] c, double[] out, int from) {
        int count = from;
        for (int j = 0; j < b.length; j++) {
            for (int k = 0; k < j; k++) {
                double factor = Math.sqrt(c[j] * c[k] / 3);
                for (int i = 0; i < 3; i++) {
                    out[3 * count + i] = factor * (b[j][i] - b[k][i]);
                }
                count++;
            }
        }
        return count;
    }
}
