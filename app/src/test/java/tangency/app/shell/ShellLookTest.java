package tangency.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ToggleButton;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;
import tangency.app.Toy;
import tangency.app.session.Background;
import tangency.app.session.Library;
import tangency.app.session.MemoryShelf;
import tangency.app.session.Session;
import tangency.core.model.Constraint;
import tangency.core.model.Model;

class ShellLookTest {
    @BeforeAll
    static void start() {
        Fx.start();
    }

    @Test
    void theWholeWindowIsStyledWithoutAWarning() {
        List<String> warnings = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            warnings.addAll(Fx.warningsDuring(() -> PictureBooth.writePng(
                    PictureBooth.draw(() -> troubledShell().view(), 1280, 800, theme),
                    Path.of("target", "pictures", "window-" + theme + ".png"))));
        }
        assertThat(warnings).isEmpty();
    }

    /** A window with as much in it as can be: every section open, a conflict, a notice, a workspace that is not there. */
    private static Shell troubledShell() {
        Session session = Toy.session(Toy.scenario());
        MemoryShelf shelf = new MemoryShelf(InstantSource.system());
        Background background = new Background(Runnable::run, Runnable::run);
        Library library = new Library(session, shelf, null, background);
        Shell shell = new Shell(new ShellViewModel(session, library), background, Panels.all(), FileDialogs.none(),
                null, new Shell.Outer() {
                    @Override
                    public void toggleTheme() {}

                    @Override
                    public void chooseWorkspace(Path folder) {}

                    @Override
                    public void close() {}
                });
        session.edit("HRP", s -> s.withModel(Model.Hrp.DEFAULT));
        session.edit("Tighten", s -> s.withModel(Model.MeanRisk.utility(3))
                .withConstraint(new Constraint.Bounds("Long only", true, null, 0.0, 0.1)));
        shell.warn("The folder is read-only.", () -> {});
        library.fail("The disk is full.");
        shell.view().lookupAll(".section-heading").forEach(heading -> ((ToggleButton) heading).setSelected(true));
        return shell;
    }
}
