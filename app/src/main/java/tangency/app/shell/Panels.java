package tangency.app.shell;

import java.util.List;

import tangency.app.panel.PanelDescriptor;
import tangency.app.panel.correlation.CorrelationView;
import tangency.app.panel.frontier.FrontierView;
import tangency.app.panel.hierarchy.HierarchyView;
import tangency.app.panel.reasons.ReasonsView;
import tangency.app.panel.riskbudget.BudgetView;

/** The panels there are. Adding one touches its package and this list. */
public final class Panels {
    private Panels() {}

    /** Every panel, in the order of the navigation rail; the first four are shown at first. */
    public static List<PanelDescriptor> all() {
        return List.of(CorrelationView.DESCRIPTOR, FrontierView.DESCRIPTOR, BudgetView.DESCRIPTOR,
                HierarchyView.DESCRIPTOR, ReasonsView.DESCRIPTOR);
    }
}
