package tangency.app.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import tangency.app.session.Library;
import tangency.app.session.ScenarioShelf.Item;
import tangency.app.session.ScenarioShelf.Version;
import tangency.core.report.PlainText;

/** The scenarios of the workspace: open, rename in place, duplicate, history, delete. */
final class ScenariosView extends VBox {
    private static final double WIDTH = 440;
    private static final double ROW = 44;
    private static final int ROWS = 9;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Library library;
    private final ZoneId zone;
    private final Runnable close;
    private final Label heading = new Label("Scenarios");
    private @Nullable Item renaming;

    /**
     * @param zone in which times are told
     * @param close takes the list away
     */
    ScenariosView(Library library, ZoneId zone, Runnable close) {
        super(8);
        this.library = library;
        this.zone = zone;
        this.close = close;
        getStyleClass().add("scenarios");
        setPrefWidth(WIDTH);
        heading.getStyleClass().add("help-title");
        showList();
    }

    private void showList() {
        heading.setText("Scenarios");
        ListView<Item> list = new ListView<>(library.items());
        list.setId("scenario-list");
        list.setFixedCellSize(ROW);
        list.setPrefHeight(Math.clamp(library.items().size(), 2, ROWS) * ROW + 2);
        list.setCellFactory(view -> new ItemCell());
        list.setPlaceholder(new Label("Nothing saved yet"));
        list.setOnKeyPressed(event -> {
            Item item = list.getSelectionModel().getSelectedItem();
            if (item == null) {
                return;
            }
            if (event.getCode() == KeyCode.ENTER) {
                open(item);
            } else if (event.getCode() == KeyCode.DELETE) {
                library.delete(item);
            } else if (event.getCode() == KeyCode.F2) {
                rename(item, list);
            }
        });
        Label place = new Label(library.place());
        place.getStyleClass().add("hint");
        place.setTooltip(new Tooltip("The folder of the workspace"));
        place.setTextOverrun(javafx.scene.control.OverrunStyle.LEADING_ELLIPSIS);
        getChildren().setAll(heading, list, place);
    }

    private void open(Item item) {
        close.run();
        library.open(item);
    }

    private void rename(Item item, ListView<Item> list) {
        renaming = item;
        list.refresh();
    }

    private void showHistory(Item item) {
        heading.setText("History of " + PlainText.line(item.name()));
        Button back = icon(Material2AL.ARROW_BACK, "Back to the scenarios", this::showList);
        HBox head = new HBox(4, back, heading);
        head.setAlignment(Pos.CENTER_LEFT);
        ListView<Version> list = new ListView<>();
        list.setId("version-list");
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROWS * ROW + 2);
        boolean current = item.equals(library.openProperty().get());
        list.setCellFactory(view -> new VersionCell(item, current));
        library.history(item, versions -> list.getItems().setAll(versions));
        Label hint = new Label(current
                ? "A version becomes the content of the open scenario; undo takes that back."
                : "Open the scenario to go back to one of its versions.");
        hint.getStyleClass().add("hint");
        hint.setWrapText(true);
        getChildren().setAll(head, list, hint);
    }

    private String said(Instant time) {
        return TIME.format(time.atZone(zone));
    }

    private static Button icon(Ikon icon, String what, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "icon-button");
        button.setTooltip(new Tooltip(PlainText.line(what)));
        button.setAccessibleText(PlainText.line(what));
        button.setFocusTraversable(false);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static HBox line(Node... parts) {
        HBox line = new HBox(2, parts);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static VBox text(String first, String second, boolean strong) {
        Label name = new Label(PlainText.line(first));
        if (strong) {
            name.getStyleClass().add("strong");
        }
        Label detail = new Label(PlainText.line(second));
        detail.getStyleClass().add("hint");
        VBox box = new VBox(name, detail);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private final class ItemCell extends ListCell<Item> {
        ItemCell() {
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                Item item = getItem();
                if (item != null && event.getClickCount() == 1 && renaming == null) {
                    open(item);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
            } else if (item.equals(renaming)) {
                setGraphic(renameField(item));
            } else {
                boolean open = item.equals(library.openProperty().get());
                boolean draft = library.hasDraft(item) || (open && library.unsavedProperty().get());
                String detail = (open ? "open · " : "") + "saved " + said(item.saved())
                        + (draft ? " · unsaved" : "");
                HBox actions = line(icon(Material2OutlinedAL.EDIT, "Rename", () -> rename(item, getListView())),
                        icon(Material2AL.CONTENT_COPY, "Duplicate", () -> {
                            close.run();
                            library.duplicate(item);
                        }), icon(Material2AL.HISTORY, "History", () -> showHistory(item)),
                        icon(Material2OutlinedAL.DELETE, "Delete " + item.name(), () -> library.delete(item)));
                actions.setMinWidth(Region.USE_PREF_SIZE);
                setGraphic(line(text(item.name(), detail, open), actions));
            }
        }

        private TextField renameField(Item item) {
            TextField field = new TextField(item.name());
            field.setId("rename-field");
            field.setOnAction(event -> {
                renaming = null;
                String name = field.getText().strip();
                if (!name.isEmpty() && !name.equals(item.name())) {
                    library.rename(item, name);
                }
                getListView().refresh();
            });
            field.setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.ESCAPE) {
                    renaming = null;
                    getListView().refresh();
                    event.consume();
                }
            });
            field.selectAll();
            field.sceneProperty().subscribe(scene -> {
                if (scene != null) {
                    field.requestFocus();
                }
            });
            return field;
        }
    }

    private final class VersionCell extends ListCell<Version> {
        private final Item item;
        private final boolean current;

        VersionCell(Item item, boolean current) {
            this.item = item;
            this.current = current;
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Version version, boolean empty) {
            super.updateItem(version, empty);
            if (empty || version == null) {
                setGraphic(null);
                return;
            }
            HBox line = line(text(version.label(), version.number() + " · " + said(version.saved()), false));
            if (current) {
                line.getChildren().add(icon(Material2MZ.RESTORE, "Go back to this version", () -> {
                    close.run();
                    library.reopen(item, version);
                }));
            }
            setGraphic(line);
        }
    }
}
