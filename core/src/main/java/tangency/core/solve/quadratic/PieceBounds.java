package tangency.core.solve.quadratic;

/**
 * Bounds of pieces of weights.
 *
 * @param lower bound of the whole weight
 * @param upper bound of the whole weight
 * @param origin where each piece begins
 * @param floor least that the piece can be, whatever the bound of the weight
 * @param ceiling most that it can be
 */
record PieceBounds(double[] lower, double[] upper, double[] origin, double[] floor, double[] ceiling) {
    PieceBounds with(double[] newLower, double[] newUpper) {
        return new PieceBounds(newLower, newUpper, origin, floor, ceiling);
    }

    /** Lower bounds of the pieces. */
    double[] lowerOfPieces() {
        return ofPieces(lower);
    }

    /** Upper bounds of the pieces. */
    double[] upperOfPieces() {
        return ofPieces(upper);
    }

    private double[] ofPieces(double[] bounds) {
        double[] out = new double[bounds.length];
        for (int p = 0; p < out.length; p++) {
            out[p] = Math.clamp(bounds[p] - origin[p], floor[p], ceiling[p]);
        }
        return out;
    }
}
