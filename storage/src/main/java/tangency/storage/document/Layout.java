package tangency.storage.document;

import java.util.Iterator;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A tree as text for people: what fits on a line stays on one, except the outermost object and lists of objects or of
 * rows, which have a line for each. Ends with a line feed.
 * Names and values are Jackson's.
 */
final class Layout {
    private static final int WIDTH = 160;
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private Layout() {}

    static String of(JsonNode root) {
        Layout layout = new Layout();
        layout.broken(root, "");
        return layout.out.append('\n').toString();
    }

    private void write(JsonNode node, String indent) {
        int start = out.length();
        int line = start - (out.lastIndexOf("\n") + 1);
        if (!inline(node, start + WIDTH - line)) {
            out.setLength(start);
            broken(node, indent);
        }
    }

    private void broken(JsonNode node, String indent) {
        if (!node.isContainer() || node.isEmpty()) {
            inline(node, Integer.MAX_VALUE);
            return;
        }
        String inner = indent + INDENT;
        boolean object = node.isObject();
        out.append(object ? '{' : '[');
        Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
        for (int i = 0; i < node.size(); i++) {
            out.append(i == 0 ? "\n" : ",\n").append(inner);
            if (object) {
                Map.Entry<String, JsonNode> field = fields.next();
                out.append(quoted(field.getKey())).append(": ");
                write(field.getValue(), inner);
            } else {
                write(node.get(i), inner);
            }
        }
        out.append('\n').append(indent).append(object ? '}' : ']');
    }

    /** Whether the node could be written before {@code end}; gives up as soon as it cannot. */
    private boolean inline(JsonNode node, int end) {
        if (node.isObject()) {
            String separator = "{";
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                out.append(separator).append(quoted(field.getKey())).append(": ");
                if (!inline(field.getValue(), end)) {
                    return false;
                }
                separator = ", ";
            }
            out.append(node.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode item : node) {
                out.append(separator);
                if (item.isContainer() || !inline(item, end)) {
                    return false;
                }
                separator = ", ";
            }
            out.append(node.isEmpty() ? "[]" : "]");
        } else {
            out.append(node.toString());
        }
        return out.length() <= end;
    }

    private static String quoted(String name) {
        return StringNode.valueOf(name).toString();
    }
}
