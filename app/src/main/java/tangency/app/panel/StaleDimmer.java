package tangency.app.panel;

import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.util.Duration;

/**
 * Dims a panel's picture while it is out of date. An answer that comes within a quarter of a second dims nothing, so that a
 * live drag does not flicker. FX thread only.
 */
public final class StaleDimmer {
    private static final Duration PATIENCE = Duration.millis(250);
    private static final double DIMMED = 0.45;

    private final Node content;
    private final ReadOnlyBooleanProperty stale;
    private final PauseTransition wait = new PauseTransition(PATIENCE);
    private final InvalidationListener changed = o -> follow();

    /** @param stale whether a newer answer is on its way */
    public StaleDimmer(Node content, ReadOnlyBooleanProperty stale) {
        this.content = content;
        this.stale = stale;
        wait.setOnFinished(e -> content.setOpacity(DIMMED));
        stale.addListener(changed);
        follow();
    }

    private void follow() {
        if (stale.get()) {
            wait.play();
        } else {
            wait.stop();
            content.setOpacity(1);
        }
    }

    /** Stops following. */
    public void dispose() {
        stale.removeListener(changed);
        wait.stop();
    }
}
