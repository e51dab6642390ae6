package tangency.app.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import tangency.app.diagnostics.Diagnostics;
import tangency.app.diagnostics.FaultLog;
import tangency.app.diagnostics.UserFolders;
import tangency.app.panel.PanelDescriptor;
import tangency.app.session.Background;
import tangency.app.session.EngineThread;
import tangency.app.session.Library;
import tangency.app.session.Session;
import tangency.core.scenario.Scenario;
import tangency.storage.workspace.Password;

/**
 * The real window: workspace, session and shell put together, with the two threads that work for them. It keeps its
 * stage when another workspace is opened. FX thread only, but for {@link #open}.
 */
public final class Window implements WorkspaceCards.Host {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST = 720;

    /** Closing waits so long for what is being saved before it asks. */
    private static final Duration LONG_SAVE = Duration.ofSeconds(5);

    /** Exit code of an internal fault. */
    private static final int FAULT = 3;

    private final Stage stage;
    private final List<PanelDescriptor> panels;
    private final FileDialogs dialogs;
    private final @Nullable ReportExport reports;
    private final Runnable closed;
    private final FaultLog faults;
    private final EngineThread engine = new EngineThread();
    private final ExecutorService store = Executors.newSingleThreadExecutor(task -> daemon(task, "tangency-store"));
    private final WorkspaceCards cards = new WorkspaceCards(this);
    private @Nullable Doorbell doorbell;
    private boolean closing;
    private boolean ended;
    private Start start;
    private Theme theme;
    private Session session;
    private Library library;
    private Background background;
    private Shell shell;

    /**
     * Shows a window on {@code stage}.
     *
     * @param faults where faults are noted
     * @param closed called when it has gone
     */
    Window(Stage stage, Start start, List<PanelDescriptor> panels, FileDialogs dialogs, @Nullable ReportExport reports,
            FaultLog faults, Runnable closed) {
        this.stage = stage;
        this.faults = faults;
        this.panels = panels;
        this.dialogs = dialogs;
        this.reports = reports;
        this.closed = closed;
        this.start = start;
        this.theme = start.theme();
        this.session = new Session(start.scenario(), start.shelf(), engine, Platform::runLater);
        this.background = new Background(store, Platform::runLater, Background.Later.CLOCK);
        this.library = new Library(session, start.shelf(), start.item(), background);
        this.shell = furnish();
        introduce(null);
        listen();
        stage.setOnCloseRequest(event -> {
            event.consume();
            close();
        });
    }

