package tangency.app.shell;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;
import tangency.app.panel.Panel;
import tangency.app.panel.PanelDescriptor;
import tangency.app.panel.PanelTable;

/** A panel with its title and what can be done with any panel. */
final class PanelFrame extends BorderPane {
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private static final double FADED = 0.45;
    private static final double EMPTY_WIDTH = 420;

    /** What a frame asks of the window around it. */
    interface Host {
        void maximise(PanelFrame frame);

        void activate(PanelFrame frame);

        void exportPicture(PanelFrame frame);

        void exportTable(PanelFrame frame);

        void copy(PanelFrame frame);
    }

    private final PanelDescriptor descriptor;
    private final Panel panel;
    private final StackPane body = new StackPane();
    private final ToggleButton asTable;
    private final Button maximise;
    private final Button help;

    PanelFrame(PanelDescriptor descriptor, Panel panel, Host host) {
        this.descriptor = descriptor;
        this.panel = panel;
        getStyleClass().add("panel-frame");
        setId("panel-" + descriptor.id());
        setMinSize(0, 0);
        Label title = new Label(descriptor.title(), new FontIcon(descriptor.icon()));
        title.getStyleClass().add("panel-title");
        title.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        asTable = new ToggleButton(null, new FontIcon(Material2OutlinedMZ.TABLE_CHART));
        asTable.getStyleClass().addAll("flat", "icon-button");
        tell(asTable, "Show as table");
        asTable.selectedProperty().subscribe(this::show);
        maximise = button(Material2MZ.OPEN_IN_FULL, "Maximise", () -> host.maximise(this));
        help = button(Material2OutlinedAL.HELP_OUTLINE, "What is this?", this::explain);
        help.setId("help-" + descriptor.id());
        HBox header = new HBox(title, gap, asTable,
                button(Material2AL.CONTENT_COPY, "Copy picture and numbers", () -> host.copy(this)),
                button(Material2OutlinedAL.IMAGE, "Export a picture (PNG)", () -> host.exportPicture(this)),
                button(Material2OutlinedAL.GRID_ON, "Export the numbers (CSV)", () -> host.exportTable(this)), help,
                maximise);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("panel-header");
        header.setMinWidth(0);
        header.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                host.maximise(this);
            }
        });
        body.getStyleClass().add("panel-body");
        body.setMinSize(0, 0);
        setTop(header);
        setCenter(body);
        addEventFilter(MouseEvent.MOUSE_PRESSED, event -> host.activate(this));
        setFocusTraversable(false);
    }

    PanelDescriptor descriptor() {
        return descriptor;
    }

    Panel panel() {
        return panel;
    }

    /** Marks the panel that the keyboard is with. */
    void active(boolean active) {
        pseudoClassStateChanged(ACTIVE, active);
    }

    /** Fades content that no longer answers the open scenario. */
    void outdated(boolean outdated) {
        body.setOpacity(outdated ? FADED : 1);
    }

    void maximised(boolean maximised) {
        maximise.setGraphic(new FontIcon(maximised ? Material2AL.CLOSE_FULLSCREEN : Material2MZ.OPEN_IN_FULL));
        tell(maximise, maximised ? "Restore" : "Maximise");
    }

    /** Gives the keyboard to the panel's content. */
    void takeFocus() {
        Node target = firstFocusable(panel.view());
        (target == null ? asTable : target).requestFocus();
    }

    private static javafx.scene.@org.jspecify.annotations.Nullable Node firstFocusable(Node node) {
        if (node.isFocusTraversable() && node.isVisible() && !node.isDisabled()) {
            return node;
        }
        if (node instanceof javafx.scene.Parent parent && node.isVisible()) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = firstFocusable(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private void show(boolean table) {
        PanelTable content = table ? panel.table() : null;
        if (!table) {
            body.getChildren().setAll(panel.view());
        } else if (content == null) {
            Label nothing = new Label("There are no numbers to show. " + panel.describe());
            nothing.getStyleClass().add("hint");
            nothing.setWrapText(true);
            nothing.setMaxWidth(EMPTY_WIDTH);
            body.getChildren().setAll(nothing);
        } else {
            body.getChildren().setAll(PanelTables.view(content));
        }
    }

    /** Shows newer numbers where the table is shown. */
    void refreshTable() {
        if (asTable.isSelected()) {
            show(true);
        }
    }

    private void explain() {
        PopOvers.show(HelpText.of(descriptor), help, PopOver.ArrowLocation.TOP_RIGHT);
    }

    private static Button button(Ikon icon, String what, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "icon-button");
        button.setFocusTraversable(false);
        tell(button, what);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static void tell(javafx.scene.control.ButtonBase button, String what) {
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
    }
}
