package tangency.app.session;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes files and the workspace off the FX thread, one thing after another, and says what is under way. FX
 * thread only; the work itself runs on the worker.
 */
public final class Background {
    private final Executor worker;
    private final Executor fx;
    private final Later later;
    private final ReadOnlyObjectWrapper<@Nullable String> doing = new ReadOnlyObjectWrapper<>();
    private int pending;

    /**
     * @param worker a single thread, so that things happen in the order they were asked for
     * @param fx runs on the FX thread
     */
    public Background(Executor worker, Executor fx) {
        this(worker, fx, (delay, task) -> {});
    }

    /** As {@link #Background(Executor, Executor)}, with what calls after a while; without it nothing is called later. */
    public Background(Executor worker, Executor fx, Later later) {
        this.worker = worker;
        this.fx = fx;
        this.later = later;
    }

    /** Calls after a while, on any thread. */
    @FunctionalInterface
    public interface Later {
        /** By the clock, on a thread of its own: the common pool may be busy with what is to be ended. */
        Later CLOCK = (delay, task) -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS,
                late -> Thread.ofPlatform().daemon().name("tangency-later").start(late)).execute(task);

        void call(Duration delay, Runnable task);
    }

    /** Runs {@code task} on the FX thread after {@code delay}. */
    public void later(Duration delay, Runnable task) {
        later.call(delay, () -> fx.execute(task));
    }

    /** What is under way, in words ("Saving"); null when nothing is. */
    public ReadOnlyObjectProperty<@Nullable String> doingProperty() {
        return doing.getReadOnlyProperty();
    }

    /**
     * Runs {@code work}, then {@code done} with its result on the FX thread, or {@code failed} with what went wrong in
     * words.
     */
    public <T> void run(String what, Callable<T> work, Consumer<T> done, Consumer<String> failed) {
        pending++;
        doing.set(what);
        worker.execute(() -> {
            try {
                T result = work.call();
                fx.execute(() -> {
                    ended();
                    done.accept(result);
                });
            } catch (Exception | Error e) {
                System.getLogger(Background.class.getName()).log(System.Logger.Level.DEBUG, what, e);
                fx.execute(() -> {
                    ended();
                    failed.accept(inWords(e));
                });
            }
        });
    }

    private void ended() {
        if (--pending == 0) {
            doing.set(null);
        }
    }

    /** What a person can do something with: the message, and the kind of fault where the message alone says too little. */
    static String inWords(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return cause instanceof java.nio.file.FileSystemException file && file.getReason() == null
                ? reason(file) + ": " + message
                : message;
    }

    private static String reason(java.nio.file.FileSystemException file) {
        return switch (file) {
            case java.nio.file.NoSuchFileException _ -> "No such file";
            case java.nio.file.AccessDeniedException _ -> "Access denied";
            case java.nio.file.FileAlreadyExistsException _ -> "There is a file already";
            default -> "The file cannot be used";
        };
    }
}