    /**
     * Opens the window and returns once it is closed. Call it once, off the FX thread; it starts and ends the toolkit.
     *
     * @param workspace folder, null for the user's own
     * @param faults where faults are noted, from now on everything that is logged as a warning or worse
     * @return exit code
     */
    public static int open(@Nullable Path workspace, @Nullable Password password, @Nullable ReportExport reports,
            FaultLog faults) {
        faults.listen();
        CountDownLatch gone = new CountDownLatch(1);
        AtomicInteger exit = new AtomicInteger();
        // The workspace takes its time to open; the toolkit starts meanwhile.
        FutureTask<Start> opening = new FutureTask<>(
                () -> Start.in(workspace == null ? UserFolders.workspace() : workspace, password));
        daemon(opening, "tangency-open").start();
        Toolkit.repaintApart();
        try {
            Platform.startup(() -> {});
        } catch (UnsupportedOperationException e) {
            System.err.println("tangency: no window can be opened on the display " + System.getenv("DISPLAY") + ": "
                    + e.getMessage() + "; unset DISPLAY to work without one");
            return FAULT;
        }
        Platform.runLater(() -> {
            Stage stage = new Stage();
            fit(stage);
            try {
                Window window = new Window(stage, opening.get(), Panels.all(), FileDialogs.of(stage), reports, faults,
                        gone::countDown);
                Thread.setDefaultUncaughtExceptionHandler(window::uncaught);
                stage.show();
            } catch (java.util.concurrent.ExecutionException | InterruptedException | RuntimeException e) {
                System.getLogger(Window.class.getName()).log(System.Logger.Level.ERROR, "The window cannot open", e);
                exit.set(FAULT);
                gone.countDown();
            }
        });
        try {
            gone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Platform.exit();
        return exit.get();
    }

    private static void fit(Stage stage) {
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        stage.setWidth(Math.min(WIDTH, room.getWidth()));
        stage.setHeight(Math.min(HEIGHT, room.getHeight()));
        if (room.getWidth() <= WIDTH) {
            stage.setX(room.getMinX());
            stage.setY(room.getMinY());
        }
    }

    Session session() {
        return session;
    }

    @Override
    public Library library() {
        return library;
    }

    @Override
    public Shell shell() {
        return shell;
    }

    @Override
    public Background background() {
        return background;
    }

    /** Whether nothing is being read or written. */
    boolean idle() {
        return background.doingProperty().get() == null;
    }

    /** Closes once everything is saved; asks what to do where it cannot be. */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        if (!library.durable()) {
            askOrEnd();
            return;
        }
        closing = true;
        // Saving takes milliseconds; where it fails or a disk hangs, the person decides.
        library.saveAll(() -> {
            if (closing) {
                end();
            }
        }, this::askOrEnd);
        background.later(LONG_SAVE, () -> {
            if (closing) {
                askOrEnd();
            }
        });
    }

    private void askOrEnd() {
        closing = false;
        List<String> unsaved = library.unsavedNames();
        if (unsaved.isEmpty()) {
            end();
        } else {
            shell.askBeforeClosing(unsaved, this::end);
        }
    }

    /** Whatever is thrown where nobody waits for it is told; the window lives on. Any thread. */
    private void uncaught(Thread thread, Throwable fault) {
        System.getLogger(Window.class.getName()).log(System.Logger.Level.ERROR, "In the window", fault);
        Platform.runLater(() -> library.fail(fault instanceof OutOfMemoryError
                ? "Not enough memory to show everything. Your work is safe; close other panels, or start with more memory."
                : "Something in the window failed. Your work is safe; Help, Save diagnostics says where it happened."));
    }

    /** What is known of the program and its faults. */
    private Diagnostics diagnostics() {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("JavaFX", System.getProperty("javafx.runtime.version", "unknown"));
        more.put("Drawing", (Platform.isSupported(ConditionalFeature.SCENE3D) ? "hardware" : "software") + ", "
                + Screen.getScreens().stream().map(screen -> String.format(Locale.ROOT, "%.0f x %.0f at %.2f",
                        screen.getBounds().getWidth(), screen.getBounds().getHeight(), screen.getOutputScaleX()))
                        .collect(Collectors.joining("; ")));
        more.put("Window", String.format(Locale.ROOT, "%.0f x %.0f, %s", stage.getWidth(), stage.getHeight(),
                theme.name().toLowerCase(Locale.ROOT)));
        more.put("Workspace", library.durable() ? "open" : "none");
        more.put("Answer",
                session.snapshot() == null ? "none" : session.faultProperty().get() == null ? "there" : "failed");
        return Diagnostics.of(faults, more);
    }

