package tangency.core.run;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.ClusterTree;
import tangency.core.estimate.Codependence;
import tangency.core.estimate.GapStatistic;
import tangency.core.estimate.Moments;
import tangency.core.estimate.OrderedTree;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.math.Matrix;
import tangency.core.model.Model;
import tangency.core.returns.Outcomes;

/** Carries out a tree spec and cuts the tree. */
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

    /** The number of clusters that {@code model} asks for; by the gap statistic where it leaves it open. */
    static int count(Model model, OrderedTree tree) {
        Integer asked = switch (model) {
            case Model.Herc herc -> herc.clusters();
            case Model.Nco nco -> nco.clusters();
            case Model.Schur schur -> schur.clusters();
            default -> throw new IllegalArgumentException("'" + model.method() + "' has no clusters");
        };
        return asked == null ? GapStatistic.clusters(tree.tree(), tree.distance()) : asked;
    }

    /** The cluster 1, 2, … of each asset; null for models that do not cut the tree. */
    static @Nullable List<Integer> labels(Model model, OrderedTree tree) {
        return switch (model) {
            case Model.Herc _,Model.Nco _,Model.Schur _ ->
                Arrays.stream(tree.tree().cut(count(model, tree))).boxed().toList();
            default -> null;
        };
    }
}
