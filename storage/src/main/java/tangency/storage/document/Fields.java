package tangency.storage.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON object being read: hands out its fields by name and kind, notes what is wrong by JSON path, and afterwards
 * knows which fields nobody asked for. A null reads as an absent field. Where a field is wrong a stand-in is returned,
 * so that reading goes on; the problem noted keeps the result from being used.
 */
final class Fields {
    /** Characters of a name, an id or a path; notes may be longer. */
    static final int LONGEST = 1_000;

    private final ObjectNode node;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();
    private final int mark;
    private boolean undecided;

    private Fields(ObjectNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        this.mark = problems.mark();
    }

    /** Reads an object and then reports the fields that {@code reader} did not know. */
    static <T> @Nullable T read(JsonNode node, String path, Problems problems, Function<Fields, T> reader) {
        if (!(node instanceof ObjectNode object)) {
            problems.add(path, "expected an object, found " + Names.describe(node));
            return null;
        }
        Fields fields = new Fields(object, path, problems);
        T value = reader.apply(fields);
        fields.refuseUnknown();
        return value;
    }

    /** A misspelt field is told before the one that is missing because of it. */
    private void refuseUnknown() {
        int place = mark;
        for (String name : node.propertyNames()) {
            if (problems.full()) {
                return;
            }
            boolean unknown = !known.contains(name) && (!undecided || Names.near(name, known));
            if (unknown) {
                problems.insert(place++, path(name),
                        "unknown field `" + Names.shortened(name) + "`" + Names.suggestion(name, known));
            }
        }
    }

    /**
     * The field that says which kind of object this is. Without it the other fields cannot be judged: only those that
     * look like a misspelling of a field already known are reported.
     */
    @Nullable
    String kind(String name, List<String> words) {
        String word = word(name, words, name);
        if (!has(name)) {
            missing(name, Names.oneOf(words), "");
        }
        undecided = word == null;
        return word;
    }

    /** No kind could be told: see {@link #kind}. */
    void undecided() {
        undecided = true;
    }

    boolean has(String name) {
        return take(name) != null;
    }

    String path(String name) {
        return Paths.field(path, name);
    }

    String path() {
        return path;
    }

    Problems problems() {
        return problems;
    }

    void refuse(String name, String message) {
        problems.add(path(name), message);
    }

    /** The field's node, null where it is absent or null. */
    @Nullable
    JsonNode take(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** As {@link #take}, where absence is a problem. */
    @Nullable
    JsonNode required(String name, String expected) {
        JsonNode value = take(name);
        if (value == null) {
            refuse(name, "missing; expected " + expected);
        }
        return value;
    }

    /** The names of all fields, for objects that may have any. */
    List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    /** A number that may be absent. */
    @Nullable
    Double number(String name, Range range) {
        JsonNode value = take(name);
        return value == null ? null : (Double) number(value, path(name), range);
    }

    double number(String name, Range range, double absent) {
        Double value = number(name, range);
        return value == null ? absent : value;
    }

    double requiredNumber(String name, Range range) {
        Double value = number(name, range);
        return value == null ? missing(name, range.words(), 0.0) : value;
    }

    /** A whole number of at least {@code least}; 2.0 is one. */
    @Nullable
    Long whole(String name, long least, long most) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (JsonText.refused(value)) {
            return least;
        }
        if (number != Math.rint(number) || number < least || number > most) {
            refuse(name, "expected a whole number from " + least + " to " + most + ", found " + Names.describe(value));
            return least;
        }
        return (long) number;
    }

    @Nullable
    Integer count(String name, int least) {
        Long value = whole(name, least, Integer.MAX_VALUE);
        return value == null ? null : (Integer) value.intValue();
    }

    /** Text that is not blank, or null where absent. */
    @Nullable
    String text(String name) {
        JsonNode value = take(name);
        return value == null ? null : text(value, path(name));
    }

    String requiredText(String name) {
        String value = text(name);
        return value == null ? missing(name, "text", "") : value;
    }

    /** Text that may be empty. */
    String freeText(String name) {
        JsonNode value = take(name);
        if (value != null && !value.isString()) {
            refuse(name, "expected text, found " + Names.describe(value));
            return "";
        }
        return value == null ? "" : value.stringValue();
    }

    boolean flag(String name, boolean absent) {
        JsonNode value = take(name);
        if (value != null && !value.isBoolean()) {
            refuse(name, "expected true or false, found " + Names.describe(value));
            return absent;
        }
        return value == null ? absent : value.booleanValue();
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E absent) {
        E value = choice(name, type);
        return value == null ? absent : value;
    }

    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String word = word(name, Names.of(type), name);
        if (word != null) {
            for (E constant : type.getEnumConstants()) {
                if (Names.of(constant).equals(word)) {
                    return constant;
                }
            }
        }
        return null;
    }

