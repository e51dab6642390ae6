package tangency.app.panel;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import tangency.app.session.Session;

/**
 * What a panel is made with.
 *
 * @param session the open scenario, its answer, the shared selection
 * @param dark whether the dark theme is on; a panel that paints pixels itself repaints when it changes (style sheets
 *        do the rest)
 */
public record PanelContext(Session session, ReadOnlyBooleanProperty dark) {
    /** A context whose theme stays, as for pictures. */
    public static PanelContext fixed(Session session, boolean dark) {
        return new PanelContext(session, new ReadOnlyBooleanWrapper(dark).getReadOnlyProperty());
    }
}
