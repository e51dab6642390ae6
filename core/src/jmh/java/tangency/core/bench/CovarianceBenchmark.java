package tangency.core.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.ejml.data.DMatrixRMaj;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tangency.core.estimate.CovarianceEstimate;
import tangency.core.estimate.SampleCovariance;
import tangency.core.math.Matrix;
import tangency.core.math.Workers;

/** The sample covariance of 1260 returns, on one thread and on two. Peers: EJML's inner product and commons-math3. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CovarianceBenchmark {
    @Param({"100", "500"})
    public int assets;

    private Matrix returns;
    private double[][] rows;
    private ExecutorService threads;

    @Setup
    public void prepare() {
        returns = Cases.returns(1260, assets, 1);
        rows = returns.toRows();
        threads = Executors.newFixedThreadPool(2);
    }

    @TearDown
    public void end() {
        threads.shutdown();
    }

    private Workers two() {
        return (count, task) -> {
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> running = new ArrayList<>();
            for (int k = 0; k < 2; k++) {
                running.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        task.accept(i);
                    }
                }));
            }
            try {
                for (Future<?> part : running) {
                    part.get();
                }
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Benchmark
    public CovarianceEstimate oneThread() {
        return SampleCovariance.of(returns);
    }

    @Benchmark
    public CovarianceEstimate twoThreads() {
        return SampleCovariance.of(returns, two());
    }

    @Benchmark
    public DMatrixRMaj ejml() {
        return Peers.covariance(returns);
    }

    @Benchmark
    public RealMatrix commonsMath() {
        return new Covariance(rows).getCovarianceMatrix();
    }
}
