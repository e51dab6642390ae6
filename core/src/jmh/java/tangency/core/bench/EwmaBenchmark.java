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
import tangency.core.estimate.RunningExponentialCovariance;
import tangency.core.math.Matrix;

/** One more return in an exponentially weighted covariance, beside a copy of the matrix into another that is there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EwmaBenchmark {
    @Param({"100", "500"})
    public int assets;

    private RunningExponentialCovariance running;
    private double[][] ticks;
    private double[] from;
    private double[] to;
    private int next;

    @Setup
    public void prepare() {
        Matrix returns = Cases.returns(1260, assets, 1);
        running = RunningExponentialCovariance.after(returns, 63);
        ticks = Cases.returns(64, assets, 2).toRows();
        from = running.estimate().covariance().shared().clone();
        to = new double[from.length];
    }

    @Benchmark
    public RunningExponentialCovariance tick() {
        running.add(ticks[next++ & 63]);
        return running;
    }

    @Benchmark
    public double[] copy() {
        System.arraycopy(from, 0, to, 0, from.length);
        return to;
    }
}
