package tangency.core.bench;

import java.util.concurrent.TimeUnit;

import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.convex.ConvexSolver;
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
import tangency.core.math.Matrix;

/** ojAlgo's convex solver on the minimum variance problem of {@link FrontierBenchmark}: one portfolio takes it seconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(1)
public class OjAlgoBenchmark {
    @Param({"100", "500"})
    public int assets;

    private ConvexSolver.Builder peer;

    @Setup
    public void prepare() {
        peer = peer(Cases.longOnly(Cases.returns(1260, assets, 1)).covariance().dense());
    }

    private static ConvexSolver.Builder peer(Matrix covariance) {
        int n = covariance.rows();
        R064Store quadratic = R064Store.FACTORY.make(n, n);
        R064Store ones = R064Store.FACTORY.make(1, n);
        R064Store signs = R064Store.FACTORY.make(n, n);
        R064Store zeros = R064Store.FACTORY.make(n, 1);
        R064Store budget = R064Store.FACTORY.make(1, 1);
        budget.set(0, 0, 1);
        for (int i = 0; i < n; i++) {
            ones.set(0, i, 1);
            signs.set(i, i, -1);
            for (int j = 0; j < n; j++) {
                // On a scale that suits its tolerances.
                quadratic.set(i, j, 1e4 * covariance.get(i, j));
            }
        }
        return ConvexSolver.newBuilder(n).quadratic(quadratic).equalities(ones, budget).inequalities(signs, zeros);
    }

    @Benchmark
    public Optimisation.Result minimumVariance() {
        return peer.build().solve();
    }
}
