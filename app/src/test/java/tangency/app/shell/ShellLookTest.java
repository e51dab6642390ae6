package tangency.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ToggleButton;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;
import tangency.app.Toy;
import tangency.app.diagnostics.Diagnostics;
import tangency.app.diagnostics.FaultLog;
import tangency.app.session.Background;
import tangency.app.session.ForwardingShelf;
import tangency.app.session.Library;
import tangency.app.session.MemoryShelf;
import tangency.app.session.ScenarioShelf;
import tangency.app.session.Session;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

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

    /** The cards over the window, and what is said when saving or solving fails. */
    @Test
    void questionsAndTroublesAreStyledWithoutAWarning() {
        List<String> warnings = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            warnings.addAll(Fx.warningsDuring(() -> {
                picture("diagnostics", theme, () -> {
                    Shell shell = shell(Toy.session(Toy.scenario()), new MemoryShelf(InstantSource.system()));
                    Bars.find(shell.commands(), "diagnostics").run();
                    return shell;
                });
                picture("stopped", theme, () -> {
                    boolean[] broken = {false};
                    Session faulty = new Session(Toy.scenario(), spec -> {
                        if (broken[0]) {
                            throw new OutOfMemoryError("Java heap space");
                        }
                        return Toy.data();
                    }, Runnable::run, Runnable::run);
                    broken[0] = true;
                    Shell shell = shell(faulty, new MemoryShelf(InstantSource.system()));
                    faulty.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
                    faulty.edit("Other data", s -> s.withMarket(MarketSpec.prices("other")));
                    return shell;
                });
                picture("password", theme, () -> {
                    Shell shell = shell(Toy.session(Toy.scenario()), new MemoryShelf(InstantSource.system()));
                    shell.say("The workspace is encrypted",
                            "The workspace /home/user/tangency is encrypted: it needs its"
                                    + " password.",
                            List.of(NONE.apply("Enter the password…"), NONE.apply("Another folder…"),
                                    NONE.apply("Quit")));
                    Prompt.password(shell.overlay(), "That is not the password", "/home/user/tangency", "Open",
                            letters -> {});
                    return shell;
                });
                picture("new-password", theme, () -> {
                    Shell shell = shell(Toy.session(Toy.scenario()), new MemoryShelf(InstantSource.system()));
                    Prompt.newPassword(shell.overlay(), "Encrypt the workspace", PasswordCards.WARNING, "Encrypt",
                            letters -> {});
                    shell.overlay().lookupAll(".password-field").forEach(field -> ((PasswordField) field)
                            .setText(field.getId().equals("prompt-password") ? "one" : "another"));
                    return shell;
                });
                picture("restore", theme, () -> {
                    Shell shell = shell(Toy.session(Toy.scenario()), new MemoryShelf(InstantSource.system()));
                    shell.say("The workspace is damaged",
                            "The workspace /home/user/tangency is damaged: its database is"
                                    + " empty. Nothing was changed.",
                            List.of(NONE.apply("Restore the backup of 2026-01-02 15:04…"),
                                    NONE.apply("Open what can be read"), NONE.apply("Try again"),
                                    NONE.apply("Another folder…"), NONE.apply("Quit")));
                    Prompt.list(shell.overlay(), "Restore a backup", "The workspace as it is now is kept beside it.",
                            List.of(NONE.apply("Backup of 2026-01-02 15:04: 12 scenarios, 3 datasets"),
                                    NONE.apply("Backup of 2026-01-01 09:00: 11 scenarios, 3 datasets")));
                    return shell;
                });
                picture("unsaved", theme, () -> {
                    Session session = Toy.session(Toy.scenario());
                    Shell shell = shell(session, new FullDisk());
                    session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
                    return shell;
                });
            }));
        }
        assertThat(warnings).isEmpty();
    }

    private static final Function<String, Prompt.Answer> NONE = text -> new Prompt.Answer("none", text,
            "", () -> {});

    private static void picture(String name, Theme theme, Supplier<Shell> shell) {
        PictureBooth.writePng(PictureBooth.draw(() -> {
            Shell made = shell.get();
            made.darken(theme == Theme.DARK);
            return made.view();
        }, 1280, 800, theme), Path.of("target", "pictures", name + "-" + theme + ".png"));
    }

    /** A workspace whose disk is full. */
    private static final class FullDisk extends ForwardingShelf {
        FullDisk() {
            super(new MemoryShelf(InstantSource.system()));
        }

        @Override
        public Item save(@Nullable String id, Scenario scenario,
                String label) {
            throw new IllegalStateException(
                    "The change to \"Toy\" could not be written to /home/user/tangency: No space"
                            + " left on device. It is not saved. Make sure that the disk has space and can be reached.");
        }
    }

    /** A window with as much in it as can be: every section open, a conflict, a notice, a workspace that is not there. */
    private static Shell troubledShell() {
        Session session = Toy.session(Toy.scenario());
        MemoryShelf shelf = new MemoryShelf(InstantSource.system());
        Library library = new Library(session, shelf, null, new Background(Runnable::run, Runnable::run));
        Shell shell = shell(session, library);
        session.edit("HRP", s -> s.withModel(Model.Hrp.DEFAULT));
        session.edit("Tighten", s -> s.withModel(Model.MeanRisk.utility(3))
                .withConstraint(new Constraint.Bounds("Long only", true, null, 0.0, 0.1)));
        shell.say("No workspace", "The folder is read-only.",
                List.of(new Prompt.Answer("again", "Try again", "", () -> {})));
        library.fail("The disk is full.");
        shell.view().lookupAll(".section-heading").forEach(heading -> ((ToggleButton) heading).setSelected(true));
        return shell;
    }

    private static Shell shell(Session session, ScenarioShelf shelf) {
        return shell(session, new Library(session, shelf, null, new Background(Runnable::run, Runnable::run)));
    }

    private static Shell shell(Session session, Library library) {
        return new Shell(new ShellViewModel(session, library), new Background(Runnable::run, Runnable::run),
                Panels.all(), FileDialogs.none(), null, new Shell.Outer() {
                    @Override
                    public void toggleTheme() {}

                    @Override
                    public void chooseWorkspace(Path folder) {}

                    @Override
                    public Diagnostics diagnostics() {
                        return Diagnostics.of(new FaultLog(Path.of("target", "diagnostics"), InstantSource.system()),
                                Map.of());
                    }

                    @Override
                    public void workspace(Shell.WorkspaceTask task) {}

                    @Override
                    public void close() {}
                });
    }
}
