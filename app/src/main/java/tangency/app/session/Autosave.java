package tangency.app.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import tangency.app.session.ScenarioShelf.Item;
import tangency.app.session.Session.Edit;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;

/**
 * Writes every finished edit to the shelf, one after another in the order they were made, off the FX thread. What cannot
 * be written stays here and is tried again, sooner at first, then every minute, and with every further edit; nothing
 * that waits is ever dropped. FX thread only.
 */
final class Autosave {
    private static final List<Duration> PATIENCE = List.of(Duration.ofSeconds(2), Duration.ofSeconds(5),
            Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(1));

    /** A scenario on its way to the shelf or on it. */
    static final class Target {
        private @Nullable Item item;

        Target(@Nullable Item item) {
            this.item = item;
        }

        /** Null until it was saved for the first time. */
        @Nullable
        Item item() {
            return item;
        }

        /** It is gone from the shelf; what is saved next begins a new one. */
        void forget() {
            item = null;
        }
    }

    /** Hears what was written. */
    @FunctionalInterface
    interface Written {
        void done(Target target, Item item, Scenario scenario);
    }

    private record Waiting(Target target, Edit edit) {}

    private record Afterwards(Runnable then, Runnable otherwise) {}

    /** What came of a try: the item, or why this edit cannot be written however often it is tried. */
    private record Outcome(@Nullable Item item, @Nullable String refusal) {}

    private final ScenarioShelf shelf;
    private final Background background;
    private final Written saved;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    /** What cannot be written as it is, such as limits that cross, until a further edit mends it. */
    private final Map<Target, Waiting> refused = new LinkedHashMap<>();
    private final List<Afterwards> afterwards = new ArrayList<>();
    private final ReadOnlyObjectWrapper<@Nullable String> trouble = new ReadOnlyObjectWrapper<>();
    private boolean writing;
    private boolean retrying;
    private int failures;

    /** @param saved called with what was written, once it is safely there */
    Autosave(ScenarioShelf shelf, Background background, Written saved) {
        this.shelf = shelf;
        this.background = background;
        this.saved = saved;
    }

    /** Why the newest try failed, in words; null while writing works. */
    ReadOnlyObjectProperty<@Nullable String> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /** Whether everything is written. */
    boolean isEmpty() {
        return queue.isEmpty() && refused.isEmpty();
    }

    /** Names of the scenarios that wait, each once. */
    List<String> names() {
        return all().map(Waiting::target).distinct().map(t -> newest(t).orElseThrow().name()).toList();
    }

    /** The newest state of {@code target} that waits. */
    Optional<Scenario> newest(Target target) {
        return all().filter(w -> w.target == target).reduce((a, b) -> b).map(w -> w.edit.scenario());
    }

    /** The target of something that waits for the scenario of {@code item}. */
    Optional<Target> waitingFor(Item item) {
        return all().map(Waiting::target).filter(t -> t.item != null && t.item.id().equals(item.id()))
                .findFirst();
    }

    private Stream<Waiting> all() {
        return Stream.concat(refused.values().stream(), queue.stream());
    }

    /** Writes {@code edit} after everything that waits. */
    void add(Target target, Edit edit) {
        refused.remove(target);
        queue.add(new Waiting(target, edit));
        write();
    }

    /** Forgets what waits for {@code target}, which is no longer wanted. */
    void drop(Target target) {
        refused.remove(target);
        queue.removeIf(w -> w.target == target && !(writing && w == queue.peek()));
    }

    /** Tries again at once. */
    void retry() {
        queue.addAll(refused.values());
        refused.clear();
        write();
    }

    /** Runs {@code then} once everything is written, now if it is; {@code otherwise} if the next try fails. */
    void whenWritten(Runnable then, Runnable otherwise) {
        if (isEmpty()) {
            then.run();
        } else {
            afterwards.add(new Afterwards(then, otherwise));
            retry();
        }
    }

    private void write() {
        Waiting next = queue.peek();
        if (writing || next == null) {
            return;
        }
        writing = true;
        Item item = next.target.item;
        background.run("Saving", () -> {
            try {
                return new Outcome(shelf.save(item == null ? null : item.id(), next.edit.scenario(),
                        next.edit.label()), null);
            } catch (DocumentException e) {
                return new Outcome(null, String.valueOf(e.getMessage()));
            }
        }, outcome -> tried(next, outcome), this::failed);
    }

    private void tried(Waiting waiting, Outcome outcome) {
        writing = false;
        failures = 0;
        queue.remove(waiting);
        Item item = outcome.item();
        if (item != null) {
            waiting.target.item = item;
            saved.done(waiting.target, item, waiting.edit.scenario());
        } else if (queue.stream().noneMatch(w -> w.target == waiting.target)) {
            refused.put(waiting.target, waiting);
        }
        trouble.set(refused.isEmpty() ? null : outcome.refusal() == null ? trouble.get() : outcome.refusal());
        if (!queue.isEmpty()) {
            write();
            return;
        }
        end(refused.isEmpty());
    }

    private void end(boolean well) {
        List<Afterwards> ready = List.copyOf(afterwards);
        afterwards.clear();
        ready.forEach(each -> (well ? each.then : each.otherwise).run());
    }

    private void failed(String why) {
        writing = false;
        trouble.set(why);
        if (!retrying) {
            retrying = true;
            background.later(PATIENCE.get(Math.min(failures++, PATIENCE.size() - 1)), () -> {
                retrying = false;
                write();
            });
        }
        end(false);
    }
}
