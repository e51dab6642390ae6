package tangency.app.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One thread for computations, which run one after another. One that was told to end and does not is left behind with
 * its thread, and what waits goes on with a new one: a solver that hangs must not hold up the window. Thread-safe.
 */
public final class EngineThread implements Executor, AutoCloseable {
    private ThreadPoolExecutor worker = fresh();
    private @Nullable Runnable current;
    private boolean closed;

    @Override
    public synchronized void execute(Runnable task) {
        worker.execute(new Task(task));
    }

    /**
     * Lets what runs now {@code grace} to end. If it is still running then, it is left behind.
     *
     * @param left called if so, on some thread, before anything else runs
     */
    public synchronized void giveWay(Duration grace, Runnable left) {
        Runnable asked = current;
        if (asked != null) {
            Background.Later.CLOCK.call(grace, () -> leave(asked, left));
        }
    }

    private synchronized void leave(Runnable asked, Runnable left) {
        if (current != asked || closed) {
            return;
        }
        System.getLogger(EngineThread.class.getName()).log(System.Logger.Level.WARNING,
                "A computation did not end when told to, and is left behind");
        left.run();
        ThreadPoolExecutor stuck = worker;
        List<Runnable> waiting = new ArrayList<>();
        stuck.getQueue().drainTo(waiting);
        stuck.shutdown();
        current = null;
        worker = fresh();
        waiting.forEach(worker::execute);
    }

    private synchronized void begin(Runnable task) {
        current = task;
    }

    private synchronized void end(Runnable task) {
        if (current == task) {
            current = null;
        }
    }

    /** Runs nothing more; what runs is not waited for. */
    @Override
    public synchronized void close() {
        closed = true;
        worker.shutdownNow();
    }

    private static ThreadPoolExecutor fresh() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "tangency-engine");
            thread.setDaemon(true);
            return thread;
        });
    }

    private final class Task implements Runnable {
        private final Runnable work;

        Task(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            begin(this);
            try {
                work.run();
            } finally {
                end(this);
            }
        }
    }
}
