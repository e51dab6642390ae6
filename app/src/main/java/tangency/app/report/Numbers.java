package tangency.app.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tangency.core.report.Table.Format;

/** Numbers as a reader sees them: a true minus, never minus zero, an en dash where there is none. */
final class Numbers {
    static final String NONE = "–";
    private static final String MINUS = "−";
    private static final char SPACE = '\u00a0';
    private static final int SIGNIFICANT = 4;
    /** Ordinary numbers below this are rounding errors of zero. */
    private static final double NOISE = 1e-13;

    private Numbers() {}

    /** {@code value} as {@code format} says. */
    static String text(@Nullable Double value, Format format) {
        if (value == null || Double.isNaN(value)) {
            return NONE;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : MINUS + "∞";
        }
        return switch (format) {
            case WEIGHT -> percent(value, 1);
            case PERCENT -> percent(value, 2);
            case NUMBER, TEXT -> significant(value);
            case SCIENTIFIC -> scientific(value);
            case COUNT -> fixed(value, 0);
        };
    }

    /** A fraction as per cent. */
    static String percent(double fraction, int decimals) {
        return fixed(fraction * 100, decimals) + SPACE + "%";
    }

    /** With exactly {@code decimals} decimals. */
    static String fixed(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return sign(rounded) + rounded.abs().toPlainString();
    }

    private static String significant(double value) {
        double size = Math.abs(value);
        if (size < NOISE) {
            return "0";
        }
        if (size < 1e-4 || size >= 1e7) {
            return scientific(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = size >= 1000
                ? exact.setScale(0, RoundingMode.HALF_EVEN)
                : exact.round(new MathContext(SIGNIFICANT, RoundingMode.HALF_EVEN));
        BigDecimal plain = rounded.stripTrailingZeros();
        return sign(plain) + plain.abs().toPlainString();
    }

    private static String scientific(double value) {
        if (value == 0) {
            return "0";
        }
        String[] parts = String.format(Locale.ROOT, "%.3e", Math.abs(value)).split("e");
        int exponent = Integer.parseInt(parts[1]);
        return (value < 0 ? MINUS : "") + parts[0] + "e" + (exponent < 0 ? MINUS : "+") + Math.abs(exponent);
    }

    private static String sign(BigDecimal rounded) {
        return rounded.signum() < 0 ? MINUS : "";
    }
}
