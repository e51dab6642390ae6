package tangency.storage.document;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import tangency.core.market.NearestName;
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
        String nearest = NearestName.of(unknown, known);
        return nearest == null ? "; expected " + oneOf(known) : "; did you mean `" + nearest + "`?";
    }

    static boolean near(String unknown, Collection<String> known) {
        return NearestName.of(unknown, known) != null;
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
}
