package tangency.app.panel.scenario;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

/** Numbers as a person reads and types them: a true minus, per cent for fractions, no digits that were not meant. */
final class Numbers {
    private static final MathContext TYPED = new MathContext(12, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** A fraction as per cent without the sign, as short as it can be said: 0.125 is "12.5". */
    static String percent(double fraction) {
        return plain(BigDecimal.valueOf(fraction).round(TYPED).movePointRight(2));
    }

    /** As {@link #percent(double)}, but to read and not to edit: at most five significant digits. */
    static String brief(double fraction) {
        return plain(BigDecimal.valueOf(fraction).round(new MathContext(5, RoundingMode.HALF_EVEN)).movePointRight(2));
    }

    /** A number as short as it can be said. */
    static String number(double value) {
        return plain(BigDecimal.valueOf(value).round(TYPED));
    }

    /** A fraction as per cent with {@code digits} decimals and the sign: "−3.2 %"; never −0. */
    static String percent(double fraction, int digits) {
        return fixed(BigDecimal.valueOf(fraction).movePointRight(2), digits) + " %";
    }

    /** A fraction as per cent with two decimals, or four where it is a small one such as a return per period. */
    static String shortPercent(double fraction) {
        return percent(fraction, Math.abs(fraction) < 0.01 ? 4 : 2);
    }

    /** A number to three significant digits, in powers of ten where that is shorter. */
    static String significant(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
        return (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e6
                ? String.format(java.util.Locale.ROOT, "%.2e", rounded)
                : rounded.toPlainString()).replace('-', '\u2212');
    }

    /** An amount with thin spaces between thousands. */
    static String amount(double value) {
        return String.format(java.util.Locale.ROOT, "%,.0f", value).replace(',', '\u2009').replace('-', '\u2212');
    }

    private static String fixed(BigDecimal value, int digits) {
        BigDecimal rounded = value.setScale(digits, RoundingMode.HALF_EVEN);
        return (rounded.signum() == 0 ? rounded.abs() : rounded).toPlainString().replace('-', '\u2212');
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString().replace('-', '\u2212');
    }

    /**
     * A number as typed: a true minus, spaces, a per cent sign and a decimal comma are understood.
     *
     * @return null where the text is no finite number
     */
    static @Nullable Double parse(String typed) {
        String text = typed.replace('\u2212', '-').replaceAll("[\\s\u2009\u202f\u00a0%]", "");
        if (text.indexOf(',') >= 0 && text.indexOf('.') < 0 && text.indexOf(',') == text.lastIndexOf(',')) {
            text = text.replace(',', '.');
        }
        if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
            return null;
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? value : null;
    }

    /** As {@link #parse}, of per cent: "12.5" is 0.125. */
    static @Nullable Double parsePercent(String typed) {
        Double value = parse(typed);
        return value == null ? null : BigDecimal.valueOf(value).movePointLeft(2).doubleValue();
    }
}
