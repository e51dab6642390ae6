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
import tangency.core.solve.quadratic.CriticalLine;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;
import tangency.core.solve.quadratic.Trace;
import tangency.core.solve.quadratic.WarmStart;

/** The whole exact frontier; minimum variance cold and after one bound moved. Peer: {@link OjAlgoBenchmark}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrontierBenchmark {
    @Param({"100", "500", "1000"})
    public int assets;

    private QuadraticProblem problem;
    private QuadraticProblem moved;
    private WarmStart start;

    @Setup
    public void prepare() {
        problem = Cases.longOnly(Cases.returns(1260, assets, 1));
        QuadraticResult.Optimal optimal = (QuadraticResult.Optimal) QuadraticSolver.minimise(problem, 0);
        start = optimal.warmStart();
        int largest = 0;
        for (int i = 0; i < assets; i++) {
            largest = optimal.weights().get(i) > optimal.weights().get(largest) ? i : largest;
        }
        double[] upper = problem.upper().clone();
        upper[largest] = optimal.weights().get(largest) * 0.8;
        moved = problem.withBounds(problem.lower(), upper);
    }

    @Benchmark
    public Trace wholeFrontier() {
        return CriticalLine.trace(problem);
    }

    @Benchmark
    public QuadraticResult minimumVarianceCold() {
        return QuadraticSolver.minimise(problem, 0);
    }

    @Benchmark
    public QuadraticResult minimumVarianceAfterOneBoundMoved() {
        return QuadraticSolver.minimise(moved, 0, start);
    }
}
