package tangency.core.solve.conic;

/**
 * f*(z) = -log((u/&alpha;)^(2&alpha;) (v/&beta;)^(2&beta;) - w&sup2;) - &beta; log u - &alpha; log v with &beta; = 1 - &alpha;
 * (Goulart &amp; Chen 2024, section 5.2.2; Chares 2009).
 */
final class PowerBarrier extends ConcaveBarrier {
    private final double alpha;
    private final double beta;
    private double power;

    PowerBarrier(double alpha) {
        super(1 - alpha, alpha, 0);
        this.alpha = alpha;
        this.beta = 1 - alpha;
    }

    @Override
    public double[] centre() {
        return new double[]{Math.sqrt(1 + alpha), Math.sqrt(1 + beta), 0};
    }

    /** x^alpha y^beta. */
    private double mean(double x, double y) {
        return Math.exp(alpha * Math.log(x) + beta * Math.log(y));
    }

    @Override
    public boolean insidePrimal(double x, double y, double z) {
        return x > 0 && y > 0 && mean(x, y) > Math.abs(z);
    }

    @Override
    public boolean insideDual(double u, double v, double w) {
        return u > 0 && v > 0 && mean(u / alpha, v / beta) > Math.abs(w);
    }

    /**
     * With r = (u/&alpha;)^(2&alpha;)(v/&beta;)^(2&beta;)/&psi; of the point sought, &nabla;f* = -s says u = (2&alpha;r + &beta;)/x, v = (2&beta;r + &alpha;)/y,
     * w = -2(r - 1)/z and one equation for r &gt; 1, whose left side falls in r.
     */
    @Override
    public void shadow(double[] s, double[] out) {
        double excess = 0;
        double size = Math.abs(s[2]);
        if (size > 0) {
            double constant = 2 * Math.log(size) - 2 * alpha * Math.log(s[0]) - 2 * beta * Math.log(s[1]);
            excess = Math.exp(logExcess(constant));
        }
        out[0] = (2 * alpha * excess + 1 + alpha) / s[0];
        out[1] = (2 * beta * excess + 1 + beta) / s[1];
        out[2] = size > 0 ? -2 * excess / s[2] : 0;
    }

    /** log(r - 1) where the equation holds; by Newton's method between bounds. */
    private double logExcess(double constant) {
        double low = -750;
        double high = 80;
        double at = Math.min(Math.max(constant, -700), 0);
        for (int k = 0; k < 200; k++) {
            double p = Math.exp(at);
            // (2 alpha r + beta)/(2 alpha r) etc. keep the large terms from cancelling.
            double value = constant + 2 * alpha * Math.log1p((p + (1 - alpha) / (2 * alpha)))
                    + 2 * beta * Math.log1p(p + (1 - beta) / (2 * beta)) - Math.log1p(p) - at;
            if (value > 0) {
                low = at;
            } else {
                high = at;
            }
            double slope = 2 * alpha * p / (1 + p + beta / (2 * alpha)) + 2 * beta * p / (1 + p + alpha / (2 * beta))
                    - p / (1 + p) - 1;
            double next = at - value / slope;
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - at) <= 1e-15 * Math.max(1, Math.abs(at))) {
                return next;
            }
            at = next;
        }
        return at;
    }

    @Override
    void derive() {
        double u = z[0];
        double v = z[1];
        double mean = mean(u / alpha, v / beta);
        power = mean * mean;
        psi = (mean - z[2]) * (mean + z[2]);
        first[0] = 2 * alpha * power / u;
        first[1] = 2 * beta * power / v;
        first[2] = -2 * z[2];
        second[0] = 2 * alpha * (2 * alpha - 1) * power / (u * u);
        second[1] = 4 * alpha * beta * power / (u * v);
        second[3] = second[1];
        second[4] = 2 * beta * (2 * beta - 1) * power / (v * v);
        second[8] = -2;
    }

    /** With m the root of the power: psi = (m - w)(m + w), both concave and of degree 1. */
    @Override
    public int spread(double[] out) {
        double u = z[0];
        double v = z[1];
        double m = Math.sqrt(power);
        double less = m - z[2];
        double more = m + z[2];
        double factor = Math.sqrt(m * alpha * beta * (1 / less + 1 / more));
        out[0] = factor / u;
        out[1] = -factor / v;
        out[2] = 0;
        double[][] b = {{alpha * m / u / less, beta * m / v / less, -1 / less},
                {alpha * m / u / more, beta * m / v / more, 1 / more}, {1 / u, 0, 0}, {0, 1 / v, 0}};
        return pairs(b, new double[]{1, 1, beta, alpha}, out, 1);
    }

    @Override
    void thirdOfPsi(double[] u, double[] v, double[] out) {
        double a = 2 * alpha;
        double b = 2 * beta;
        double x0 = u[0] / z[0];
        double y0 = v[0] / z[0];
        double x1 = u[1] / z[1];
        double y1 = v[1] / z[1];
        double uuu = a * (a - 1) * (a - 2);
        double uuv = a * (a - 1) * b;
        double uvv = a * b * (b - 1);
        double vvv = b * (b - 1) * (b - 2);
        out[0] = power / z[0] * (uuu * x0 * y0 + uuv * (x0 * y1 + x1 * y0) + uvv * x1 * y1);
        out[1] = power / z[1] * (uuv * x0 * y0 + uvv * (x0 * y1 + x1 * y0) + vvv * x1 * y1);
        out[2] = 0;
    }

    @Override
    public double outsidePrimal(double x, double y, double z) {
        return x > 0 && y > 0
                ? Math.max(0, Math.abs(z) - mean(x, y))
                : Math.max(Math.abs(z), Math.max(-x, -y));
    }

    @Override
    public double outsideDual(double u, double v, double w) {
        return outsidePrimal(u / alpha, v / beta, w);
    }
}
