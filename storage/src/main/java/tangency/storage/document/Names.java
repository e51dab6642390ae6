package tangency.storage.document;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Names as documents spell them, and the words of messages: what was found, what was probably meant. */
final class Names {
    private Names() {}

    /** {@code MINIMISE_RISK} is written {@code minimise-risk}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> List<String> of(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Names::of).toList();
    }

    /** The end of a message about a name nobody knows: the nearest known one, or all of them. */
    static String suggestion(String unknown, Collection<String> known) {
        String nearest = nearest(unknown, known);
        return nearest == null ? "; expected " + oneOf(known) : "; did you mean `" + nearest + "`?";
    }

    static boolean near(String unknown, Collection<String> known) {
        return nearest(unknown, known) != null;
    }

    private static @Nullable String nearest(String unknown, Collection<String> known) {
        String nearest = null;
        int smallest = Math.max(1, unknown.length() / 3) + 1;
        for (String name : known) {
            int distance = distance(plain(unknown), plain(name));
            if (distance < smallest) {
                smallest = distance;
                nearest = name;
            }
        }
        return nearest == null ? onlyOneBeginning(plain(unknown), known) : nearest;
    }

    private static @Nullable String onlyOneBeginning(String start, Collection<String> known) {
        List<String> names = known.stream().filter(name -> plain(name).startsWith(start)).toList();
        return start.length() >= 3 && names.size() == 1 ? names.getFirst() : null;
    }

    /** What was found instead of what was expected. */
    static String describe(JsonNode value) {
        if (value.isString()) {
            return "the text \"" + shortened(value.stringValue()) + "\"";
        }
        if (value.isObject()) {
            return "an object";
        }
        if (value.isArray()) {
            return value.isEmpty() ? "an empty list" : "a list";
        }
        return value.toString();
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }

    static String oneOf(Collection<String> known) {
        if (known.isEmpty()) {
            return "no field here";
        }
        String list = known.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return known.size() == 1 ? list : "one of " + list;
    }

    /** Case and separators are the commonest slips and count for nothing. */
    private static String plain(String name) {
        String head = name.substring(0, Math.min(name.length(), 64));
        return head.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + same, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