    /** One of {@code words}; null (and a problem, unless absent) otherwise. {@code kind} names what it is. */
    @Nullable
    String word(String name, List<String> words, String kind) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            refuse(name, "expected " + Names.oneOf(words) + ", found " + Names.describe(value));
            return null;
        }
        String word = value.stringValue();
        if (!words.contains(word)) {
            if (!problems.full()) {
                refuse(name, "unknown " + kind + " `" + Names.shortened(word) + "`" + Names.suggestion(word, words));
            }
            return null;
        }
        return word;
    }

    @Nullable
    LocalDate date(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        try {
            if (value.isString()) {
                return LocalDate.parse(value.stringValue());
            }
        } catch (DateTimeParseException e) {
            // Falls through: a text that is no date is refused like anything else that is no date.
        }
        refuse(name, "expected a date such as \"2018-02-07\", found " + Names.describe(value));
        return null;
    }

    Instant instant(String name) {
        String text = requiredText(name);
        try {
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException e) {
            refuse(name, "expected a time such as \"2026-01-31T12:00:00Z\", found the text \"" + Names.shortened(text)
                    + "\"");
            return Instant.EPOCH;
        }
    }

    /** Numbers by name, in the document's order; null where absent. */
    @Nullable
    Map<String, Double> numbers(String name, Range range) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof ObjectNode object)) {
            refuse(name, "expected an object of numbers by id, found " + Names.describe(value));
            return Map.of();
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        object.properties().forEach(entry -> numbers.put(entry.getKey(),
                number(entry.getValue(), Paths.field(path(name), entry.getKey()), range)));
        return numbers;
    }

    /** Numbers by name, at least one. */
    Map<String, Double> requiredNumbers(String name, Range range, String expected) {
        int before = problems.mark();
        Map<String, Double> numbers = numbers(name, range);
        if (numbers == null || (numbers.isEmpty() && problems.mark() == before)) {
            refuse(name, (numbers == null ? "missing" : "empty") + "; expected " + expected);
        }
        return numbers == null ? Map.of() : numbers;
    }

    /** Names, each once, at least one; null where absent. */
    @Nullable
    List<String> names(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray() || value.isEmpty()) {
            refuse(name, "expected a list of at least one id, found " + Names.describe(value));
            return List.of();
        }
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; i < value.size() && !problems.full(); i++) {
            String place = Paths.item(path(name), i);
            String id = text(value.get(i), place);
            Integer earlier = seen.putIfAbsent(id, i);
            if (earlier != null && !id.isEmpty()) {
                problems.add(place, "duplicate id `" + id + "`, also at index " + earlier + "; expected each id once");
            }
        }
        return new ArrayList<>(seen.keySet());
    }

    /** Texts, possibly none; null where absent. */
    @Nullable
    List<String> texts(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        if (!value.isArray()) {
            refuse(name, "expected a list of texts, found " + Names.describe(value));
        }
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            texts.add(text(value.get(i), Paths.item(path(name), i)));
        }
        return texts;
    }

    /** {@code size} numbers; null where absent. */
    double @Nullable [] row(String name, int size) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        double[] numbers = new double[size];
        if (!value.isArray() || value.size() != size) {
            refuse(name, "expected a list of " + size + " numbers, found "
                    + (value.isArray() ? "one of " + value.size() : Names.describe(value)));
            return numbers;
        }
        for (int i = 0; i < size; i++) {
            numbers[i] = number(value.get(i), Paths.item(path(name), i), Range.ANY);
        }
        return numbers;
    }

    /** Each item of a list read in turn; null where absent. */
    <T> @Nullable List<T> list(String name, Function<Fields, @Nullable T> reader) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        List<T> items = new ArrayList<>();
        if (!value.isArray()) {
            refuse(name, "expected a list, found " + Names.describe(value));
            return items;
        }
        for (int i = 0; i < value.size() && !problems.full(); i++) {
            T item = read(value.get(i), Paths.item(path(name), i), problems, reader);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    /** A nested object; null where absent or wrong. */
    <T> @Nullable T object(String name, Function<Fields, @Nullable T> reader) {
        JsonNode value = take(name);
        return value == null ? null : read(value, path(name), problems, reader);
    }

    <T> T missing(String name, String expected, T standIn) {
        refuse(name, "missing; expected " + expected);
        return standIn;
    }

    private String text(JsonNode value, String place) {
        if (!value.isString() || value.stringValue().isBlank()) {
            problems.add(place, "expected text that is not blank, found " + Names.describe(value));
            return "";
        }
        String text = value.stringValue();
        if (text.length() > LONGEST) {
            problems.add(place, "expected at most " + LONGEST + " characters, found " + text.length());
            return "";
        }
        return text;
    }

    private double number(JsonNode value, String place, Range range) {
        // Adding 0 makes -0 a plain 0: equal questions must be equal scenarios.
        double number = value.isNumber() ? value.doubleValue() + 0.0 : Double.NaN;
        if (!JsonText.refused(value) && !range.holds(number)) {
            problems.add(place, "expected " + range.words() + ", found " + Names.describe(value));
            return 0;
        }
        return number;
    }
}
