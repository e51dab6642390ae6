package tangency.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import tangency.app.panel.PanelDescriptor;
import tangency.app.session.MemoryShelf;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.model.Model;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/**
 * Drags the frontier's handle and a budget slider in the real window by real input events and prints how long it takes
 * from event to frame, what it costs the FX thread, and, apart, the solve: {@code mvn verify -Pframes -DskipTests}.
 *
 * <p>The window shows its four signature panels on N simulated assets. A step is over when the frame is painted that
 * shows the answer to that step's own scenario: every step is solved exactly. As many steps go before, uncounted, for the
 * compiler to have seen the code.
 */
final class FrameBenchmark {
    private static final int STEPS = 500;
    private static final int WARM_UP = 500;
    private static final int DAYS = 1260;
    /** The headless screen is about this large. */
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 960;

    private final Stage stage;
    private final Session session;
    private final Robot robot = Toolkit.onFx(Robot::new);
    private final List<Double> solves = new ArrayList<>();
    private boolean arrived;
    private int changed;

    private FrameBenchmark(Stage stage, Session session) {
        this.stage = stage;
        this.session = session;
    }

    public static void main(String[] args) throws Exception {
        int[] sizes = args.length == 0
                ? new int[]{100, 470}
                : Arrays.stream(args).mapToInt(Integer::parseInt)
                        .toArray();
        FrameMeter.prepare();
        if (Toolkit.hasDisplay()) {
            Toolkit.repaintApart();
            Platform.startup(() -> {});
            Platform.setImplicitExit(false);
        } else {
            Toolkit.startHeadless();
        }
        System.out.printf(Locale.ROOT, "platform %s, renderer %s, %s %s, %d processors, Java %s, JavaFX %s%n",
                System.getProperty("glass.platform", "native"), System.getProperty("prism.order", "default"),
                System.getProperty("os.name"), System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"),
                System.getProperty("javafx.version"));
        for (int size : sizes) {
            measure(size);
        }
        System.exit(0);
    }

    private static void measure(int assets) throws Exception {
        Path folder = Files.createTempDirectory("tangency-frames");
        Path prices = folder.resolve("prices.csv");
        writePrices(prices, assets);
        MemoryShelf shelf = new MemoryShelf(InstantSource.system());
        Scenario scenario = Scenario.of("Frames", MarketSpec.prices(prices.toString()),
                Model.MeanRisk.MINIMUM_VARIANCE);
        shelf.save(null, scenario, "Frames");
        Start start = Start.on(shelf, folder);
        CountDownLatch closed = new CountDownLatch(1);
        Stage stage = Toolkit.onFx(() -> {
            Stage made = new Stage();
            made.setX(0);
            made.setY(0);
            made.setWidth(WIDTH);
            made.setHeight(HEIGHT);
            return made;
        });
        Window window = Toolkit.onFx(() -> {
            Window made = new Window(stage, start, Panels.all(), FileDialogs.none(), null,
                    new tangency.app.diagnostics.FaultLog(Path.of("target", "diagnostics"),
                            java.time.InstantSource.system()),
                    closed::countDown);
            stage.show();
            return made;
        });
        FrameBenchmark benchmark = new FrameBenchmark(stage, window.session());
        benchmark.settle();
        String panels = Panels.all().stream().limit(4).map(PanelDescriptor::title).collect(Collectors.joining(", "));
        System.out.printf(Locale.ROOT, "%n%d assets, window %.0f x %.0f, panels: %s%n", assets,
                stage.getScene().getWidth(), stage.getScene().getHeight(), panels);
        benchmark.drag("frontier", "#frontier-handle", "#frontier-chart", 0.3, -0.3);
        benchmark.drag("budget", "#budget-list .thumb", "#budget-list .slider", 0.4, 0);
        Toolkit.onFx(() -> {
            stage.hide();
            return null;
        });
        Files.delete(prices);
        Files.delete(folder);
    }

    /** Waits until every part of the answer is there and the window has been still for a while. */
    private void settle() throws InterruptedException {
        for (int still = 0; still < 5;) {
            Thread.sleep(200);
            boolean complete = Toolkit.onFx(() -> {
                Snapshot now = session.snapshot();
                return now != null && now.tree() != null && !session.runningProperty().get();
            });
            still = complete ? still + 1 : 0;
        }
    }

