package tangency.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;

class LatestRunTest {
    private final Queue<Runnable> worker = new ArrayDeque<>();
    private final Queue<Runnable> fx = new ArrayDeque<>();
    private final List<String> seen = new ArrayList<>();
    private final LatestRun<String> runs = new LatestRun<>(worker::add, fx::add);

    private void submit(String input) {
        runs.submit(input, (name, results, overtaken) -> {
            seen.add("run " + name);
            results.publish(() -> seen.add("show " + name));
        }, () -> seen.add("done " + input), cause -> seen.add("fail " + input));
    }

    private static void drain(Queue<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    @Test
    void requestOvertakenBeforeItStarts_isNeverRun() {
        submit("a");
        submit("b");
        drain(worker);
        drain(fx);
        assertThat(seen).containsExactly("run b", "show b", "done b");
    }

    @Test
    void requestOvertakenWhileItRuns_isNeverShown() {
        submit("a");
        drain(worker);
        submit("b");
        drain(fx);
        assertThat(seen).containsExactly("run a");
        drain(worker);
        drain(fx);
        assertThat(seen).containsExactly("run a", "run b", "show b", "done b");
    }

    @Test
    void workThatThrows_isReportedOnce_andTheNextOneRuns() {
        runs.submit("a", (name, results, overtaken) -> {
            throw new OutOfMemoryError("none left");
        }, () -> seen.add("done"), cause -> seen.add("fail " + cause.getMessage()));
        drain(worker);
        drain(fx);
        submit("b");
        drain(worker);
        drain(fx);
        assertThat(seen).containsExactly("fail none left", "run b", "show b", "done b");
    }

    @Test
    void longWork_isToldThatItIsOvertaken() {
        List<Boolean> told = new ArrayList<>();
        runs.submit("a", (name, results, overtaken) -> {
            told.add(overtaken.getAsBoolean());
            submit("b");
            told.add(overtaken.getAsBoolean());
        }, () -> {}, cause -> seen.add("fail"));
        worker.remove().run();
        assertThat(told).containsExactly(false, true);
    }
}
