package tangency.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineThreadTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final EngineThread engine = new EngineThread();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void end() {
        never.countDown();
        engine.close();
    }

    private void hang(CountDownLatch begun) {
        begun.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatHangsIsLeftBehind_andWhatWaitsGoesOnInOrder() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        engine.execute(() -> hang(begun));
        begun.await();
        for (String name : List.of("a", "b")) {
            engine.execute(() -> {
                seen.add(name);
                done.countDown();
            });
        }
        engine.giveWay(AT_ONCE, () -> seen.add("left"));
        done.await();
        assertThat(seen).containsExactly("left", "a", "b");
    }

    @Test
    void whatEndsInTimeIsNotLeftBehind() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread[] threads = new Thread[2];
        CountDownLatch done = new CountDownLatch(2);
        engine.execute(() -> {
            threads[0] = Thread.currentThread();
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.countDown();
        });
        begun.await();
        engine.giveWay(Duration.ofMillis(200), () -> seen.add("left"));
        end.countDown();
        engine.execute(() -> {
            threads[1] = Thread.currentThread();
            done.countDown();
        });
        done.await();
        TimeUnit.MILLISECONDS.sleep(400);
        assertThat(seen).isEmpty();
        assertThat(threads[1]).isSameAs(threads[0]);
    }
}
