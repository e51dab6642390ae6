package tangency.app.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import tangency.app.panel.PanelDescriptor;

/**
 * The panels on screen: up to four at once in two rows that split at will, or one alone. A panel that is asked for and not on
 * screen takes the place of the active one; a panel is made when first shown and lives as long as the window.
 */
final class PanelGrid extends StackPane {
    private static final int SLOTS = 4;

    private final List<PanelDescriptor> descriptors;
    private final Function<PanelDescriptor, PanelFrame> make;
    private final Map<PanelDescriptor, PanelFrame> made = new LinkedHashMap<>();
    private final ObservableList<PanelDescriptor> shown = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable PanelDescriptor> active = new ReadOnlyObjectWrapper<>();
    private @Nullable PanelDescriptor alone;
    private boolean outdated;

    /** @param make frames a panel that is shown for the first time */
    PanelGrid(List<PanelDescriptor> descriptors, Function<PanelDescriptor, PanelFrame> make) {
        this.descriptors = descriptors;
        this.make = make;
        getStyleClass().add("panel-grid");
        setMinSize(0, 0);
        reset();
    }

    /** What is on screen, by place. */
    ObservableList<PanelDescriptor> shown() {
        return shown;
    }

    /** The panel that keys and the rail act on. */
    ReadOnlyObjectProperty<@Nullable PanelDescriptor> activeProperty() {
        return active.getReadOnlyProperty();
    }

    /** The first four panels, each in its place. */
    void reset() {
        alone = null;
        shown.setAll(descriptors.stream().limit(SLOTS).toList());
        arrange();
        if (!shown.isEmpty()) {
            activate(shown.getFirst());
        }
    }

    /** Brings a panel on screen and gives it the keyboard. */
    void show(PanelDescriptor panel) {
        if (!shown.contains(panel)) {
            PanelDescriptor current = active.get();
            int place = current == null ? -1 : shown.indexOf(current);
            if (shown.size() < SLOTS) {
                shown.add(panel);
            } else {
                shown.set(Math.max(0, place), panel);
            }
            arrange();
        }
        if (alone != null && alone != panel) {
            alone = panel;
            arrange();
        }
        activate(panel);
        frame(panel).takeFocus();
    }

    /** Shows one panel alone, or all again. */
    void toggleMaximise(PanelDescriptor panel) {
        alone = alone == null ? panel : null;
        arrange();
        activate(panel);
    }

    void activate(PanelDescriptor panel) {
        active.set(panel);
        made.forEach((descriptor, frame) -> frame.active(descriptor == panel && shown.size() > 1));
    }

    /** Fades all panels while what they show no longer answers the open scenario. */
    void outdated(boolean now) {
        outdated = now;
        made.values().forEach(frame -> frame.outdated(now));
    }

    /** Renews the numbers where panels are shown as tables. */
    void refreshTables() {
        made.values().forEach(PanelFrame::refreshTable);
    }

    private PanelFrame frame(PanelDescriptor descriptor) {
        PanelFrame known = made.get(descriptor);
        if (known == null) {
            known = make.apply(descriptor);
            known.outdated(outdated);
            made.put(descriptor, known);
        }
        return known;
    }

    private void arrange() {
        made.forEach((descriptor, frame) -> frame.maximised(descriptor == alone));
        if (alone != null) {
            PanelFrame frame = frame(alone);
            frame.maximised(true);
            getChildren().setAll(frame);
            return;
        }
        List<PanelFrame> frames = shown.stream().map(this::frame).toList();
        // A node may have one parent only: empty the old panes before the frames move to new ones.
        getChildren().forEach(PanelGrid::empty);
        List<SplitPane> rows = new ArrayList<>();
        for (int i = 0; i < frames.size(); i += 2) {
            rows.add(split(Orientation.HORIZONTAL, frames.subList(i, Math.min(i + 2, frames.size()))));
        }
        getChildren().setAll(split(Orientation.VERTICAL, rows));
    }

    private static SplitPane split(Orientation orientation, List<? extends javafx.scene.Node> parts) {
        SplitPane pane = new SplitPane();
        pane.setOrientation(orientation);
        pane.getItems().setAll(parts);
        pane.getStyleClass().add("panel-split");
        pane.setMinSize(0, 0);
        if (parts.size() == 2) {
            pane.setDividerPositions(0.5);
        }
        return pane;
    }

    private static void empty(javafx.scene.Node node) {
        if (node instanceof SplitPane pane) {
            pane.getItems().forEach(PanelGrid::empty);
            pane.getItems().clear();
        }
    }
}
