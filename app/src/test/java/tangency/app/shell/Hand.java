package tangency.app.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import tangency.app.Fx;
import tangency.app.diagnostics.FaultLog;
import tangency.app.report.FreshReport;
import tangency.app.report.ReportFiles;
import tangency.app.report.ReportFormat;
import tangency.app.session.Deadline;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;

/** A person at the real window: opens it on a folder, clicks, drags and types, answers file dialogs, closes it. */
final class Hand implements AutoCloseable {
    private static final int SECONDS = 60;
    /** The headless screen is about this large. */
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 960;

    private final CountDownLatch gone = new CountDownLatch(1);
    private final FxRobot robot = new FxRobot();
    private final Stage stage;
    private final Window window;
    private @Nullable Path answer;

    Hand(Path folder) {
        Fx.start();
        Start start = Start.in(folder, null);
        stage = Fx.get(() -> {
            Stage made = new Stage();
            made.setX(0);
            made.setY(0);
            made.setWidth(WIDTH);
            made.setHeight(HEIGHT);
            return made;
        });
        window = Fx.get(() -> {
            Window made = new Window(stage, start, Panels.all(), new Answers(), Hand::report,
                    new FaultLog(Path.of("target", "diagnostics"), InstantSource.system()), gone::countDown);
            stage.show();
            return made;
        });
        settle();
    }

    private static void report(Snapshot snapshot, Path file) throws IOException {
        ReportFiles.save(FreshReport.of(snapshot.analysis().afresh(Deadline.asTheScenarioSays())).report(),
                ReportFormat.of(file).orElseThrow(), file);
    }

    Session session() {
        return window.session();
    }

    Stage stage() {
        return stage;
    }

    Window window() {
        return window;
    }

    /** The next file dialog is answered with this. */
    void answer(Path file) {
        answer = file;
    }

    void click(String selector) {
        await("something to click at " + selector, () -> find(selector) != null);
        // What has just appeared gets its place in the next pulse.
        Fx.pulses(stage.getScene(), 2);
        robot.clickOn(centre(selector), MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Clicks the button that is called {@code name}, somewhere in {@code within}; the last one of that name. */
    void clickButton(String within, String name) {
        await("a button " + name + " in " + within, () -> button(within, name) != null);
        Fx.pulses(stage.getScene(), 2);
        Point2D point = Fx.get(() -> centre(java.util.Objects.requireNonNull(button(within, name))));
        robot.clickOn(point, MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private @Nullable Node button(String within, String name) {
        return robot.from(robot.lookup(within).queryAll()).lookup((Node n) -> name.equals(n.getAccessibleText()))
                .match(Node::isVisible).<Node>queryAll().stream().reduce((a, b) -> b).orElse(null);
    }

    /** Gives a command as the menu does. */
    void command(String id) {
        Fx.run(() -> Bars.find(window.shell().commands(), id).run());
        WaitForAsyncUtils.waitForFxEvents();
    }

    void type(String text) {
        robot.write(text);
    }

    void press(KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Drags what is at {@code selector} in ten steps. */
    void drag(String selector, double dx, double dy) {
        Point2D from = centre(selector);
        robot.moveTo(from);
        robot.press(MouseButton.PRIMARY);
        for (int i = 1; i <= 10; i++) {
            robot.moveTo(from.add(dx * i / 10, dy * i / 10));
            WaitForAsyncUtils.waitForFxEvents(1);
        }
        robot.release(MouseButton.PRIMARY);
        settle();
    }

    @Nullable
    Node find(String selector) {
        return Fx.get(() -> robot.lookup(selector).match(Node::isVisible).tryQuery().orElse(null));
    }

    String text(String selector) {
        return Fx.get(() -> {
            Node node = stage.getScene().lookup(selector);
            return node instanceof javafx.scene.control.Labeled labeled ? labeled.getText() : String.valueOf(node);
        });
    }

    private Point2D centre(String selector) {
        return Fx.get(() -> {
            return centre(robot.lookup(selector).match(Node::isVisible).<Node>query());
        });
    }

    private static Point2D centre(Node node) {
        Bounds bounds = node.localToScreen(node.getBoundsInLocal());
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }

    /** Waits until the newest scenario is answered in full and nothing is being read or written. */
    void settle() {
        await("an answer", () -> {
            Snapshot now = session().snapshot();
            return now != null && !session().runningProperty().get()
                    && (now.analysis().scenario().equals(session().scenario())
                            || !session().problemsProperty().get().isEmpty())
                    && window.idle();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    void await(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, () -> Fx.get(condition::getAsBoolean));
        } catch (TimeoutException e) {
            throw new AssertionError(String.format(Locale.ROOT, "No %s in %d s; status %s", what, SECONDS,
                    text("#status-answer")), e);
        }
    }

    /** Whether the keyboard is with something in there. */
    boolean focusIsIn(String selector) {
        return Fx.get(() -> {
            Node inside = stage.getScene().getFocusOwner();
            Node outer = stage.getScene().lookup(selector);
            while (inside != null && inside != outer) {
                inside = inside.getParent();
            }
            return inside != null;
        });
    }

    /** Waits until the window is gone and the workspace closed. */
    void awaitEnd() {
        await("end", () -> gone.getCount() == 0);
    }

    /** Closes the window as its button does, and waits until the workspace is closed too. */
    @Override
    public void close() {
        if (gone.getCount() == 0) {
            return;
        }
        Fx.run(window::close);
        await("end", () -> gone.getCount() == 0 || find("#close-discard") != null);
        if (gone.getCount() > 0) {
            click("#close-discard");
            await("end", () -> gone.getCount() == 0);
        }
    }

    /** Answers every dialog with the file named last. */
    private final class Answers implements FileDialogs {
        @Override
        public Optional<Path> open(String title, Kind kind) {
            return Optional.ofNullable(answer);
        }

        @Override
        public Optional<Path> save(String title, Kind kind, String name) {
            return Optional.ofNullable(answer);
        }

        @Override
        public Optional<Path> folder(String title) {
            return Optional.ofNullable(answer);
        }
    }
}
