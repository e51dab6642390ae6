package tangency.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.w3c.dom.Element;
import tangency.app.report.Drawing.Anchor;
import tangency.core.estimate.ClusterTree;
import tangency.core.report.Figure.Dendrogram;

/**
 * Draws a cluster tree, leaves at the bottom, the height of a merge by its distance. Clusters below 70 % of the
 * greatest height have a colour each.
 */
final class DendrogramDrawing {
    private static final double LEFT = 50;
    private static final double RIGHT = Drawing.WIDTH - 8;
    private static final double TOP = 10;
    private static final double BOTTOM = 260;
    private static final double COLOURED = 0.7;
    private static final double LABEL = 10.5;
    private static final int LONGEST = 14;
    private static final int TICKS = 5;

    private final Drawing drawing;
    private final Dendrogram figure;
    private final ClusterTree tree;
    private final double step;
    private final Scale heights;

    private DendrogramDrawing(Drawing drawing, Dendrogram figure) {
        this.drawing = drawing;
        this.figure = figure;
        this.tree = figure.tree();
        this.step = (RIGHT - LEFT) / tree.leaves();
        this.heights = new Scale(0, Math.max(1e-12, greatest()) * 1.03, BOTTOM, TOP);
    }

    static void draw(Drawing drawing, Dendrogram figure) {
        new DendrogramDrawing(drawing, figure).draw();
    }

    private double greatest() {
        return tree.leaves() == 1 ? 1 : tree.height(2 * tree.leaves() - 2);
    }

    private void draw() {
        int decimals = heights.decimals(TICKS, 1);
        for (double tick : heights.ticks(TICKS)) {
            drawing.line(LEFT, heights.pixel(tick), RIGHT, heights.pixel(tick), Ink.GRID, 1);
            drawing.text(LEFT - 6, heights.pixel(tick), Anchor.END, Ink.MUTED, Numbers.fixed(tick, decimals));
        }
        drawing.upwards(10, (TOP + BOTTOM) / 2, Anchor.MIDDLE, Ink.TEXT, "Distance");
        branches();
        int every = (int) Math.ceil(LABEL / step);
        double longest = 0;
        for (int i = 0; i < tree.leaves(); i += every) {
            String name = figure.labels().get(figure.order().get(i));
            String shown = Drawing.shortened(name, LONGEST);
            longest = Math.max(longest, Drawing.width(shown));
            drawing.hint(drawing.upwards(LEFT + (i + 0.5) * step, BOTTOM + 5, Anchor.END, Ink.TEXT, shown), name);
        }
        drawing.size(BOTTOM + longest + 12, "Cluster tree of " + tree.leaves()
                + (tree.leaves() == 1 ? " asset" : " assets") + (every == 1
                        ? ""
                        : "; one label in " + every
                                + " is shown"));
    }

    /** One path per cluster, and one for what joins them. */
    private void branches() {
        int n = tree.leaves();
        double[] x = new double[2 * n - 1];
        for (int i = 0; i < n; i++) {
            x[figure.order().get(i)] = LEFT + (i + 0.5) * step;
        }
        double cut = COLOURED * greatest();
        int[] labels = tree.cutAt(cut);
        int[] leaf = new int[2 * n - 1];
        Map<Integer, Integer> colours = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            leaf[i] = i;
            colours.putIfAbsent(labels[figure.order().get(i)], colours.size());
        }
        Map<Integer, StringBuilder> paths = new LinkedHashMap<>();
        StringBuilder joints = new StringBuilder();
        List<ClusterTree.Row> merges = tree.merges();
        for (int k = 0; k < merges.size(); k++) {
            ClusterTree.Row row = merges.get(k);
            int node = n + k;
            x[node] = (x[row.left()] + x[row.right()]) / 2;
            leaf[node] = leaf[row.left()];
            StringBuilder path = row.height() > cut
                    ? joints
                    : paths.computeIfAbsent(labels[leaf[node]], l -> new StringBuilder());
            path.append('M').append(Drawing.number(x[row.left()])).append(' ')
                    .append(Drawing.number(heights.pixel(tree.height(row.left())))).append('V')
                    .append(Drawing.number(heights.pixel(row.height()))).append('H')
                    .append(Drawing.number(x[row.right()])).append('V')
                    .append(Drawing.number(heights.pixel(tree.height(row.right()))));
        }
        double width = n > 150 ? 0.8 : 1.4;
        if (!joints.isEmpty()) {
            drawing.path(joints.toString(), Ink.AXIS, width);
        }
        paths.forEach((label, path) -> {
            Element element = drawing.path(path.toString(), Ink.AXIS, width);
            // Cluster colours hold on a light and on a dark ground.
            element.setAttribute("class", "fixed");
            element.setAttribute("stroke", Ink.group(colours.getOrDefault(label, 0)));
        });
    }
}
