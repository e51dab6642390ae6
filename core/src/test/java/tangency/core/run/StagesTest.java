package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StagesTest {
    private final Stages stages = new Stages();

    @Test
    void computesOnceForEqualKeys() {
        AtomicInteger times = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            assertThat(stages.<Integer>get(new String("key"), times::incrementAndGet)).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotWorthKeepingIsComputedAnew() {
        AtomicInteger times = new AtomicInteger();
        stages.<Integer>get("key", times::incrementAndGet, result -> false);
        assertThat(stages.has("key")).isFalse();
        assertThat(stages.<Integer>get("key", times::incrementAndGet)).isEqualTo(2);
        assertThat(stages.has("key")).isTrue();
    }

    @Test
    @Timeout(20)
    void neitherOtherKeysNorQuestionsWaitForALongComputation() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread slow = Thread.ofVirtual().start(() -> stages.get("slow", () -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 1;
        }));
        begun.await();
        assertThat(stages.has("slow")).isFalse();
        assertThat(stages.<Integer>get("quick", () -> 2)).isEqualTo(2);
        end.countDown();
        slow.join();
        assertThat(stages.has("slow")).isTrue();
    }

    @Test
    void forgetsTheLeastRecentlyUsed() {
        for (int i = 0; i < 60; i++) {
            stages.get(i, () -> "result");
            stages.get(0, () -> "result");
        }
        assertThat(stages.has(0)).isTrue();
        assertThat(stages.has(1)).isFalse();
    }
}
