package tangency.app.shell;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import tangency.app.diagnostics.Diagnostics;
import tangency.app.panel.PanelContext;
import tangency.app.panel.PanelDescriptor;
import tangency.app.panel.scenario.ScenarioView;
import tangency.app.panel.scenario.ScenarioViewModel;
import tangency.app.session.Background;

/** The window's content: bars, rail, panels, editor, status line; and the cards and pop-overs over them. */
public final class Shell {
    private static final double EDITOR_WIDTH = 320;
    /** Below this width the rail shows icons only. */
    private static final double ROOMY = 1400;

    private final ShellViewModel model;
    private final ShellActions actions;
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private final StackPane root = new StackPane();
    private final Overlay overlay = new Overlay();
    private final VBox banner = new VBox();
    private final VBox unsaved = new VBox();
    private final PanelGrid grid;
    private final SplitPane middle;
    private final ScenarioView editor;
    private final List<Command> commands;
    private @Nullable PopOver scenarios;

    /**
     * @param panels in the order of the rail
     * @param reports writes reports, null where none can be written
     * @param outer what the window around it does
     */
    public Shell(ShellViewModel model, Background background, List<PanelDescriptor> panels, FileDialogs dialogs,
            @Nullable ReportExport reports, Outer outer) {
        this.model = model;
        this.actions = new ShellActions(model, background, dialogs, reports, overlay, outer, this);
        PanelContext context = new PanelContext(model.session(), dark.getReadOnlyProperty());
        this.grid = new PanelGrid(panels, d -> new PanelFrame(d, d.factory().create(context), actions));
        this.editor = new ScenarioView(new ScenarioViewModel(model.session()), actions::openData, actions::openAssets);
        this.commands = Commands.of(model, panels, reports != null, actions);
        Rail rail = new Rail(panels, grid.shown(), grid.activeProperty(), grid::show);
        Region side = (Region) editor.view();
        side.setPrefWidth(EDITOR_WIDTH);
        side.setMinWidth(280);
        middle = new SplitPane(grid, side);
        middle.getStyleClass().add("middle");
        SplitPane.setResizableWithParent(side, false);
        // A split pane starts in halves: the editor gets its width as soon as there is a width to take it from.
        middle.widthProperty().addListener((o, before, width) -> {
            if (before.doubleValue() < 1 && middle.getItems().size() == 2) {
                middle.setDividerPosition(0, 1 - EDITOR_WIDTH / width.doubleValue());
            }
        });
        BorderPane frame = new BorderPane();
        MenuBar menus = Bars.menus(commands);
        frame.setTop(new VBox(menus, toolbar()));
        frame.setLeft(rail);
        frame.setCenter(new VBox(banner, unsaved, new NoticeBar(model.library()), grow(middle)));
        frame.setBottom(new StatusLine(model, background));
        root.getChildren().setAll(frame, overlay);
        root.getStyleClass().add("shell");
        root.setId("shell");
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        root.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        root.setOnDragDropped(event -> {
            event.getDragboard().getFiles().stream().findFirst().map(java.io.File::toPath).ifPresent(actions::take);
            event.setDropCompleted(event.getDragboard().hasFiles());
            event.consume();
        });
        model.session().snapshotProperty().subscribe(now -> grid.refreshTables());
        model.troubleProperty().subscribe(this::sayUnsaved);
        model.outdatedProperty().subscribe(grid::outdated);
        root.widthProperty().subscribe(width -> rail.compact(width.doubleValue() < ROOMY));
    }

    /** What can be done for the workspace as a whole. */
    public enum WorkspaceTask {
        BACK_UP, RESTORE, CHECK, PASSWORD
    }

    /** What the window around the content does. */
    public interface Outer {
        void toggleTheme();

        void chooseWorkspace(Path folder);

        Diagnostics diagnostics();

        void workspace(WorkspaceTask task);

        void close();
    }

    /** The content, for a scene of its own. */
    public Parent view() {
        return root;
    }

    /** Everything the window can do. */
    List<Command> commands() {
        return commands;
    }

    /** Where questions are asked. */
    Overlay overlay() {
        return overlay;
    }

    PanelGrid grid() {
        return grid;
    }

    ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /** Styles a scene that holds {@link #view}. */
    public void style(Scene scene, Theme theme) {
        theme.applyTo(scene);
        darken(theme == Theme.DARK);
    }

    /** Tells the panels which theme they are shown in, where the scene is styled by somebody else. */
    void darken(boolean on) {
        dark.set(on);
    }

    /** Takes in a file as if it had been dropped. */
    public void take(Path file) {
        actions.take(file);
    }

