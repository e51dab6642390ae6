package tangency.core.solve.outcome;

/**
 * A risk that is min over a of a (if there is a threshold) plus the sum over outcomes of {@code down} max(-z, 0) +
 * {@code up} max(z, 0), where z = -x - a with a threshold and z = x - E x without.
 */
record Hinge(boolean threshold, double down, double up) {
    static Hinge tail(double weight) {
        return new Hinge(true, 0, weight);
    }

    static Hinge deviation(int outcomes) {
        return new Hinge(false, 1.0 / outcomes, 1.0 / outcomes);
    }
}
