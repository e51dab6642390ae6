package tangency.app.shell;

import static tangency.app.shell.Command.Menu.EDIT;
import static tangency.app.shell.Command.Menu.FILE;
import static tangency.app.shell.Command.Menu.HELP;
import static tangency.app.shell.Command.Menu.PANELS;
import static tangency.app.shell.Command.Menu.VIEW;
import static tangency.app.shell.Shell.WorkspaceTask.BACK_UP;
import static tangency.app.shell.Shell.WorkspaceTask.CHECK;
import static tangency.app.shell.Shell.WorkspaceTask.PASSWORD;
import static tangency.app.shell.Shell.WorkspaceTask.RESTORE;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;

import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;
import tangency.app.panel.PanelDescriptor;
import tangency.app.session.Library;
import tangency.app.session.Session;

/** Everything the window can do, as one list. */
final class Commands {
    /** What commands ask of the window; the rest they do on session and library. */
    interface Host {
        void openData();

        void openAssets();

        void openScenarioFile();

        void showScenarios();

        void saveAs();

        void exportScenario();

        void exportReport();

        void chooseWorkspace();

        void workspace(Shell.WorkspaceTask task);

        void quit();

        void toggleTheme();

        void toggleEditor();

        void maximise();

        void resetLayout();

        void focusPanel(int place);

        void show(PanelDescriptor panel);

        void saveDiagnostics();

        void palette();

        void shortcuts();
    }

    private Commands() {}

    static List<Command> of(ShellViewModel model, List<PanelDescriptor> panels, boolean reports, Host host) {
        Session session = model.session();
        Library library = model.library();
        SimpleBooleanProperty cared = new SimpleBooleanProperty(library.care().isPresent());
        List<Command> all = new ArrayList<>(List.of(
                Command.of("open-data", FILE, "Load prices…", Material2OutlinedAL.FOLDER_OPEN, "Shortcut+O",
                        host::openData),
                Command.of("open-assets", FILE, "Load an assets file…", null, "", host::openAssets),
                Command.of("open-scenario", FILE, "Import a scenario file…", null, "", host::openScenarioFile),
                Command.of("scenarios", FILE, "Scenarios", Material2OutlinedAL.LAYERS, "Shortcut+Shift+O",
                        host::showScenarios),
                Command.of("new-scenario", FILE, "New scenario", Material2AL.ADD, "Shortcut+N",
                        () -> library.add(session.scenario().withName("New scenario"), "New")),
                Command.of("save", FILE, "Save with its answer", Material2OutlinedMZ.SAVE, "Shortcut+S", library::save),
                Command.of("save-as", FILE, "Save as…", null, "Shortcut+Shift+S", host::saveAs),
                Command.of("duplicate", FILE, "Duplicate", null, "Shortcut+D", () -> {
                    var open = library.openProperty().get();
                    if (open != null) {
                        library.duplicate(open);
                    }
                }).enabledWhen(Bindings.isNotNull(library.openProperty())),
                Command.of("export-scenario", FILE, "Export the scenario…", null, "", host::exportScenario),
                Command.of("export-report", FILE, "Export a report…", Material2OutlinedMZ.PICTURE_AS_PDF, "Shortcut+E",
                        host::exportReport)
                        .enabledWhen(Bindings.createBooleanBinding(() -> {
                            var snapshot = session.snapshot();
                            return reports && snapshot != null && snapshot.study() != null;
                        }, session.snapshotProperty())),
                Command.of("choose-workspace", FILE, "Open another workspace…", null, "", host::chooseWorkspace),
                Command.of("back-up", FILE, "Back up now", null, "", () -> host.workspace(BACK_UP)).enabledWhen(cared),
                Command.of("restore", FILE, "Restore a backup…", null, "", () -> host.workspace(RESTORE))
                        .enabledWhen(cared),
                Command.of("check-workspace", FILE, "Check the workspace", null, "", () -> host.workspace(CHECK))
                        .enabledWhen(cared),
                Command.of("password", FILE, "Password of the workspace…", null, "", () -> host.workspace(PASSWORD))
                        .enabledWhen(cared),
                Command.of("quit", FILE, "Quit", null, "Shortcut+Q", host::quit)));
        all.addAll(List.of(
                Command.of("undo", EDIT, "Undo", Material2MZ.UNDO, "Shortcut+Z", session::undo)
                        .enabledWhen(model.canUndo()).labelled(model.undoText()),
                Command.of("redo", EDIT, "Redo", Material2MZ.REDO, "Shortcut+Y", session::redo)
                        .also("Shortcut+Shift+Z").enabledWhen(model.canRedo()).labelled(model.redoText()),
                Command.of("pin-baseline", EDIT, "Pin as baseline", Material2OutlinedMZ.PUSH_PIN, "Shortcut+B",
                        session::togglePin).labelled(model.pinText()),
                Command.of("clear-selection", EDIT, "Clear the selection", null, "Shortcut+Shift+A",
                        session.selection()::clear)
                        .enabledWhen(Bindings.createBooleanBinding(() -> !session.selection().assets().isEmpty(),
                                session.selection().assetsProperty())),
                Command.of("stop", EDIT, "Stop the computation", Material2OutlinedMZ.STOP_CIRCLE, "Shortcut+PERIOD",
                        session::stop)
                        .enabledWhen(session.runningProperty()),
                Command.of("reload-data", EDIT, "Read the data again", Material2MZ.REFRESH, "F5", session::reload)));
        all.addAll(List.of(
                Command.of("toggle-theme", VIEW, "Light or dark", Material2OutlinedAL.BRIGHTNESS_4, "Shortcut+Shift+L",
                        host::toggleTheme),
                Command.of("toggle-editor", VIEW, "Scenario editor", Material2OutlinedMZ.TUNE, "F4",
                        host::toggleEditor),
                Command.of("maximise", VIEW, "Maximise the active panel", null, "F11", host::maximise),
                Command.of("reset-layout", VIEW, "Default arrangement", null, "", host::resetLayout)));
        for (int i = 0; i < Math.min(4, panels.size()); i++) {
            int place = i;
            all.add(Command.of("focus-" + (i + 1), VIEW, "Go to place " + (i + 1), null, "Shortcut+" + (i + 1),
                    () -> host.focusPanel(place)));
        }
        for (PanelDescriptor panel : panels) {
            all.add(Command.of("show-" + panel.id(), PANELS, panel.title(), panel.icon(), "",
                    () -> host.show(panel)));
        }
        all.addAll(List.of(
                Command.of("palette", HELP, "Find a command", Material2MZ.SEARCH, "Shortcut+K", host::palette),
                Command.of("shortcuts", HELP, "Keyboard shortcuts", Material2OutlinedAL.KEYBOARD, "F1",
                        host::shortcuts),
                Command.of("diagnostics", HELP, "Save diagnostics…", null, "", host::saveDiagnostics)));
        return List.copyOf(all);
    }
}
