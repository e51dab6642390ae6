package tangency.app.shell;

import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every command by typing a part of its name. */
final class CommandPalette {
    private static final double WIDTH = 520;
    private static final double ROW = 32;
    private static final int ROWS = 11;

    private final Overlay overlay;
    private final FilteredList<Command> found;
    private final TextField query = new TextField();
    private final ListView<Command> list;

    private CommandPalette(Overlay overlay, List<Command> commands) {
        this.overlay = overlay;
        this.found = new FilteredList<>(FXCollections.observableArrayList(commands));
        this.list = new ListView<>(found);
    }

    static void open(Overlay overlay, List<Command> commands) {
        new CommandPalette(overlay, commands).show();
    }

    private void show() {
        query.setId("palette-query");
        query.setPromptText("What do you want to do?");
        list.setId("palette-list");
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROWS * ROW + 2);
        list.setCellFactory(view -> new CommandCell());
        list.setPlaceholder(new Label("No command has these words"));
        list.setFocusTraversable(false);
        query.textProperty().subscribe(text -> {
            found.setPredicate(command -> matches(command, text));
            list.getSelectionModel().selectFirst();
        });
        query.setOnAction(event -> run(list.getSelectionModel().getSelectedItem()));
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::move);
        list.setOnMouseClicked(event -> run(list.getSelectionModel().getSelectedItem()));
        overlay.show(new VBox(8, query, list), WIDTH, query);
    }

    private void move(KeyEvent event) {
        int step = switch (event.getCode()) {
            case DOWN -> 1;
            case UP -> -1;
            default -> 0;
        };
        if (step != 0 && !found.isEmpty()) {
            int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + step, found.size());
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - ROWS / 2));
            event.consume();
        }
    }

    private void run(@Nullable Command command) {
        if (command != null && command.enabled().get()) {
            overlay.close();
            command.run();
        }
    }

    /** Whether every word of {@code text} is in the command's menu or label. */
    static boolean matches(Command command, String text) {
        String all = (command.menu().title() + " " + command.label().get()).toLowerCase(Locale.ROOT);
        for (String word : text.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static final class CommandCell extends ListCell<Command> {
        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                setDisable(false);
                return;
            }
            Label label = new Label(command.label().get());
            if (command.icon() != null) {
                label.setGraphic(new FontIcon(command.icon()));
            }
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox line = new HBox(8, label, gap);
            line.setAlignment(Pos.CENTER_LEFT);
            for (String shortcut : command.shortcuts().stream().limit(1).toList()) {
                Label key = new Label(KeyCombination.valueOf(shortcut).getDisplayText());
                key.getStyleClass().add("key");
                line.getChildren().add(key);
            }
            setDisable(!command.enabled().get());
            setGraphic(line);
        }
    }
}
