package tangency.app.shell;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Menu bar and toolbar from the list of commands. */
final class Bars {
    private Bars() {}

    static MenuBar menus(List<Command> commands) {
        MenuBar bar = new MenuBar();
        for (Command.Menu menu : Command.Menu.values()) {
            javafx.scene.control.Menu shown = new javafx.scene.control.Menu(menu.title());
            commands.stream().filter(c -> c.menu() == menu).map(Bars::item).forEach(shown.getItems()::add);
            if (!shown.getItems().isEmpty()) {
                bar.getMenus().add(shown);
            }
        }
        bar.setUseSystemMenuBar(true);
        return bar;
    }

    private static MenuItem item(Command command) {
        MenuItem item = new MenuItem();
        item.setMnemonicParsing(false); // labels tell names, and an underscore in a name is one
        item.setId("menu-" + command.id());
        item.textProperty().bind(command.label());
        item.disableProperty().bind(javafx.beans.binding.Bindings.not(command.enabled()));
        // Keys are handled by the scene alone, so that they work where the menus are not; here they are only shown.
        for (String shortcut : command.shortcuts().stream().limit(1).toList()) {
            javafx.scene.control.Label key = new javafx.scene.control.Label(
                    KeyCombination.valueOf(shortcut).getDisplayText());
            key.getStyleClass().add("menu-key");
            item.setGraphic(key);
        }
        item.setOnAction(event -> command.run());
        return item;
    }

    /** Buttons for the named commands; an empty name is a gap, "|" a line. */
    static HBox tools(List<Command> commands, String... ids) {
        HBox bar = new HBox();
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("tools");
        for (String id : ids) {
            bar.getChildren().add(id.equals("|")
                    ? new Separator(Orientation.VERTICAL)
                    : button(find(commands, id)));
        }
        return bar;
    }

    private static Node button(Command command) {
        Button button = new Button(null, command.icon() == null ? null : new FontIcon(command.icon()));
        button.setId(command.id());
        button.getStyleClass().addAll("flat", "tool-button");
        button.setFocusTraversable(false);
        button.disableProperty().bind(javafx.beans.binding.Bindings.not(command.enabled()));
        Tooltip tooltip = new Tooltip();
        String key = keys(command);
        tooltip.textProperty()
                .bind(javafx.beans.binding.Bindings.concat(command.label(), key == null ? "" : "  " + key));
        button.setTooltip(tooltip);
        button.accessibleTextProperty().bind(command.label());
        button.setOnAction(event -> command.run());
        return button;
    }

    private static @Nullable String keys(Command command) {
        return command.shortcuts().isEmpty()
                ? null
                : KeyCombination.valueOf(command.shortcuts().getFirst()).getDisplayText();
    }

    static Command find(List<Command> commands, String id) {
        return commands.stream().filter(c -> c.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No command " + id));
    }
}
