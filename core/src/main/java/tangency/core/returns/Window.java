package tangency.core.returns;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Which part of the data is used, and how.
 *
 * @param from first date, null = the file's first
 * @param to last date, null = the file's last
 * @param periodsPerYear by which means (×p) and volatilities (×√p) are annualised
 */
public record Window(@Nullable LocalDate from, @Nullable LocalDate to, Frequency frequency, MissingPolicy missing,
        double periodsPerYear) {
    /** All dates, daily, dates with gaps dropped. */
    public static final Window ALL = new Window(null, null, Frequency.DAILY, MissingPolicy.DROP_DATES, 252);

    public Window withDates(@Nullable LocalDate newFrom, @Nullable LocalDate newTo) {
        return new Window(newFrom, newTo, frequency, missing, periodsPerYear);
    }

    public Window withFrequency(Frequency newFrequency) {
        return new Window(from, to, newFrequency, missing, newFrequency.periodsPerYear());
    }

    public Window withMissing(MissingPolicy policy) {
        return new Window(from, to, frequency, policy, periodsPerYear);
    }
}
