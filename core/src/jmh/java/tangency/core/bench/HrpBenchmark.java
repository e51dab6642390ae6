package tangency.core.bench;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tangency.core.estimate.ClusterTree;
import tangency.core.estimate.Codependence;
import tangency.core.estimate.SampleCovariance;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.math.Matrix;
import tangency.core.solve.hierarchical.ClusterRisk;
import tangency.core.solve.hierarchical.HierarchicalResult;
import tangency.core.solve.hierarchical.HierarchicalRiskParity;
import tangency.core.solve.hierarchical.Region;

/**
 * Hierarchical risk parity from 1260 returns, covariance included, on one thread: leaves as merged, and in the optimal order.
 * Peer: the same with leaves as merged, written plainly on EJML.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HrpBenchmark {
    @Param({"100", "200", "500", "1000"})
    public int assets;

    private Matrix returns;

    @Setup
    public void prepare() {
        returns = Cases.returns(1260, assets, 1);
        HierarchicalResult.Allocated ours = (HierarchicalResult.Allocated) asMerged();
        double[] theirs = plainOnEjml();
        for (int i = 0; i < assets; i++) {
            if (!(Math.abs(ours.weights().get(i) - theirs[i]) < 1e-9)) {
                throw new IllegalStateException("Weight " + i + " is " + ours.weights().get(i) + ", not " + theirs[i]);
            }
        }
    }

    private HierarchicalResult solve(TreeSpec.LeafOrder order) {
        Matrix covariance = SampleCovariance.of(returns).covariance();
        Matrix distance = Codependence.pearson(covariance).distance(TreeSpec.Distance.CORRELATION);
        ClusterTree tree = ClusterTree.of(distance, TreeSpec.Linkage.WARD);
        return HierarchicalRiskParity.byHalves(ClusterRisk.variance(covariance), tree.order(order, distance),
                Region.fullyInvested(assets));
    }

    @Benchmark
    public HierarchicalResult asMerged() {
        return solve(TreeSpec.LeafOrder.TREE);
    }

    @Benchmark
    public HierarchicalResult optimalOrder() {
        return solve(TreeSpec.LeafOrder.OPTIMAL);
    }

    @Benchmark
    public double[] plainOnEjml() {
        return Peers.hierarchicalRiskParity(returns);
    }
}
