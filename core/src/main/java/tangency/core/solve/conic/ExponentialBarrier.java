package tangency.core.solve.conic;

/**
 * f*(z) = -log(z1 - z0 - z0 log(-z2/z0)) - log(-z0) - log z2 (Goulart &amp; Chen 2024, section 5.2.1; Dahl &amp; Andersen
 * 2021).
 */
final class ExponentialBarrier extends ConcaveBarrier {
    private static final double[] CENTRE = {-1.051383945322714, 0.556409619469370, 1.258967884768947};

    ExponentialBarrier() {
        super(1, 0, 1);
    }

    @Override
    public double[] centre() {
        return CENTRE;
    }

    @Override
    public boolean insidePrimal(double x, double y, double z) {
        return y > 0 && z > 0 && y * Math.log(z / y) - x > 0;
    }

    @Override
    public boolean insideDual(double u, double v, double w) {
        return u < 0 && w > 0 && v - u - u * Math.log(-w / u) > 0;
    }

    @Override
    public void shadow(double[] s, double[] out) {
        double excess = excessOmega(Math.log(s[2] / s[1]) - s[0] / s[1]);
        double omega = 1 + excess;
        double g = 1 / (excess * s[1]);
        out[0] = -g;
        out[1] = -(g + g * Math.log(omega * s[1] / s[2]) - 1 / s[1]);
        out[2] = omega / (excess * s[2]);
    }

    /** e &gt; 0 with e + log(1 + e) = d: one less than Wright's omega function of 1 + d. */
    private static double excessOmega(double d) {
        double e = d < 1 ? d / 2 : Math.max(d - Math.log1p(d), 0.4);
        for (int k = 0; k < 20; k++) {
            double residual = e + Math.log1p(e) - d;
            double change = residual * (1 + e) / (2 + e);
            e = Math.max(e - change, e / 4);
            if (Math.abs(change) <= 1e-16 * e) {
                break;
            }
        }
        return e;
    }

    @Override
    void derive() {
        double log = Math.log(-z[2] / z[0]);
        psi = z[1] - z[0] - z[0] * log;
        first[0] = -log;
        first[1] = 1;
        first[2] = -z[0] / z[2];
        second[0] = 1 / z[0];
        second[2] = -1 / z[2];
        second[6] = second[2];
        second[8] = z[0] / (z[2] * z[2]);
    }

    @Override
    public int spread(double[] out) {
        double factor = 1 / Math.sqrt(-z[0] * psi);
        out[0] = factor;
        out[1] = 0;
        out[2] = -factor * z[0] / z[2];
        double[][] b = {{first[0] / psi, first[1] / psi, first[2] / psi}, {1 / z[0], 0, 0}, {0, 0, 1 / z[2]}};
        return pairs(b, new double[]{1, 1, 1}, out, 1);
    }

    @Override
    void thirdOfPsi(double[] u, double[] v, double[] out) {
        double square = z[2] * z[2];
        out[0] = -u[0] * v[0] / (z[0] * z[0]) + u[2] * v[2] / square;
        out[1] = 0;
        out[2] = (u[0] * v[2] + u[2] * v[0]) / square - 2 * z[0] * u[2] * v[2] / (square * z[2]);
    }

    @Override
    public double outsidePrimal(double x, double y, double z) {
        if (y > 0) {
            double byZ = y * Math.exp(x / y) - z;
            double byX = z > 0 ? x - y * Math.log(z / y) : Double.POSITIVE_INFINITY;
            return Math.max(0, Math.min(byZ, byX));
        }
        return Math.max(Math.max(x, -y), Math.max(-z, 0));
    }

    @Override
    public double outsideDual(double u, double v, double w) {
        if (u < 0) {
            double byW = -u * Math.exp(v / u - 1) - w;
            double byV = w > 0 ? u + u * Math.log(-w / u) - v : Double.POSITIVE_INFINITY;
            return Math.max(0, Math.min(byW, byV));
        }
        return Math.max(Math.max(u, -v), Math.max(-w, 0));
    }
}
