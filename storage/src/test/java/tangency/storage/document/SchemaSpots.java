package tangency.storage.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Walks a JSON Schema and finds every object with named fields, each with a document that holds it. */
final class SchemaSpots {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode root;
    private final List<Spot> spots = new ArrayList<>();

    private SchemaSpots(JsonNode root) {
        this.root = root;
    }

    /** A field that takes one of some names, in a document with only what leads to it. */
    record Choice(Place at, List<String> names) {
        String place() {
            return at.text();
        }

        JsonNode document(String name) {
            return at.with(NODES.stringNode(name));
        }
    }

    /**
     * An object of the schema.
     *
     * @param pointer where the schema has it
     */
    record Spot(Place at, String pointer, JsonNode schema, List<Choice> choices) {
        String place() {
            return at.text();
        }

        String place(String field) {
            return Paths.field(place(), field);
        }

        String pointer(String field) {
            return pointer + "/properties/" + field;
        }

        List<String> fields() {
            return List.copyOf(schema.get("properties").propertyNames());
        }

        /** A new object with the fields that have but one value, such as a method's name. */
        ObjectNode object() {
            ObjectNode object = NODES.objectNode();
            schema.get("properties").forEachEntry((name, property) -> {
                if (property.has("const")) {
                    object.set(name, property.get("const"));
                }
            });
            return object;
        }

        JsonNode document(ObjectNode object) {
            return at.with(object);
        }
    }

    /** The way from a document's root: field names, and -1 for the first item of a list. */
    record Place(ObjectNode document, List<Object> steps) {
        Place then(Object step) {
            List<Object> longer = new ArrayList<>(steps);
            longer.add(step);
            return new Place(document, longer);
        }

        Place holding(ObjectNode object) {
            return new Place((ObjectNode) with(object), steps);
        }

        String text() {
            String text = "$";
            for (Object step : steps) {
                text = step instanceof String name ? Paths.field(text, name) : Paths.item(text, 0);
            }
            return text;
        }

        JsonNode with(JsonNode value) {
            return with(document, 0, value);
        }

        private JsonNode with(JsonNode here, int depth, JsonNode value) {
            if (depth == steps.size()) {
                return value;
            }
            if (steps.get(depth) instanceof String name) {
                ObjectNode object = here instanceof ObjectNode known ? known.deepCopy() : NODES.objectNode();
                return object.set(name, with(object.path(name), depth + 1, value));
            }
            ArrayNode array = NODES.arrayNode();
            return array.add(with(here.path(0), depth + 1, value));
        }
    }

    static List<Spot> of(String resource) {
        try (InputStream in = SchemaSpots.class.getResourceAsStream(resource)) {
            SchemaSpots walk = new SchemaSpots(JSON.readTree(Objects.requireNonNull(in, resource)));
            walk.walk("", new Place(NODES.objectNode(), List.of()), new ArrayList<>());
            return walk.spots;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void walk(String pointer, Place at, List<Choice> choices) {
        JsonNode schema = root.at(pointer);
        if (schema.has("$ref")) {
            String target = schema.get("$ref").stringValue();
            if (target.startsWith("#")) {
                walk(target.substring(1), at, choices);
            }
            return;
        }
        if (schema.has("enum")) {
            choices.add(new Choice(at, schema.get("enum").valueStream().map(JsonNode::stringValue).toList()));
        }
        if (schema.has("properties")) {
            object(pointer, at, schema);
        }
        if (schema.has("items")) {
            walk(pointer + "/items", at.then(-1), choices);
        }
        for (String branches : List.of("oneOf", "anyOf")) {
            List<String> consts = new ArrayList<>();
            JsonNode list = schema.path(branches);
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).has("const")) {
                    consts.add(list.get(i).get("const").stringValue());
                } else if (list.get(i).has("$ref") || list.get(i).has("type")) {
                    walk(pointer + "/" + branches + "/" + i, at, choices);
                }
            }
            if (!consts.isEmpty()) {
                choices.add(new Choice(at, consts));
            }
        }
        kinds(schema.path("oneOf"), at, choices);
    }

    private void object(String pointer, Place at, JsonNode schema) {
        List<Choice> choices = new ArrayList<>();
        Spot spot = new Spot(at, pointer, schema, choices);
        spots.add(spot);
        Place inside = at.holding(spot.object());
        for (String field : spot.fields()) {
            walk(pointer + "/properties/" + field, inside.then(field), choices);
        }
    }

    /** Alternatives that a field such as `method` tells apart. */
    private void kinds(JsonNode alternatives, Place at, List<Choice> choices) {
        for (String kind : List.of("method", "type")) {
            List<String> names = alternatives.valueStream().filter(branch -> branch.has("$ref"))
                    .map(branch -> root.at(branch.get("$ref").stringValue().substring(1)).at("/properties/" + kind))
                    .filter(property -> property.has("const")).map(property -> property.get("const").stringValue())
                    .toList();
            if (!names.isEmpty()) {
                choices.add(new Choice(at.then(kind), names));
            }
        }
    }
}
