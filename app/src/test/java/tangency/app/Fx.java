package tangency.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.scene.Scene;

import org.jspecify.annotations.Nullable;
import tangency.app.shell.FrameMeter;

/** The headless toolkit for tests: started once per JVM, and asked through waiting calls with a limit. */
public final class Fx {
    private static final int SECONDS = 30;
    private static boolean started;

    private Fx() {}

    /** Starts the toolkit unless it runs. */
    public static synchronized void start() {
        if (started) {
            return;
        }
        FrameMeter.prepare();
        CountDownLatch ready = new CountDownLatch(1);
        try {
            Platform.startup(ready::countDown);
            if (!ready.await(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The toolkit did not start");
            }
        } catch (IllegalStateException alreadyRunning) {
            // Another test library (TestFX) started it before us: that is as good.
            ready.countDown();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Platform.setImplicitExit(false);
        started = true;
    }

    /** The answer of {@code work} on the FX thread; what it throws comes back as the cause of an AssertionError. */
    public static <T extends @Nullable Object> T get(Callable<T> work) {
        start();
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                answer.complete(work.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        };
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("On the FX thread: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs {@code work} on the FX thread and waits for it. */
    public static void run(Runnable work) {
        get(() -> {
            work.run();
            return true;
        });
    }

    /** Waits for {@code count} pulses of a showing scene. */
    public static void pulses(Scene scene, int count) {
        CountDownLatch left = new CountDownLatch(count);
        Runnable listener = () -> {
            left.countDown();
            Platform.requestNextPulse();
        };
        run(() -> {
            scene.addPostLayoutPulseListener(listener);
            Platform.requestNextPulse();
        });
        try {
            if (!left.await(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("No " + count + " pulses in " + SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        run(() -> scene.removePostLayoutPulseListener(listener));
    }

    /** Every warning that JavaFX logs (CSS above all) while {@code work} runs on the calling thread. */
    public static List<String> warningsDuring(Runnable work) {
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public synchronized void publish(LogRecord record) {
                warnings.add(record.getLoggerName() + ": " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("javafx");
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return List.copyOf(warnings);
    }
}
