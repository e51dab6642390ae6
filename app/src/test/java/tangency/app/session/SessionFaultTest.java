package tangency.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tangency.app.Toy;
import tangency.core.market.MarketData;
import tangency.core.model.Model;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/** Faults in the engine: the session lives, the scenario and the last good picture stay, the next edit is answered. */
@Timeout(60)
class SessionFaultTest {
    private final MarketData data = Toy.data();
    private volatile @Nullable Throwable fault;
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean hang;

    private MarketData market(MarketSpec spec) {
        if (hang) {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        switch (fault) {
            case null -> {
                return data;
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError();
        }
    }

    @Test
    void everyFaultIsToldInWords_andNothingElseChanges() {
        Session session = new Session(Toy.scenario(), this::market, Runnable::run, Runnable::run);
        for (Throwable each : List.of(new OutOfMemoryError("Java heap space"), new StackOverflowError(),
                new IllegalStateException("index past the end"), new AssertionError("negative variance"),
                new UncheckedIOException(new java.io.IOException("No such device")))) {
            session.edit("Notes", s -> s.withNotes(each.toString()));
            Snapshot good = Toy.there(session.snapshot());
            fault = each;
            session.reload();
            Scenario mine = session.scenario();
            assertThat(mine.notes()).isEqualTo(each.toString());
            assertThat(session.snapshot()).isSameAs(good);
            assertThat(session.runningProperty().get()).isFalse();
            Fault told = Toy.there(session.faultProperty().get());
            assertThat(told.detail()).contains("as you left it").doesNotContain("tangency.", "\n");
            assertThat(session.problemsProperty().get()).hasSize(1);
            fault = null;
            session.edit("Model", s -> s.withModel(Model.MeanRisk.utility(3 + s.notes().length())));
            assertThat(session.faultProperty().get()).isNull();
            assertThat(session.problemsProperty().get()).isEmpty();
            assertThat(Toy.study(session).scenario()).isEqualTo(session.scenario());
            session.undo();
            assertThat(session.scenario()).isEqualTo(mine);
        }
    }

    @Test
    void aComputationThatHangs_isStopped_andTheNextOneIsAnswered() throws Exception {
        try (EngineThread engine = new EngineThread()) {
            LinkedBlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
            Session session = new Session(Toy.scenario(), this::market, engine, fx::add);
            await(fx, () -> !session.runningProperty().get());
            Snapshot good = Toy.there(session.snapshot());
            hang = true;
            session.reload();
            assertThat(session.runningProperty().get()).isTrue();
            session.stop();
            assertThat(session.runningProperty().get()).isFalse();
            assertThat(Toy.there(session.faultProperty().get()).headline()).isEqualTo("Stopped");
            assertThat(session.snapshot()).isSameAs(good);
            hang = false;
            session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
            await(fx, () -> !session.runningProperty().get());
            assertThat(Toy.study(session).scenario().model()).isEqualTo(new Model.EqualWeight());
            assertThat(session.faultProperty().get()).isNull();
            // What was left behind comes to its end late, and changes nothing.
            never.countDown();
            Snapshot answer = Toy.there(session.snapshot());
            TimeUnit.MILLISECONDS.sleep(100);
            for (Runnable late = fx.poll(); late != null; late = fx.poll()) {
                late.run();
            }
            assertThat(session.snapshot()).isSameAs(answer);
        }
    }

    private static void await(LinkedBlockingQueue<Runnable> fx, BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            fx.take().run();
        }
    }
}
