package tangency.storage.document;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object being written, field after field. Numbers must be finite: JSON has no others. */
final class Tree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode node = NODES.objectNode();

    static Tree of(String name, String value) {
        return new Tree().text(name, value);
    }

    ObjectNode node() {
        return node;
    }

    Tree node(String name, @Nullable JsonNode value) {
        node.set(name, value == null ? NODES.nullNode() : value);
        return this;
    }

    /** Text, or JSON null. */
    Tree text(String name, @Nullable String value) {
        return node(name, value == null ? null : NODES.stringNode(value));
    }

    Tree flag(String name, boolean value) {
        return node(name, NODES.booleanNode(value));
    }

    Tree choice(String name, Enum<?> value) {
        return text(name, Names.of(value));
    }

    /** A number, or JSON null. */
    Tree number(String name, @Nullable Double value) {
        return node(name, value == null ? null : finite(name, value));
    }

    Tree whole(String name, @Nullable Long value) {
        return node(name, value == null ? null : NODES.numberNode(value));
    }

    /** A number that is usually whole (money, periods, counts), written without ".0" where it is. */
    Tree plain(String name, double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? whole(name, (long) value) : number(name, value);
    }

    /** Left out where null. */
    Tree numberIfAny(String name, @Nullable Double value) {
        return value == null ? this : number(name, value);
    }

    /** Left out where null. */
    Tree textIfAny(String name, @Nullable String value) {
        return value == null ? this : text(name, value);
    }

    Tree numbers(String name, Map<String, Double> values) {
        ObjectNode object = NODES.objectNode();
        values.forEach((id, value) -> object.set(id, finite(name + "." + id, value)));
        return node(name, object);
    }

    Tree names(String name, List<String> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(array::add);
        return node(name, array);
    }

    /** Left out where null. */
    Tree namesIfAny(String name, @Nullable List<String> values) {
        return values == null ? this : names(name, values);
    }

    Tree row(String name, double[] values) {
        return node(name, row(values, name));
    }

    Tree list(String name, List<ObjectNode> items) {
        return node(name, NODES.arrayNode().addAll(items));
    }

    static ArrayNode row(double[] values, String name) {
        ArrayNode array = NODES.arrayNode(values.length);
        for (double value : values) {
            array.add(finite(name, value));
        }
        return array;
    }

    private static JsonNode finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A document cannot hold " + name + " = " + value);
        }
        return NODES.numberNode(value);
    }
}
