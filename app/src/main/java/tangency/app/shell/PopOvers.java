package tangency.app.shell;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.controlsfx.control.PopOver;
import org.controlsfx.control.PopOver.ArrowLocation;

/** Pop-overs as this window has them: themed, without animation, gone on Escape or on a click elsewhere. */
final class PopOvers {
    private PopOvers() {}

    /** Shows {@code content} at {@code owner}. */
    static PopOver show(Node content, Node owner, ArrowLocation arrow) {
        PopOver over = new PopOver(content);
        over.setArrowLocation(arrow);
        over.setDetachable(false);
        over.setAnimated(false);
        over.setHeaderAlwaysVisible(false);
        // The click that leaves it is meant for what it hits, such as the notice that offers to undo.
        over.setConsumeAutoHidingEvents(false);
        over.getRoot().getStylesheets().setAll(owner.getScene().getStylesheets());
        content.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                over.hide();
            }
        });
        over.show(owner);
        return over;
    }
}
