package tangency.core.returns;

/** How often a return is taken. */
public enum Frequency {
    DAILY(252), WEEKLY(52), MONTHLY(12);

    private final int periodsPerYear;

    Frequency(int periodsPerYear) {
        this.periodsPerYear = periodsPerYear;
    }

    /** The usual number of periods in a year, taken where a scenario names none. */
    public int periodsPerYear() {
        return periodsPerYear;
    }
}
