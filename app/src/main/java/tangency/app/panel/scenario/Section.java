package tangency.app.panel.scenario;

import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;

/** A part of the editor under a heading that opens and closes it; closed, the heading says the gist. */
final class Section extends VBox {
    private final ToggleButton heading = new ToggleButton();

    Section(String id, String title, ObservableStringValue gist, boolean open, Node... content) {
        getStyleClass().add("section");
        setId(id);
        FontIcon chevron = new FontIcon();
        chevron.getStyleClass().add("chevron");
        Label name = new Label(title);
        name.getStyleClass().add("section-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label summary = new Label();
        summary.getStyleClass().add("hint");
        summary.textProperty().bind(gist);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(chevron, name, gap, summary);
        line.getStyleClass().add("section-line");
        line.setAlignment(Pos.CENTER_LEFT);
        heading.setGraphic(line);
        heading.getStyleClass().setAll("section-heading");
        heading.setMaxWidth(Double.MAX_VALUE);
        heading.setAccessibleText(title);
        line.prefWidthProperty().bind(heading.widthProperty().subtract(16));
        line.setMinWidth(0);
        VBox body = new VBox(content);
        body.getStyleClass().add("section-body");
        body.visibleProperty().bind(heading.selectedProperty());
        body.managedProperty().bind(heading.selectedProperty());
        heading.selectedProperty().subscribe(
                shown -> chevron
                        .setIconCode(shown ? Material2AL.KEYBOARD_ARROW_DOWN : Material2AL.KEYBOARD_ARROW_RIGHT));
        heading.setSelected(open);
        getChildren().setAll(heading, body);
    }

    void open(boolean open) {
        heading.setSelected(open);
    }
}
