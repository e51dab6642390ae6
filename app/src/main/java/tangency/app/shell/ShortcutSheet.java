package tangency.app.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All keys at a glance. */
final class ShortcutSheet {
    private static final double COLUMN = 300;
    private static final double WIDTH = 2 * COLUMN + 72;

    private ShortcutSheet() {}

    static void open(Overlay overlay, List<Command> commands) {
        FlowPane groups = new FlowPane(24, 16);
        for (Command.Menu menu : Command.Menu.values()) {
            List<Command> keyed = commands.stream().filter(c -> c.menu() == menu && !c.shortcuts().isEmpty()).toList();
            if (!keyed.isEmpty()) {
                groups.getChildren().add(group(menu, keyed));
            }
        }
        Label title = new Label("Keyboard");
        title.getStyleClass().add("help-title");
        VBox card = new VBox(12, title, groups);
        card.setId("shortcut-sheet");
        card.setFocusTraversable(true);
        overlay.show(card, WIDTH, card);
    }

    private static VBox group(Command.Menu menu, List<Command> commands) {
        Label heading = new Label(menu.title());
        heading.getStyleClass().add("rail-group");
        VBox box = new VBox(4, heading);
        box.setPrefWidth(COLUMN);
        for (Command command : commands) {
            Label label = new Label(command.label().get());
            label.setMinWidth(0);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox line = new HBox(6, label, gap);
            line.setAlignment(Pos.CENTER_LEFT);
            for (String shortcut : command.shortcuts()) {
                Label key = new Label(KeyCombination.valueOf(shortcut).getDisplayText());
                key.getStyleClass().add("key");
                key.setMinWidth(Region.USE_PREF_SIZE);
                line.getChildren().add(key);
            }
            box.getChildren().add(line);
        }
        return box;
    }
}
