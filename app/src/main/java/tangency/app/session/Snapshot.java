package tangency.app.session;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.Diagnostics;
import tangency.core.estimate.OrderedTree;
import tangency.core.math.Matrix;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.core.run.StudyExplanation;
import tangency.core.solve.FrontierResult;

/**
 * What panels draw: an analysis with the parts that are ready. Parts arrive in the order of the components; one that is
 * null is on its way (or has no answer: then {@link Session#runningProperty} is false). A part that an edit does not
 * touch is the same instance in the next snapshot.
 *
 * @param study null where the model refused the scenario
 * @param correlation N x N
 * @param diagnostics of the covariance, eigenvalues known
 * @param explanation of the study's weights; only while somebody watches it ({@link Session#watchExplanation})
 */
public record Snapshot(Analysis analysis, @Nullable Study study, @Nullable FrontierResult frontier,
        @Nullable Matrix correlation, @Nullable OrderedTree tree, @Nullable Diagnostics diagnostics,
        @Nullable StudyExplanation explanation) {
    /** With the parts that are already there. */
    static Snapshot of(Analysis analysis, @Nullable Study study) {
        return new Snapshot(analysis, study, analysis.frontierIfReady(), analysis.correlationIfReady(),
                analysis.treeIfReady(), analysis.diagnosticsIfReady(), null);
    }

    /** With the next part computed, null when all are there. Off the FX thread. */
    @Nullable
    Snapshot next() {
        if (frontier == null || correlation == null) {
            return new Snapshot(analysis, study, analysis.frontier(), analysis.correlation(), tree, diagnostics,
                    explanation);
        }
        if (tree == null && analysis.treeRefusals().isEmpty()) {
            return new Snapshot(analysis, study, frontier, correlation, analysis.tree(), diagnostics, explanation);
        }
        if (diagnostics == null) {
            Diagnostics known = analysis.diagnostics();
            known.conditionNumber();
            return new Snapshot(analysis, study, frontier, correlation, tree, known, explanation);
        }
        return null;
    }

    /** With the weights explained. Off the FX thread. */
    Snapshot explained() {
        return new Snapshot(analysis, study, frontier, correlation, tree, diagnostics, analysis.explanation());
    }

    /** The tree cut into {@code wanted} clusters (0 = {@link Clusters#automatic}), null without a tree. */
    public @Nullable Clusters clusters(int wanted) {
        OrderedTree leaves = tree;
        if (leaves == null) {
            return null;
        }
        int count = wanted > 0 ? wanted : Clusters.automatic(leaves.tree().leaves());
        return Clusters.of(leaves.tree().cut(count), leaves.orderArray());
    }
}
