package tangency.storage.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tangency.core.run.Study;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether two studies of one scenario say the same, number by number. Of the run, only the data it read counts; residuals
 * of the certificate are rounding and are not compared, only whether there is one.
 *
 * @param compared how many values were compared
 * @param differences in the order of the document
 */
public record StudyAgreement(int compared, List<Difference> differences) {
    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-15;

    /**
     * A value that is not the same.
     *
     * @param place JSON path
     * @param written as the study has it, null where it has nothing
     * @param found as it came out again, null where nothing did
     */
    public record Difference(String place, @Nullable String written, @Nullable String found) {
        @Override
        public String toString() {
            return place + ": the study says " + (written == null ? "nothing" : written) + ", running it again gives "
                    + (found == null ? "nothing" : found);
        }
    }

    public StudyAgreement {
        differences = List.copyOf(differences);
    }

    public boolean agrees() {
        return differences.isEmpty();
    }

    /** Compares a study as written with one that was run again. */
    public static StudyAgreement of(Study written, Study again) {
        Comparison comparison = new Comparison();
        // What a study does not explain is not held against it: older ones, and those of other programs, do not.
        comparison.compare("$", tree(written),
                tree(written.explanation() == null ? again.withExplanation(null) : again));
        Set<String> inputs = new TreeSet<>(written.run().inputs().keySet());
        inputs.addAll(again.run().inputs().keySet());
        for (String input : inputs) {
            comparison.same("$.run.inputs." + input, written.run().inputs().get(input),
                    again.run().inputs().get(input));
        }
        return new StudyAgreement(comparison.compared, comparison.differences);
    }

    private static JsonNode tree(Study study) {
        ObjectNode tree = (ObjectNode) JsonMapper.shared().readTree(StudyCodec.canonical(study));
        tree.remove("run");
        if (tree.get("certificate") instanceof ObjectNode certificate) {
            certificate.removeAll();
        }
        return tree;
    }

    /** {@code agrees, compared, differences: [{place, study, again}]}. */
    public String json() {
        Tree tree = new Tree().flag("agrees", agrees()).whole("compared", (long) compared);
        tree.list("differences", differences.stream().map(d -> new Tree().text("place", d.place())
                .text("study", d.written()).text("again", d.found()).node()).toList());
        return Layout.of(tree.node());
    }

    private static final class Comparison {
        private final List<Difference> differences = new ArrayList<>();
        private int compared;

        void compare(String place, @Nullable JsonNode a, @Nullable JsonNode b) {
            if (a instanceof ObjectNode left && b instanceof ObjectNode right) {
                Set<String> names = new LinkedHashSet<>();
                left.properties().stream().map(Map.Entry::getKey).forEach(names::add);
                right.properties().stream().map(Map.Entry::getKey).forEach(names::add);
                names.forEach(name -> compare(place + "." + name, left.get(name), right.get(name)));
            } else if (a instanceof ArrayNode left && b instanceof ArrayNode right) {
                for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                    compare(place + "[" + i + "]", left.get(i), right.get(i));
                }
            } else if (a != null && b != null && a.isNumber() && b.isNumber()) {
                compared++;
                double x = a.doubleValue();
                double y = b.doubleValue();
                if (!(Math.abs(x - y) <= ABSOLUTE + RELATIVE * Math.max(Math.abs(x), Math.abs(y)))) {
                    differences.add(new Difference(place, a.toString(), b.toString()));
                }
            } else {
                same(place, a == null ? null : a.toString(), b == null ? null : b.toString());
            }
        }

        void same(String place, @Nullable String a, @Nullable String b) {
            compared++;
            if (a == null ? b != null : !a.equals(b)) {
                differences.add(new Difference(place, a, b));
            }
        }
    }
}
