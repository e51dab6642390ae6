package tangency.app.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.scenario.Scenario;

/** Scenarios before and after the current one. A gesture (a drag) is one entry however many steps it takes. */
final class History {
    private static final int CAPACITY = 500;

    /** A scenario and what was done to get there. */
    record Entry(String label, Scenario scenario) {}

    private final Deque<Entry> past = new ArrayDeque<>();
    private final Deque<Entry> future = new ArrayDeque<>();
    private Entry current;
    private @Nullable String gesture;

    History(String label, Scenario scenario) {
        current = new Entry(label, scenario);
    }

    Entry current() {
        return current;
    }

    /** Makes {@code scenario} current; steps of one gesture replace one another. */
    void push(String label, Scenario scenario, @Nullable String gestureId) {
        if (gestureId == null || !gestureId.equals(gesture)) {
            past.push(current);
            if (past.size() > CAPACITY) {
                past.removeLast();
            }
        }
        gesture = gestureId;
        future.clear();
        current = new Entry(label, scenario);
    }

    /** Whether a gesture has begun and not ended. */
    boolean inGesture() {
        return gesture != null;
    }

    /** Whether the gesture under way is {@code gestureId}. */
    boolean inGesture(@Nullable String gestureId) {
        return gesture != null && gesture.equals(gestureId);
    }

    void endGesture() {
        gesture = null;
    }

    Entry oldest() {
        return past.isEmpty() ? current : past.getLast();
    }

    /** Puts what was done before, oldest first, under everything else, and names how the oldest known came to be. */
    void recall(List<Entry> earlier, String label) {
        Entry named = new Entry(label, oldest().scenario());
        if (past.isEmpty()) {
            current = named;
        } else {
            past.removeLast();
            past.addLast(named);
        }
        for (Entry entry : earlier.reversed()) {
            if (past.size() < CAPACITY) {
                past.addLast(entry);
            }
        }
    }

    /** The label of what undo takes back, null when there is nothing. */
    @Nullable
    String undoLabel() {
        return past.isEmpty() ? null : current.label();
    }

    /** The label of what redo brings back, null when there is nothing. */
    @Nullable
    String redoLabel() {
        return future.isEmpty() ? null : future.peek().label();
    }

    boolean undo() {
        if (past.isEmpty()) {
            return false;
        }
        gesture = null;
        future.push(current);
        current = past.pop();
        return true;
    }

    boolean redo() {
        if (future.isEmpty()) {
            return false;
        }
        gesture = null;
        past.push(current);
        current = future.pop();
        return true;
    }
}
