package tangency.app.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * Numbers as people read them here: a true minus sign (U+2212), never a negative zero, one decimal of a per cent for weights,
 * two for correlations, ISO dates, an en dash where there is no number. For files use the numbers themselves.
 */
public final class NumberText {
    private static final String MINUS = "\u2212";
    private static final String NONE = "\u2013";

    private NumberText() {}

    /** {@code fraction} as per cent with one decimal: 0.1234 gives "12.3%". */
    public static String percent(double fraction) {
        return percent(fraction, 1);
    }

    public static String percent(double fraction, int decimals) {
        return Double.isFinite(fraction) ? number(fraction * 100, decimals) + "%" : infinite(fraction);
    }

    /** As {@link #percent(double)}, with a plus on positive changes. */
    public static String percentChange(double fraction) {
        String text = percent(fraction);
        boolean positive = fraction > 0 && !text.equals(percent(0));
        return positive ? "+" + text : text;
    }

    /** A correlation: two decimals. */
    public static String correlation(double value) {
        return number(value, 2);
    }

    /** {@code value} with {@code decimals} digits after the point, rounded half up in decimal. */
    public static String number(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return infinite(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() < 0 ? MINUS + rounded.negate().toPlainString() : rounded.toPlainString();
    }

    public static String date(LocalDate date) {
        return date.toString();
    }

    private static String infinite(double value) {
        return Double.isNaN(value) ? NONE : value > 0 ? "\u221e" : MINUS + "\u221e";
    }
}
