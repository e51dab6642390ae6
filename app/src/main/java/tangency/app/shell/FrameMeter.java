package tangency.app.shell;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import javafx.application.Platform;
import javafx.scene.Scene;

import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * Times the way from an input event to the frame that shows it, and the work it costs the FX thread.
 *
 * <p>How a frame is timed, with public API only (tried on JavaFX 26.0.2, headless and software-rendered): JavaFX writes a Flight
 * Recorder event {@code javafx.PulsePhase} for every phase of a pulse, with the pulse's number, the thread and the duration: CSS,
 * layout, bounds, copying the state to the render graph on the FX thread, and "Painting" (with a GPU also "Presenting") on the
 * renderer's. A step is open from just before its input event until a pulse whose layout has run while the caller's condition
 * "the result is in the scene" held ({@link Scene#addPostLayoutPulseListener}); that pulse is then looked up in the recording,
 * and the end of its last renderer phase is when the frame was there. What follows is a copy of finished pixels to the screen. No
 * pulse waits for the recording, so the thing measured is the thing that ships.
 *
 * <p>Work on the FX thread is that thread's processor time between the two ends of a step: event handlers, {@code runLater} jobs
 * that bring results in, and every pulse, the synchronisation with the renderer included.
 *
 * <p>Not measured: the way from the hardware to the toolkit, and from the finished frame to the eye. Needs the modules jdk.jfr
 * and java.management. {@link #prepare} comes before the toolkit; then {@link #on}, {@link #step} after step, {@link #finish}. One
 * meter at a time.
 */
public final class FrameMeter {
    private static final int LAST_FRAME_MILLIS = 250;
    private static final String PHASE = "javafx.PulsePhase";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * One step. Times in milliseconds.
     *
     * @param eventToFrame from the event to the end of painting
     * @param fxWork processor time of the FX thread
     * @param painting the renderer's part of the frame
     * @param painted whether a frame was painted at all: false says that nothing visible changed
     */
    public record Step(double eventToFrame, double fxWork, double painting, boolean painted) {}

    /** Percentiles of one quantity over all steps, in milliseconds, by nearest rank. */
    public record Percentiles(int count, double median, double p90, double p99, double max) {
        public static Percentiles of(List<Step> steps, ToDoubleFunction<Step> quantity) {
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("No steps to take percentiles of");
            }
            double[] sorted = steps.stream().mapToDouble(quantity).sorted().toArray();
            return new Percentiles(sorted.length, rank(sorted, 0.5), rank(sorted, 0.9), rank(sorted, 0.99),
                    sorted[sorted.length - 1]);
        }

        private static double rank(double[] sorted, double p) {
            return sorted[Math.max(0, (int) Math.ceil(p * sorted.length) - 1)];
        }
    }

    private record Open(long nanos, long cpu, BooleanSupplier shown) {}

    private record Closed(Instant start, Instant laidOut, double fxWork) {}

    private record Phase(long pulse, boolean renderer, Instant start, Instant end) {}

    private final Scene scene;
    private final RecordingStream recording = new RecordingStream();
    private final ConcurrentLinkedQueue<Phase> phases = new ConcurrentLinkedQueue<>();
    private final List<Closed> closed = new ArrayList<>();
    private final Runnable listener = this::laidOut;
    private final Instant originInstant = Instant.now();
    private final long originNanos = System.nanoTime();
    private @Nullable Open open;

    private FrameMeter(Scene scene) {
        this.scene = scene;
        recording.enable(PHASE).withThreshold(Duration.ZERO).withoutStackTrace();
        recording.onEvent(PHASE, this::record);
        recording.setReuse(true);
        recording.startAsync();
        scene.addPostLayoutPulseListener(listener);
    }

    /**
     * Call this before the toolkit starts: JavaFX looks once, when its first class is loaded, whether a Flight Recorder is there, and
     * writes no events otherwise. Without it every step comes out as not painted.
     */
    public static void prepare() {
        FlightRecorder.getFlightRecorder();
    }

    /** Starts measuring {@code scene}, which must be showing. Call on the FX thread. */
    public static FrameMeter on(Scene scene) {
        return new FrameMeter(scene);
    }

    /**
     * Runs {@code event} (which sends real input, for instance through a Robot) as the next step; the step ends with the first
     * frame laid out while {@code shown} answers true. On the FX thread, and only when {@link #idle}.
     */
    public void step(Runnable event, BooleanSupplier shown) {
        if (open != null) {
            throw new IllegalArgumentException("The last step has not been shown yet");
        }
        open = new Open(System.nanoTime(), THREADS.getCurrentThreadCpuTime(), shown);
        event.run();
        // Of two steps with the same outcome the second changes nothing; the pulse must come all the same.
        Platform.requestNextPulse();
    }

    /** Whether the frame of the last step has gone out. On the FX thread. */
    public boolean idle() {
        return open == null;
    }

    /** Stops measuring and matches steps with frames; takes up to a second. Off the FX thread, after the last step is idle. */
    public List<Step> finish() {
        Platform.runLater(() -> scene.removePostLayoutPulseListener(listener));
        try {
            // The last step is idle when its pulse is over; its painting may still be under way.
            Thread.sleep(LAST_FRAME_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recording.stop();
        recording.close();
        NavigableMap<Instant, Long> layouts = new TreeMap<>();
        Map<Long, Phase> painted = new HashMap<>();
        Map<Long, Instant> paintingStart = new HashMap<>();
        for (Phase phase : phases) {
            if (phase.renderer()) {
                painted.merge(phase.pulse(), phase, (a, b) -> a.end().isAfter(b.end()) ? a : b);
                paintingStart.merge(phase.pulse(), phase.start(), (a, b) -> a.isBefore(b) ? a : b);
            } else {
                layouts.put(phase.end(), phase.pulse());
            }
        }
        List<Step> steps = new ArrayList<>();
        for (Closed step : closed) {
            Long pulse = nearest(layouts, step.laidOut());
            Phase last = pulse == null ? null : painted.get(pulse);
            Instant start = pulse == null ? null : paintingStart.get(pulse);
            if (last == null || start == null) {
                steps.add(new Step(millis(step.start(), step.laidOut()), step.fxWork(), 0, false));
            } else {
                steps.add(new Step(millis(step.start(), last.end()), step.fxWork(), millis(start, last.end()), true));
            }
        }
        return List.copyOf(steps);
    }

    private void laidOut() {
        Open step = open;
        if (step == null || !step.shown().getAsBoolean()) {
            if (step != null) {
                Platform.requestNextPulse();
            }
            return;
        }
        Instant end = instant(System.nanoTime());
        // The pulse still has to copy the scene to the renderer: count up to after that.
        Platform.runLater(() -> {
            closed.add(new Closed(instant(step.nanos()), end,
                    (THREADS.getCurrentThreadCpuTime() - step.cpu()) / 1e6));
            open = null;
        });
    }

    private void record(RecordedEvent event) {
        String name = event.getString("phaseName");
        boolean renderer = event.getThread() != null && event.getThread().getJavaName() != null
                && event.getThread().getJavaName().startsWith("QuantumRenderer");
        if (renderer || "Layout Pass".equals(name)) {
            phases.add(new Phase(event.getLong("pulseId"), renderer, event.getStartTime(), event.getEndTime()));
        }
    }

    private Instant instant(long nanos) {
        return originInstant.plusNanos(nanos - originNanos);
    }

    private static @Nullable Long nearest(NavigableMap<Instant, Long> layouts, Instant time) {
        Map.Entry<Instant, Long> before = layouts.floorEntry(time);
        Map.Entry<Instant, Long> after = layouts.ceilingEntry(time);
        if (before == null || after == null) {
            return before != null ? before.getValue() : after != null ? after.getValue() : null;
        }
        return millis(before.getKey(), time) <= millis(time, after.getKey()) ? before.getValue() : after.getValue();
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    /** The steps as a line of figures for a log: counts and percentiles of each quantity. */
    public static String summary(List<Step> steps) {
        StringBuilder text = new StringBuilder();
        String[] names = {"event to frame", "FX thread", "painting"};
        List<ToDoubleFunction<Step>> quantities = Arrays.asList(Step::eventToFrame, Step::fxWork, Step::painting);
        for (int i = 0; i < names.length; i++) {
            Percentiles p = Percentiles.of(steps, quantities.get(i));
            text.append(String.format(Locale.ROOT, "%-15s n=%d  p50 %6.2f  p90 %6.2f  p99 %6.2f  max %6.2f ms%n",
                    names[i], p.count(), p.median(), p.p90(), p.p99(), p.max()));
        }
        return text.toString();
    }
}
