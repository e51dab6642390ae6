package tangency.app.shell;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import tangency.app.panel.PanelDescriptor;

/** What is behind a panel's "?". */
final class HelpText {
    private static final double WIDTH = 360;

    private HelpText() {}

    static Node of(PanelDescriptor descriptor) {
        PanelDescriptor.Help help = descriptor.help();
        VBox box = new VBox(10);
        box.getStyleClass().add("help-text");
        box.setPrefWidth(WIDTH);
        Label title = new Label(descriptor.title());
        title.getStyleClass().add("help-title");
        box.getChildren().add(title);
        part(box, "", help.definition(), "help-body");
        part(box, "Formula", help.formula(), "help-formula");
        part(box, "By hand", help.gestures(), "help-body");
        part(box, "Source", help.source(), "help-body");
        return box;
    }

    private static void part(VBox box, String heading, String text, String style) {
        if (text.isBlank()) {
            return;
        }
        Label body = new Label(text);
        body.setWrapText(true);
        body.setMinHeight(Region.USE_PREF_SIZE);
        body.setMaxWidth(WIDTH);
        body.getStyleClass().add(style);
        if (heading.isEmpty()) {
            box.getChildren().add(body);
        } else {
            Label head = new Label(heading);
            head.getStyleClass().add("hint");
            box.getChildren().add(new VBox(2, head, body));
        }
    }
}
