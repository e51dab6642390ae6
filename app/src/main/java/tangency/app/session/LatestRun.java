package tangency.app.session;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs the newest of many requests off the FX thread: what is overtaken before it starts is never run, what is
 * overtaken while it runs is told so and never published.
 *
 * @param <I> immutable input
 */
final class LatestRun<I> {
    private final Executor worker;
    private final Executor publisher;
    private final AtomicLong newest = new AtomicLong();

    /**
     * @param worker runs the work, one at a time, in order
     * @param publisher runs the publication (the FX thread)
     */
    LatestRun(Executor worker, Executor publisher) {
        this.worker = worker;
        this.publisher = publisher;
    }

    /**
     * Asks for {@code work} on {@code input}.
     *
     * @param work publishes what it finds as it goes
     * @param done is called when the work is through, if it is still the newest
     * @param fail is called with what the work threw, if it is still the newest
     */
    void submit(I input, Work<I> work, Runnable done, Consumer<Throwable> fail) {
        long ticket = newest.incrementAndGet();
        Publisher results = publication -> publisher.execute(() -> {
            if (newest.get() == ticket) {
                publication.run();
            }
        });
        worker.execute(() -> {
            BooleanSupplier overtaken = () -> newest.get() != ticket;
            if (overtaken.getAsBoolean()) {
                return;
            }
            try {
                work.run(input, results, overtaken);
                results.publish(done);
            } catch (Exception | Error e) {
                // Whatever went wrong is shown to the user; the window lives on.
                results.publish(() -> fail.accept(e));
            }
        });
    }

    /** Drops whatever is under way. */
    void cancel() {
        newest.incrementAndGet();
    }

    /** What is to be done with the newest input. */
    @FunctionalInterface
    interface Work<I> {
        void run(I input, Publisher results, BooleanSupplier overtaken) throws Exception;
    }

    /** Hands a result to the FX thread, which drops it if it was overtaken. */
    @FunctionalInterface
    interface Publisher {
        void publish(Runnable publication);
    }
}
