package tangency.core.solve.quadratic;

import java.util.Arrays;

/**
 * To which of the user's constraints bounds belong.
 *
 * @param lowerGroup label of each lower bound
 * @param upperGroup label of each upper bound
 * @param lowerRate by how much each lower bound falls when its constraint's limit moves outward by one unit
 * @param upperRate by how much each upper bound rises
 */
record BoundOwners(int[] lowerGroup, int[] upperGroup, double[] lowerRate, double[] upperRate) {
    BoundOwners {
        if (upperGroup.length != lowerGroup.length || lowerRate.length != lowerGroup.length
                || upperRate.length != lowerGroup.length) {
            throw new IllegalArgumentException("Labels of " + lowerGroup.length + " and " + upperGroup.length
                    + " bounds, rates of " + lowerRate.length + " and " + upperRate.length);
        }
    }

    /** All under label 0, in their own units. */
    static BoundOwners one(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return new BoundOwners(new int[n], new int[n], ones, ones);
    }

    int size() {
        return lowerGroup.length;
    }

    /** Those of the weights {@code which}. */
    BoundOwners of(int[] which) {
        return new BoundOwners(labels(lowerGroup, which), labels(upperGroup, which), Pieces.spread(lowerRate, which),
                Pieces.spread(upperRate, which));
    }

    private static int[] labels(int[] labels, int[] which) {
        return Arrays.stream(which).map(i -> labels[i]).toArray();
    }
}
