package tangency.app.panel;

import javafx.scene.Node;

import org.jspecify.annotations.Nullable;

/**
 * One live panel: a node that follows the session. The shell draws title, actions and help around it, so the node
 * itself is content alone and fills whatever size it is given (readable from about 360 x 240 up).
 *
 * <p>A panel shows an empty state of its own while there is nothing to draw, and dims what it shows while the session
 * is running. All methods are called on the FX thread.
 */
public interface Panel {
    /** The content, the same node on every call. */
    Node view();

    /** What the panel says now in a sentence or two, for screen readers and the copied caption. */
    String describe();

    /** What is drawn now, as a table for reading, copying and CSV; null where there is nothing to show yet. */
    default @Nullable PanelTable table() {
        return null;
    }

    /** Takes the panel's listeners off the session; the panel is not used afterwards. */
    default void dispose() {}
}
