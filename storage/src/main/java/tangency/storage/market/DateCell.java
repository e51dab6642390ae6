package tangency.storage.market;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads one cell as an ISO-8601 date; a time of midnight after it does not matter. */
final class DateCell {
    private static final Pattern MIDNIGHT = Pattern.compile("[T ]00:00(:00(\\.0+)?)?(Z|[+-]\\d\\d:?\\d\\d)?");

    private DateCell() {}

    /** The date, null if the text is none. */
    static @Nullable LocalDate read(String text) {
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        if (year < 0 || month < 0 || day < 0
                || (text.length() > 10 && !MIDNIGHT.matcher(text.substring(10)).matches())) {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null; // there is no such day: the caller refuses the cell and quotes it
        }
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = 10 * value + (c - '0');
        }
        return value;
    }
}
