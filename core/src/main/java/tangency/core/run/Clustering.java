package tangency.core.run;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.ClusterTree;
import tangency.core.estimate.Codependence;
import tangency.core.estimate.Moments;
import tangency.core.estimate.OrderedTree;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.math.Matrix;
import tangency.core.returns.Outcomes;

/** Carries out a tree spec. */
final class Clustering {
    private Clustering() {}

    /**
     * @param outcomes needed by every coefficient but Pearson's (see {@link Checks#tree})
     */
    static OrderedTree tree(TreeSpec spec, Moments moments, @Nullable Outcomes outcomes) {
        Codependence codependence = switch (spec.codependence()) {
            case PEARSON -> Codependence.pearson(moments.covariance());
            default -> {
                if (outcomes == null) {
                    throw new IllegalArgumentException(spec.codependence() + " needs outcomes");
                }
                yield Codependence.of(spec.codependence(), moments.covariance(), outcomes.returns());
            }
        };
        Matrix distance = codependence.distance(spec.distance());
        ClusterTree tree = ClusterTree.of(distance, spec.linkage());
        int[] order = tree.order(spec.leafOrder(), distance);
        return new OrderedTree(tree, Arrays.stream(order).boxed().toList(), distance);
    }
}
