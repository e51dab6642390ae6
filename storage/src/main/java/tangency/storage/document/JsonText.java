package tangency.storage.document;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON text to tree, by Jackson's tokens. The tree is built here because Jackson's own keeps the last of duplicate keys
 * or stops at the first, and says neither with a path. Bombs (nesting, endless numbers) end as problems.
 */
final class JsonText {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder().maxNestingDepth(64)
            .maxNumberLength(1_000).maxStringLength(10_000_000).maxNameLength(10_000).maxDocumentLength(500_000_000)
            .build();

    /** NaN is let through as a token so that it can be refused with its path. */
    private static final JsonFactory FACTORY = JsonFactory.builder().streamReadConstraints(BOUNDS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Problems problems;

    private JsonText(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The document's tree, or null (and a problem) where the text is not JSON. */
    static @Nullable JsonNode parse(String text, Problems problems) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (body.isBlank()) {
            problems.add("$", "the document is empty; expected a JSON object");
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            JsonText reader = new JsonText(parser, problems);
            try {
                JsonNode root = reader.value(parser.nextToken());
                if (parser.nextToken() != null) {
                    problems.add(place(parser.currentTokenLocation()),
                            "more text after the end of the document; expected one JSON object and nothing else");
                }
                return root;
            } catch (JacksonException e) {
                problems.add(place(e.getLocation()), "not JSON: " + said(e) + reader.near());
                return null;
            }
        }
    }

    private JsonNode value(@Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.stringNode(whole(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case null, default -> NODES.nullNode();
        };
    }

    private ObjectNode object() {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = whole(parser.currentName());
            if (object.has(name)) {
                problems.add(path(parser.streamReadContext()), "duplicate field `" + name + "` at "
                        + place(parser.currentTokenLocation()) + "; expected each field once");
            }
            object.set(name, value(parser.nextToken()));
        }
        return object;
    }

    private ArrayNode array() {
        ArrayNode array = NODES.arrayNode();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            array.add(value(token));
            token = parser.nextToken();
        }
        return array;
    }

    /** Numbers that no double holds are refused here, by path; what reads the tree need not refuse them again. */
    private JsonNode number(String text) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && text.length() <= 18) {
            return NODES.numberNode(Long.parseLong(text));
        }
        boolean digits = Character.isDigit(text.charAt(text.length() - 1));
        double number = digits ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(number)) {
            problems.add(path(parser.streamReadContext()), "expected a finite number, found " + Names.shortened(text));
        }
        return NODES.numberNode(number);
    }

    /** Whether {@code node} is a number that was refused when it was parsed. */
    static boolean refused(JsonNode node) {
        return node.isNumber() && !Double.isFinite(node.doubleValue());
    }

    /** Half a surrogate pair cannot be written as UTF-8, so it would change on the way to disk. */
    private String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                problems.add(path(parser.streamReadContext()),
                        "text with half a surrogate pair; expected Unicode text");
                return text;
            }
        }
        return text;
    }

    /** Jackson's words without its own settings, which nobody who writes a document knows. */
    private static String said(JacksonException e) {
        return e.getOriginalMessage().replaceAll("was expecting \\(JSON String.*", "expected a JSON value")
                .replaceAll(" \\(not recognized as one since.*", "").replaceAll(", from `[^`]*`", "");
    }

    private String near() {
        String path = path(parser.streamReadContext());
        return path.equals("$") ? "" : ", near " + path;
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "$" : location.getLineNr() + ":" + location.getColumnNr();
    }

    private static String path(@Nullable TokenStreamContext context) {
        if (context == null || context.inRoot()) {
            return "$";
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return context.hasCurrentIndex() ? Paths.item(parent, context.getCurrentIndex()) : parent;
        }
        String name = context.currentName();
        return name == null ? parent : Paths.field(parent, name);
    }
}
