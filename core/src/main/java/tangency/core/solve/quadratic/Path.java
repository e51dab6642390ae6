package tangency.core.solve.quadratic;

/**
 * Data that move linearly with a parameter t: the linear part g(t) = gradient + t * gradientRate of the objective and the
 * limits of every item. An optimum can be followed along a path (Best 1996; Ferreau, Bock, Diehl 2008, "An online active
 * set strategy").
 */
record Path(double[] gradient, double[] gradientRate, double[] lower, double[] lowerRate, double[] upper,
        double[] upperRate) {

    /** The limits of {@code system}, with a linear part that moves. */
    static Path ofGradient(ScaledSystem system, double[] gradient, double[] gradientRate) {
        double[] still = new double[system.items];
        return new Path(gradient, gradientRate, system.lower, still, system.upper, still);
    }

    /** The path that stays where this one is at {@code t}. */
    Path standing(double t) {
        double[] g = new double[gradient.length];
        double[] low = new double[lower.length];
        double[] high = new double[upper.length];
        for (int i = 0; i < g.length; i++) {
            g[i] = gradientAt(i, t);
        }
        for (int i = 0; i < low.length; i++) {
            low[i] = lowerAt(i, t);
            high[i] = upperAt(i, t);
        }
        return new Path(g, new double[g.length], low, new double[low.length], high, new double[high.length]);
    }

    /** The path from where this one begins, t = 0, to other limits at t = 1. */
    Path toLimits(double[] newLower, double[] newUpper) {
        return new Path(gradient, gradientRate, lower, difference(newLower, lower), upper, difference(newUpper, upper));
    }

    private static double[] difference(double[] to, double[] from) {
        double[] out = new double[to.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = to[i] == from[i] ? 0 : to[i] - from[i];
        }
        return out;
    }

    double gradientAt(int i, double t) {
        return gradientRate[i] == 0 ? gradient[i] : gradient[i] + t * gradientRate[i];
    }

    double lowerAt(int item, double t) {
        return lowerRate[item] == 0 ? lower[item] : lower[item] + t * lowerRate[item];
    }

    double upperAt(int item, double t) {
        return upperRate[item] == 0 ? upper[item] : upper[item] + t * upperRate[item];
    }

    /** Whether the limits of an item are one number all along. */
    boolean fixed(int item) {
        return lower[item] == upper[item] && lowerRate[item] == upperRate[item];
    }
}
