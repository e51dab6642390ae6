package tangency.app.panel.reasons;

/**
 * A line of the panel: a heading, a step of the sum that makes the weight, or something that would move it.
 *
 * @param value in words; empty for a heading
 * @param from where the bar begins, as a share of the bars' width; NaN where there is none
 * @param to where it ends
 * @param zero where zero lies
 */
record Reason(Kind kind, String label, String value, double from, double to, double zero) {
    /** What kind of line it is, and with that its colour. */
    enum Kind {
        HEADING, BASE, PART, WEIGHT, EFFECT
    }

    static Reason heading(String text) {
        return new Reason(Kind.HEADING, text, "", Double.NaN, Double.NaN, Double.NaN);
    }
}
