package tangency.app.panel;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * How a panel is laid out: a row of tools that wraps, the picture, lines of text under it. While there is no picture a message
 * stands in its place; a picture that is out of date is dimmed. FX thread only.
 */
public final class PanelBody extends BorderPane {
    private final FlowPane tools = new FlowPane(10, 4);
    private final VBox footer = new VBox(1);
    private final Label empty = new Label();
    private final StaleDimmer dimmer;

    /**
     * @param message what to say instead of a picture; empty while there is one
     * @param stale whether a newer answer is on its way
     */
    public PanelBody(Node picture, ReadOnlyStringProperty message, ReadOnlyBooleanProperty stale) {
        getStyleClass().add("panel-content");
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.setPadding(new Insets(4, 8, 4, 8));
        footer.setPadding(new Insets(2, 8, 4, 8));
        empty.getStyleClass().add("text-muted");
        empty.setStyle("-fx-background-color: -color-bg-default; -fx-padding: 8;");
        empty.setWrapText(true);
        empty.setMaxWidth(420);
        empty.setMouseTransparent(true);
        empty.textProperty().bind(message);
        empty.visibleProperty().bind(message.isNotEmpty());
        StackPane middle = new StackPane(picture, empty);
        middle.setMinSize(0, 0);
        setCenter(middle);
        setMinSize(0, 0);
        dimmer = new StaleDimmer(picture, stale);
    }

    /** Says where the message stands over a picture that still shows something; in the middle otherwise. */
    public void setMessagePosition(Pos position) {
        StackPane.setAlignment(empty, position);
        StackPane.setMargin(empty, new Insets(24));
    }

    /** Puts a control into the row of tools, with what it is for beside it ({@code ""} for none). */
    public void addTool(String label, Node... controls) {
        HBox box = new HBox(6);
        box.setAlignment(Pos.CENTER_LEFT);
        if (!label.isEmpty()) {
            Label text = new Label(label);
            text.getStyleClass().addAll("text-small", "text-muted");
            text.setMinWidth(USE_PREF_SIZE);
            if (controls.length > 0) {
                text.setLabelFor(controls[0]);
            }
            box.getChildren().add(text);
        }
        box.getChildren().addAll(controls);
        // A tool whose controls are all hidden leaves no gap.
        if (controls.length == 1 && label.isEmpty()) {
            box.managedProperty().bind(controls[0].visibleProperty());
        }
        tools.getChildren().add(box);
        setTop(tools);
    }

    /** Adds a line under the picture that always keeps its room, so that its text can change without moving anything. */
    public Label addLine(String id) {
        Label line = new Label();
        line.setId(id);
        line.getStyleClass().add("text-small");
        line.setWrapText(true);
        line.setMinHeight(18);
        line.setMaxWidth(Double.MAX_VALUE);
        footer.getChildren().add(line);
        setBottom(footer);
        return line;
    }

    /** Stops following the session. */
    public void dispose() {
        dimmer.dispose();
    }
}
