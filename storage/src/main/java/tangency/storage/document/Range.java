package tangency.storage.document;

/**
 * Which numbers a field takes.
 *
 * @param words the numbers in words, for messages: "expected " + words
 */
record Range(String words, double low, boolean lowIncluded, double high, boolean highIncluded) {
    static final Range ANY = new Range("a number", Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
    static final Range POSITIVE = new Range("a number above 0", 0, false, Double.POSITIVE_INFINITY, false);
    static final Range NOT_NEGATIVE = new Range("a number of 0 or more", 0, true, Double.POSITIVE_INFINITY, false);
    static final Range ONE_OR_MORE = new Range("a number of 1 or more", 1, true, Double.POSITIVE_INFINITY, false);
    static final Range CONFIDENCE = new Range("a number between 0 and 1, both excluded", 0, false, 1, false);
    static final Range SHARE = new Range("a number from 0 to 1", 0, true, 1, true);
    static final Range FRACTION = new Range("a number above 0 and at most 1", 0, false, 1, true);
    static final Range CORRELATION = new Range("a number from -1 to 1", -1, true, 1, true);

    /** Finite and within the limits. */
    boolean holds(double value) {
        return Double.isFinite(value) && (lowIncluded ? value >= low : value > low)
                && (highIncluded ? value <= high : value < high);
    }
}
