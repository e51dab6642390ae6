package tangency.storage.market;

import java.util.Locale;

/**
 * Reads one cell as a number, straight from the parser's buffer: the short decimals of price files take a path without
 * a string (Clinger 1990: a mantissa up to 2^53 times or over a power of ten up to 10^22 rounds once, hence correctly),
 * all others go through {@link Double#parseDouble}. Reused cell after cell; not thread-safe.
 */
final class NumberCell {
    /** What a cell holds. */
    enum Kind {
        NUMBER, MISSING, TEXT, NOT_FINITE, THOUSANDS
    }

    private static final double[] POWERS = new double[23];
    private static final long EXACT = 1L << 53;

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private double value;
    private boolean point;
    private boolean comma;
    private boolean certain;

    /** The number read last; NaN where it was missing or no number. */
    double value() {
        return value;
    }

    /** Whether the last number had a decimal point. */
    boolean hasPoint() {
        return point;
    }

    /** Whether the last number had a comma, which was read as a decimal comma. */
    boolean hasComma() {
        return comma;
    }

    /** Whether that comma can only be a decimal one: it does not stand where a thousands separator would. */
    boolean isCertain() {
        return certain;
    }

    Kind read(String text) {
        return read(text.toCharArray(), 0, text.length());
    }

    /** Reads {@code length} characters from {@code offset}; blanks around them do not count. */
    Kind read(char[] buffer, int offset, int length) {
        value = Double.NaN;
        point = false;
        comma = false;
        certain = false;
        int from = offset;
        int to = offset + length;
        while (from < to && isBlank(buffer[from])) {
            from++;
        }
        while (from < to && isBlank(buffer[to - 1])) {
            to--;
        }
        return from == to ? Kind.MISSING : scan(buffer, from, to);
    }

    private Kind scan(char[] buffer, int from, int to) {
        int at = from;
        boolean negative = buffer[at] == '-';
        if (negative || buffer[at] == '+') {
            at++;
        }
        int start = at;
        int mark = -1;
        long mantissa = 0;
        int digits = 0;
        boolean exact = true;
        for (; at < to; at++) {
            char c = buffer[at];
            if (c >= '0' && c <= '9') {
                digits++;
                if (mantissa > (EXACT - 9) / 10) {
                    exact = false;
                } else {
                    mantissa = mantissa * 10 + (c - '0');
                }
            } else if (c == '.' || c == ',') {
                if (mark >= 0) {
                    return onlyDigitsAndMarks(buffer, at, to) ? Kind.THOUSANDS : Kind.TEXT;
                }
                mark = at;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return word(new String(buffer, from, to - from));
        }
        int fraction = mark < 0 ? 0 : at - mark - 1;
        if (mark >= 0) {
            point = buffer[mark] == '.';
            comma = !point;
            certain = comma && (fraction != 3 || mark - start > 3 || mark == start || buffer[start] == '0' || at < to);
        }
        if (at < to && !isExponent(buffer, at, to)) {
            return Kind.TEXT;
        }
        if (exact && at == to && fraction < POWERS.length) {
            value = mantissa / POWERS[fraction];
            value = negative ? -value : value;
        } else {
            value = Double.parseDouble(new String(buffer, from, to - from).replace(',', '.'));
        }
        if (Double.isInfinite(value)) {
            value = Double.NaN;
            return Kind.NOT_FINITE;
        }
        return Kind.NUMBER;
    }

    private static Kind word(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "na", "nan" -> Kind.MISSING;
            case "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity" -> Kind.NOT_FINITE;
            default -> Kind.TEXT;
        };
    }

    private static boolean isExponent(char[] buffer, int from, int to) {
        int at = from;
        if (buffer[at] != 'e' && buffer[at] != 'E') {
            return false;
        }
        at++;
        if (at < to && (buffer[at] == '-' || buffer[at] == '+')) {
            at++;
        }
        int digits = at;
        while (at < to && buffer[at] >= '0' && buffer[at] <= '9') {
            at++;
        }
        return at == to && at > digits;
    }

    private static boolean onlyDigitsAndMarks(char[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = buffer[i];
            if ((c < '0' || c > '9') && c != '.' && c != ',') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00a0';
    }
}
