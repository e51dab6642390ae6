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