    private Shell furnish() {
        ShellViewModel model = new ShellViewModel(session, library);
        Shell made = new Shell(model, background, panels, dialogs, reports, new Shell.Outer() {
            @Override
            public void toggleTheme() {
                theme = theme.other();
                theme.applyToApplication();
                shell.style(stage.getScene(), theme);
                library.setting(Start.THEME, theme == Theme.DARK ? "dark" : "light");
            }

            @Override
            public void chooseWorkspace(Path folder) {
                if (library.durable() && same(folder, start.folder())) {
                    library.tell("This workspace is open already");
                } else {
                    moveTo(folder, password -> Start.in(folder, password), null);
                }
            }

            @Override
            public void workspace(Shell.WorkspaceTask task) {
                switch (task) {
                    case BACK_UP -> cards.backUp();
                    case RESTORE -> cards.restore();
                    case CHECK -> cards.check();
                    case PASSWORD -> new PasswordCards(Window.this).ask();
                }
            }

            @Override
            public Diagnostics diagnostics() {
                return Window.this.diagnostics();
            }

            @Override
            public void close() {
                Window.this.close();
            }
        });
        Scene scene = stage.getScene();
        if (scene == null) {
            scene = new Scene(made.view(), WIDTH, HEIGHT);
            stage.setScene(scene);
        } else {
            scene.setRoot(made.view());
        }
        theme.applyToApplication();
        made.style(scene, theme);
        stage.titleProperty().bind(model.titleProperty());
        stage.setMinWidth(LEAST);
        stage.setMinHeight(LEAST * 0.6);
        return made;
    }

    /** Says how the workspace was found. */
    private void introduce(Start.@Nullable Opening tried) {
        String trouble = start.trouble();
        if (start.refusal() != null) {
            cards.refused(start, tried);
        } else if (trouble != null) {
            library.fail(trouble);
        }
        library.readOnly().ifPresent(what -> cards.lookedAt(start.folder(), what));
    }

    /** To the front, as whoever opens the workspace a second time asks. FX thread. */
    void toFront() {
        stage.setIconified(false);
        stage.show();
        stage.toFront();
        stage.requestFocus();
    }

    private void listen() {
        Path folder = start.folder();
        if (library.durable()) {
            background.run("Opening " + folder,
                    () -> Optional.ofNullable(Doorbell.listen(folder, () -> Platform.runLater(this::toFront))),
                    bell -> doorbell = bell.orElse(null), library::fail);
        }
    }

    /** Saves what is open, then opens another workspace; what was nowhere kept goes along. */
    @Override
    public void moveTo(Path folder, Start.Opening opening, @Nullable Password password) {
        library.saveAll(() -> replaceBy(folder, opening, password),
                () -> library.fail("The open scenario cannot be saved: save a copy of it first."));
    }

    private void replaceBy(Path folder, Start.Opening opening, @Nullable Password password) {
        boolean carry = !library.durable() && library.readOnly().isEmpty() && !library.unsavedNames().isEmpty();
        Scenario scenario = session.scenario();
        Start before = start;
        Doorbell bell = doorbell;
        boolean same = library.durable() && same(folder, before.folder());
        background.run("Opening " + folder, () -> {
            if (same) {
                // Nothing opens what is open: a restore, or the same one again.
                close(bell, before);
            }
            try (password) {
                Start next = opening.with(password);
                if (!same && next.refusal() == null) {
                    close(bell, before);
                }
                return next;
            }
        }, next -> {
            if (next.refusal() != null && !same) {
                cards.refused(next, opening);
                return;
            }
            doorbell = null;
            start = next;
            session = new Session(next.scenario(), next.shelf(), engine, Platform::runLater);
            library = new Library(session, next.shelf(), next.item(), background);
            shell = furnish();
            introduce(opening);
            listen();
            if (carry) {
                library.add(scenario, "Brought along");
            }
        }, library::fail);
    }

    private static boolean same(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    private static void close(@Nullable Doorbell bell, Start start) {
        if (bell != null) {
            bell.close();
        }
        start.shelf().close();
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        closing = false;
        stage.hide();
        engine.close();
        Doorbell bell = doorbell;
        store.execute(() -> close(bell, start));
        store.shutdown();
        Thread last = daemon(() -> {
            try {
                // What is being written gets written before the program ends.
                if (!store.awaitTermination(30, TimeUnit.SECONDS)) {
                    System.getLogger(Window.class.getName()).log(System.Logger.Level.ERROR,
                            "The workspace did not close in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            closed.run();
        }, "tangency-close");
        last.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
