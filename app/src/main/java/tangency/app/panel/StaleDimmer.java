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
    private final ReadOnlyBooleanProperty running;
    private final PauseTransition wait = new PauseTransition(PATIENCE);
    private final InvalidationListener changed = o -> follow();

    /** @param running whether the answer is still being computed */
    public StaleDimmer(Node content, ReadOnlyBooleanProperty running) {
        this.content = content;
        this.running = running;
        wait.setOnFinished(e -> content.setOpacity(DIMMED));
        running.addListener(changed);
        follow();
    }

    private void follow() {
        if (running.get()) {
            wait.play();
        } else {
            wait.stop();
            content.setOpacity(1);
        }
    }

    /** Stops following. */
    public void dispose() {
        running.removeListener(changed);
        wait.stop();
    }
}
