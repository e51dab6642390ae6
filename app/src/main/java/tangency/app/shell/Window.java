package tangency.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import tangency.app.panel.PanelDescriptor;
import tangency.app.session.Background;
import tangency.app.session.Library;
import tangency.app.session.Session;
import tangency.core.scenario.Scenario;

/**
 * The real window: workspace, session and shell put together, with the two threads that work for them. It keeps its
 * stage when another workspace is opened. FX thread only, but for {@link #open}.
 */
public final class Window {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST = 720;

    /** Exit code of an internal fault. */
    private static final int FAULT = 3;

    private final Stage stage;
    private final List<PanelDescriptor> panels;
    private final FileDialogs dialogs;
    private final @Nullable ReportExport reports;
    private final Runnable closed;
    private final ExecutorService engine = Executors.newSingleThreadExecutor(task -> daemon(task, "tangency-engine"));
    private final ExecutorService store = Executors.newSingleThreadExecutor(task -> daemon(task, "tangency-store"));
    private Start start;
    private Theme theme;
    private Session session;
    private Library library;
    private Background background;
    private Shell shell;

    /**
     * Shows a window on {@code stage}.
     *
     * @param closed called when it has gone
     */
    Window(Stage stage, Start start, List<PanelDescriptor> panels, FileDialogs dialogs, @Nullable ReportExport reports,
            Runnable closed) {
        this.stage = stage;
        this.panels = panels;
        this.dialogs = dialogs;
        this.reports = reports;
        this.closed = closed;
        this.start = start;
        this.theme = start.theme();
        this.session = new Session(start.scenario(), start.shelf(), engine, Platform::runLater);
        this.background = new Background(store, Platform::runLater);
        this.library = new Library(session, start.shelf(), start.item(), background);
        this.shell = furnish();
        stage.setOnCloseRequest(event -> {
            event.consume();
            close();
        });
    }

    /**
     * Opens the window and returns once it is closed. Call it once, off the FX thread; it starts and ends the toolkit.
     *
     * @param workspace folder, null for the user's own
     * @return exit code
     */
    public static int open(@Nullable Path workspace, @Nullable ReportExport reports) {
        CountDownLatch gone = new CountDownLatch(1);
        AtomicInteger exit = new AtomicInteger();
        // The workspace takes its time to open; the toolkit starts meanwhile.
        FutureTask<Start> opening = new FutureTask<>(
                () -> Start.in(workspace == null ? Start.home() : workspace));
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
                new Window(stage, opening.get(), Panels.all(), FileDialogs.of(stage), reports, gone::countDown);
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

    Library library() {
        return library;
    }

    Shell shell() {
        return shell;
    }

    /** Whether nothing is being read or written. */
    boolean idle() {
        return background.doingProperty().get() == null;
    }

    /** Asks what to do about what is not saved, then closes. */
    void close() {
        List<String> unsaved = library.unsavedNames();
        if (unsaved.isEmpty()) {
            end();
        } else {
            shell.askBeforeClosing(unsaved, this::end);
        }
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
                moveTo(folder, false);
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
        String trouble = start.trouble();
        if (trouble != null && library.durable()) {
            library.fail(trouble);
        } else if (trouble != null) {
            made.warn(trouble, () -> moveTo(start.folder(), true));
        }
        return made;
    }

    /** Opens another workspace; what is open and was nowhere kept goes along. */
    private void moveTo(Path folder, boolean retry) {
        boolean carry = !start.shelf().durable() || !library.unsavedNames().isEmpty();
        Scenario scenario = session.scenario();
        Start before = start;
        background.run("Opening " + folder, () -> {
            Start next = Start.in(folder);
            if (next.trouble() == null) {
                before.shelf().close();
            }
            return next;
        }, next -> {
            if (next.trouble() != null) {
                library.fail(retry ? "Still not. " + next.trouble() : next.trouble());
                return;
            }
            start = next;
            session = new Session(next.scenario(), next.shelf(), engine, Platform::runLater);
            library = new Library(session, next.shelf(), next.item(), background);
            shell = furnish();
            if (carry && !scenario.equals(Start.sample())) {
                library.add(scenario, "Brought along");
            }
        }, library::fail);
    }

    private void end() {
        stage.hide();
        engine.shutdownNow();
        store.execute(() -> start.shelf().close());
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
