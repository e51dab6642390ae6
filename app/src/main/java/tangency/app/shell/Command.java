package tangency.app.shell;

import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/**
 * Something the window can do. One list of commands feeds menu, toolbar, palette and shortcut sheet.
 *
 * @param id stable, with dashes; also the node id of its button
 * @param menu the menu it stands in
 * @param label what it does now ("Undo Raise tech cap")
 * @param shortcuts key combinations, the first of which is shown; "Shortcut" is Ctrl or ⌘
 */
record Command(String id, Menu menu, ObservableStringValue label, @Nullable Ikon icon, List<String> shortcuts,
        ObservableBooleanValue enabled, Runnable action) {
    /** The menus, in order. */
    enum Menu {
        FILE("File"), EDIT("Edit"), VIEW("View"), PANELS("Panels"), HELP("Help");

        private final String title;

        Menu(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    Command {
        shortcuts = List.copyOf(shortcuts);
    }

    /** A command that can always be given. */
    static Command of(String id, Menu menu, String label, @Nullable Ikon icon, String shortcut, Runnable action) {
        return new Command(id, menu, new SimpleStringProperty(label), icon,
                shortcut.isEmpty() ? List.of() : List.of(shortcut), new SimpleBooleanProperty(true), action);
    }

    Command enabledWhen(ObservableBooleanValue condition) {
        return new Command(id, menu, label, icon, shortcuts, condition, action);
    }

    Command labelled(ObservableStringValue text) {
        return new Command(id, menu, text, icon, shortcuts, enabled, action);
    }

    Command also(String shortcut) {
        List<String> all = new java.util.ArrayList<>(shortcuts);
        all.add(shortcut);
        return new Command(id, menu, label, icon, all, enabled, action);
    }

    /** Carries it out if it is enabled. */
    void run() {
        if (enabled.get()) {
            action.run();
        }
    }
}
