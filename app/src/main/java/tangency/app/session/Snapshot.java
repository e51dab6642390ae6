package tangency.app.session;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.OrderedTree;
import tangency.core.math.Matrix;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.core.solve.FrontierResult;

/**
 * What panels draw: an analysis with the parts that are ready. Parts arrive in the order of the components; one that is
 * null is on its way (or has no answer: then a later snapshot says so).
 *
 * @param study null where the model refused the scenario
 * @param correlation N x N
 */
public record Snapshot(Analysis analysis, @Nullable Study study, @Nullable FrontierResult frontier,
        @Nullable Matrix correlation, @Nullable OrderedTree tree) {
    /** Whether every part is there. */
    public boolean complete() {
        return frontier != null && correlation != null && tree != null;
    }
}