    /** Says something about the workspace that stays until it is answered; the window can be used meanwhile. */
    void say(String headline, String message, List<Prompt.Answer> answers) {
        banner.getChildren().setAll(trouble("workspace-trouble", headline, message,
                answers.stream().map(each -> answer(each.id(), each.text(), each.action())).toArray(Button[]::new)));
    }

    /** Takes back what was said about the workspace. */
    void sayNothing() {
        banner.getChildren().clear();
    }

    /** Says that saving fails, until it works again. */
    private void sayUnsaved(@Nullable String why) {
        if (why == null) {
            unsaved.getChildren().clear();
        } else {
            unsaved.getChildren()
                    .setAll(trouble("unsaved-trouble", "Not saved: your last changes are only in this window",
                            why + "\nIt is tried again every minute and with every edit.",
                            answer("unsaved-again", "Try again", model.library()::retry),
                            answer("unsaved-copy", "Save a copy as…", actions::exportScenario)));
        }
    }

    private static VBox trouble(String id, String headline, String message, Button... answers) {
        Label title = new Label(headline, new FontIcon(Material2AL.ERROR));
        title.getStyleClass().add("trouble-title");
        Label text = new Label(message);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        VBox card = new VBox(6, title, text, new HBox(8, answers));
        card.getStyleClass().addAll("trouble", "banner");
        card.setId(id);
        return card;
    }

    /** Asks what to do about unsaved changes before the window goes. */
    void askBeforeClosing(List<String> unsaved, Runnable close) {
        actions.askBeforeClosing(unsaved, close);
    }

    void toggleEditor() {
        Region side = (Region) editor.view();
        if (middle.getItems().contains(side)) {
            middle.getItems().remove(side);
        } else {
            middle.getItems().add(side);
            middle.setDividerPosition(0, 1 - side.getPrefWidth() / Math.max(1, middle.getWidth()));
        }
    }

    /** The list of scenarios under its button, or away again. */
    void toggleScenarios() {
        PopOver open = scenarios;
        if (open != null && open.isShowing()) {
            open.hide();
            return;
        }
        Node anchor = root.lookup("#scenarios");
        ScenariosView view = new ScenariosView(model.library(), ZoneId.systemDefault(), this::hideScenarios);
        scenarios = PopOvers.show(view, anchor == null ? root : anchor, PopOver.ArrowLocation.TOP_LEFT);
    }

    private void hideScenarios() {
        PopOver open = scenarios;
        if (open != null) {
            open.hide();
        }
    }

    private HBox toolbar() {
        Button name = new Button();
        name.setMnemonicParsing(false); // an underscore in a name is one
        name.getStyleClass().addAll("flat", "brand");
        name.setId("scenarios");
        name.textProperty().bind(model.titleProperty().map(t -> t.replace(" – Tangency", "")));
        name.setGraphic(new FontIcon(Material2AL.KEYBOARD_ARROW_DOWN));
        name.setContentDisplay(ContentDisplay.RIGHT);
        name.setTooltip(new Tooltip("Scenarios of the workspace"));
        name.setMinWidth(0);
        name.setFocusTraversable(false);
        name.setOnAction(event -> Bars.find(commands, "scenarios").run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button search = new Button("Find a command   Ctrl+K", new FontIcon(Material2MZ.SEARCH));
        search.getStyleClass().addAll("search-button");
        search.setFocusTraversable(false);
        search.setOnAction(event -> Bars.find(commands, "palette").run());
        HBox bar = new HBox(
                name, Bars.tools(commands, "|", "open-data", "save", "|", "undo", "redo", "|", "pin-baseline"), gap,
                search, Bars.tools(commands, "export-report", "toggle-theme", "toggle-editor"));
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("toolbar");
        return bar;
    }

    private void key(KeyEvent event) {
        if (overlay.isOpen() && event.getCode() != KeyCode.K) {
            return;
        }
        for (Command command : commands) {
            for (String shortcut : command.shortcuts()) {
                if (KeyCombination.valueOf(shortcut).match(event)) {
                    command.run();
                    event.consume();
                    return;
                }
            }
        }
        boolean typing = event.getTarget() instanceof javafx.scene.control.TextInputControl;
        if (!typing && "?".equals(event.getText()) && !event.isShortcutDown()) {
            Bars.find(commands, "shortcuts").run();
            event.consume();
        }
    }

    private static Button answer(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setOnAction(event -> action.run());
        return button;
    }

    private static <T extends Node> T grow(T node) {
        VBox.setVgrow(node, Priority.ALWAYS);
        return node;
    }
}
