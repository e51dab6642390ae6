package tangency.app.chart;

/**
 * Where the leaves of a tree stand: evenly along one side of a chart, in pixels of that chart, so that dendrogram, heat map and
 * weight strip line up when they are given the same range.
 *
 * @param from the first leaf's outer edge
 * @param to the last leaf's outer edge
 * @param count the number of leaves
 */
record LeafAxis(double from, double to, int count) {
    double cell() {
        return count == 0 ? 0 : (to - from) / count;
    }

    /** The middle of the leaf at {@code place}. */
    double middle(double place) {
        return from + (place + 0.5) * cell();
    }

    /** The place under a pixel, or −1 outside. */
    int placeAt(double pixel) {
        if (count == 0 || pixel < from || pixel >= to) {
            return -1;
        }
        return Math.min(count - 1, (int) ((pixel - from) / cell()));
    }
}
