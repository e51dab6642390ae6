package tangency.app.panel.hierarchy;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** Tree, heat map and strip in a row: the square map gets what it can fill, the strip a little, the tree the rest. */
final class JoinedPane extends Pane {
    /** Width the ids beside a square heat map take. */
    private static final double IDS = 44;
    private static final double MOST = 0.56;
    private static final double STRIP = 0.16;

    private final Region tree;
    private final Region map;
    private final Region strip;

    JoinedPane(Region tree, Region map, Region strip) {
        super(tree, map, strip);
        this.tree = tree;
        this.map = map;
        this.strip = strip;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double middle = Math.floor(Math.min(MOST * width, height + IDS));
        double right = Math.floor(Math.clamp(STRIP * width, 50, 220));
        double left = Math.max(0, width - middle - right);
        tree.resizeRelocate(0, 0, left, height);
        map.resizeRelocate(left, 0, middle, height);
        strip.resizeRelocate(left + middle, 0, right, height);
    }
}
