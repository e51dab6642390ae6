package tangency.storage.document;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.run.Hierarchy;
import tangency.core.solve.hierarchical.WeightBand;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A study's field {@code hierarchy}. */
final class HierarchyJson {
    private HierarchyJson() {}

    static ObjectNode write(Hierarchy hierarchy) {
        Tree tree = new Tree();
        List<Integer> clusters = hierarchy.clusters();
        if (clusters != null) {
            ArrayNode labels = JsonNodeFactory.instance.arrayNode(clusters.size());
            clusters.forEach(labels::add);
            tree.node("clusters", labels);
        }
        return tree.row("low", hierarchy.band().stream().mapToDouble(WeightBand::low).toArray())
                .row("high", hierarchy.band().stream().mapToDouble(WeightBand::high).toArray())
                .whole("orders", (long) hierarchy.orders()).flag("complete", hierarchy.complete())
                .number("distance", hierarchy.distance()).node();
    }

    /** @param size number of assets */
    static @Nullable Hierarchy read(Fields fields, int size) {
        double[] labels = fields.row("clusters", size);
        double[] low = fields.row("low", size);
        double[] high = fields.row("high", size);
        Integer orders = fields.count("orders", 1);
        boolean complete = fields.flag("complete", false);
        double distance = fields.requiredNumber("distance", Range.NOT_NEGATIVE);
        fields.required("low", "a number for each asset");
        fields.required("high", "a number for each asset");
        fields.required("orders", "a whole number");
        if (low == null || high == null || orders == null) {
            return null;
        }
        List<WeightBand> band = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            band.add(new WeightBand(low[i], high[i]));
        }
        return new Hierarchy(labels == null ? null : whole(fields, labels), band, orders, complete, distance);
    }

    private static List<Integer> whole(Fields fields, double[] labels) {
        List<Integer> whole = new ArrayList<>();
        for (double label : labels) {
            if (label != Math.rint(label) || label < 1 || label > labels.length) {
                fields.refuse("clusters", "expected numbers of clusters from 1 on, found " + label);
                return List.of();
            }
            whole.add((int) label);
        }
        return whole;
    }
}