    /**
     * Presses the mouse on {@code node}, drags it to and fro, and prints what was measured.
     *
     * @param shareX how far, as a share of the width of {@code room}
     * @param shareY likewise of its height
     */
    private void drag(String what, String node, String room, double shareX, double shareY)
            throws InterruptedException {
        Scene scene = stage.getScene();
        scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, e -> arrived = true);
        Point2D from = Toolkit.onFx(() -> centre(onScreen(scene, node)));
        Bounds reach = Toolkit.onFx(() -> onScreen(scene, room));
        double reachX = shareX * reach.getWidth();
        double reachY = shareY * reach.getHeight();
        Toolkit.onFx(() -> {
            robot.mouseMove(from);
            robot.mousePress(MouseButton.PRIMARY);
            return null;
        });
        steps(from, reachX, reachY, WARM_UP, null);
        solves.clear();
        changed = 0;
        FrameMeter meter = Toolkit.onFx(() -> FrameMeter.on(scene));
        steps(from, reachX, reachY, STEPS, meter);
        Toolkit.onFx(() -> {
            robot.mouseRelease(MouseButton.PRIMARY);
            return null;
        });
        List<FrameMeter.Step> measured = meter.finish();
        System.out.println(what + " drag after " + WARM_UP + " steps to warm up, " + changed + " of " + STEPS
                + " steps asked something new");
        System.out.println(FrameMeter.summary(measured));
        double[] sorted = solves.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(Locale.ROOT, "solve, off the FX thread: median %.2f  p90 %.2f  p99 %.2f  max %.2f ms%n",
                at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), at(sorted, 1));
        settle();
    }

    private void steps(Point2D from, double reachX, double reachY, int count, @Nullable FrameMeter meter)
            throws InterruptedException {
        for (int k = 1; k <= count; k++) {
            double phase = 0.5 - 0.5 * Math.cos(2 * Math.PI * k / 125.0);
            // A hand never stands still on one pixel: the small part keeps every step a step.
            Point2D to = from.add(reachX * phase + (k % 2), reachY * phase);
            Scenario before = Toolkit.onFx(session::scenario);
            Toolkit.onFx(() -> {
                arrived = false;
                Runnable event = () -> robot.mouseMove(to);
                if (meter == null) {
                    event.run();
                } else {
                    meter.step(event, this::shown);
                }
                return null;
            });
            while (!Toolkit.onFx(() -> meter == null ? shown() : meter.idle())) {
                Thread.sleep(1);
            }
            if (!Toolkit.onFx(session::scenario).equals(before)) {
                changed++;
                solves.add(Toolkit.onFx(() -> session.solveMillisecondsProperty().get()));
            }
        }
    }

    /** Whether the answer on the screen is that of the newest scenario. */
    private boolean shown() {
        Snapshot now = session.snapshot();
        return arrived && now != null && now.analysis().scenario().equals(session.scenario());
    }

    private static Bounds onScreen(Scene scene, String selector) {
        Node node = scene.getRoot().lookup(selector);
        if (node == null) {
            throw new IllegalStateException("No " + selector + " in the window");
        }
        return node.localToScreen(node.getBoundsInLocal());
    }

    private static Point2D centre(Bounds bounds) {
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }

    private static double at(double[] sorted, double p) {
        return sorted[Math.max(0, (int) Math.ceil(p * sorted.length) - 1)];
    }

    /** Prices of a one-factor market with ten sectors. */
    private static void writePrices(Path file, int assets) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        double[] price = new double[assets];
        double[] beta = new double[assets];
        double[] own = new double[assets];
        for (int i = 0; i < assets; i++) {
            price[i] = 100;
            beta[i] = 0.5 + random.nextDouble();
            own[i] = 0.006 + 0.012 * random.nextDouble();
        }
        StringBuilder text = new StringBuilder("date");
        for (int i = 0; i < assets; i++) {
            text.append(",S").append(i);
        }
        LocalDate date = LocalDate.of(2019, 1, 1);
        for (int t = 0; t < DAYS; t++) {
            text.append('\n').append(date.plusDays(t));
            double market = 0.0004 + 0.008 * random.nextGaussian();
            double[] sector = random.doubles(10, -0.008, 0.008).toArray();
            for (int i = 0; i < assets; i++) {
                price[i] *= 1 + beta[i] * market + sector[i % 10] + own[i] * random.nextGaussian();
                text.append(',').append(price[i]);
            }
        }
        Files.writeString(file, text);
    }
}
