package tangency.app.shell;

import java.util.List;

import tangency.app.panel.PanelDescriptor;

/** The panels there are. Adding one touches its package and this list. */
public final class Panels {
    private Panels() {}

    /** Every panel, in the order of the navigation rail; the first four are shown at first. */
    public static List<PanelDescriptor> all() {
        return List.of();
    }
}
