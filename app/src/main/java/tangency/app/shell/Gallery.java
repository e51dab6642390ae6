package tangency.app.shell;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Parent;
import javafx.scene.image.WritableImage;

import tangency.app.diagnostics.Diagnostics;
import tangency.app.panel.PanelContext;
import tangency.app.panel.PanelDescriptor;
import tangency.app.session.Background;
import tangency.app.session.Library;
import tangency.app.session.MemoryShelf;
import tangency.app.session.ScenarioShelf;
import tangency.app.session.Session;
import tangency.core.scenario.Scenario;

/**
 * Pictures of every panel and of the whole window, light and dark, at the usual sizes, drawn without a display. The
 * toolkit must be running; everything here is called off the FX thread.
 */
final class Gallery {
    /** Width and height in pixels. */
    private record Size(int width, int height) {}

    private static final List<Size> SIZES = List.of(new Size(1280, 800), new Size(1920, 1080));

    private final List<PanelDescriptor> panels;
    private final Session session;
    private final ScenarioShelf shelf;

    private Gallery(List<PanelDescriptor> panels, Session session, ScenarioShelf shelf) {
        this.panels = panels;
        this.session = session;
        this.shelf = shelf;
    }

    /** Of a scenario by itself; its answer is computed here and now. */
    static Gallery of(Scenario scenario, ScenarioShelf shelf) {
        Session session = Toolkit.onFx(() -> new Session(scenario, shelf, Runnable::run, Runnable::run));
        return new Gallery(Panels.all(), session, shelf);
    }

    /** Of the shipped sample. */
    static Gallery ofSample() {
        ScenarioShelf shelf = new MemoryShelf(InstantSource.system());
        return of(Start.sample(), shelf);
    }

    /** What the pictures show. */
    Session session() {
        return session;
    }

    /**
     * Draws everything.
     *
     * @param folder made if it does not exist
     * @return the files, {@code PANEL-WIDTHxHEIGHT-THEME.png}
     */
    List<Path> draw(Path folder) {
        List<Path> files = new ArrayList<>();
        for (Size size : SIZES) {
            for (Theme theme : Theme.values()) {
                for (PanelDescriptor panel : panels) {
                    files.add(picture(folder, panel.id(), size, theme,
                            PictureBooth.draw(() -> framed(panel, theme), size.width, size.height, theme)));
                }
                files.add(picture(folder, "window", size, theme,
                        PictureBooth.draw(() -> window(theme), size.width, size.height, theme)));
            }
        }
        return files;
    }

    /** The whole window in one theme, for a scene of its own. */
    Parent window(Theme theme) {
        Library library = new Library(session, shelf, null, new Background(Runnable::run, Runnable::run));
        Shell shell = new Shell(new ShellViewModel(session, library), new Background(Runnable::run, Runnable::run),
                panels, FileDialogs.none(), null, Outside.NONE);
        shell.darken(theme == Theme.DARK);
        return shell.view();
    }

    private Parent framed(PanelDescriptor panel, Theme theme) {
        return new PanelFrame(panel, panel.factory().create(PanelContext.fixed(session, theme == Theme.DARK)),
                Outside.NONE);
    }

    private static Path picture(Path folder, String name, Size size, Theme theme, WritableImage image) {
        Path file = folder.resolve(name + "-" + size.width + "x" + size.height + "-"
                + theme.name().toLowerCase(Locale.ROOT) + ".png");
        PictureBooth.writePng(image, file);
        return file;
    }

    /** A picture asks nothing of the window around it. */
    private enum Outside implements Shell.Outer, PanelFrame.Host {
        NONE;

        @Override
        public void toggleTheme() {}

        @Override
        public void chooseWorkspace(Path folder) {}

        @Override
        public Diagnostics diagnostics() {
            return new Diagnostics(Map.of(), "");
        }

        @Override
        public void workspace(Shell.WorkspaceTask task) {}

        @Override
        public void close() {}

        @Override
        public void maximise(PanelFrame frame) {}

        @Override
        public void activate(PanelFrame frame) {}

        @Override
        public void exportPicture(PanelFrame frame) {}

        @Override
        public void exportTable(PanelFrame frame) {}

        @Override
        public void copy(PanelFrame frame) {}
    }
}
