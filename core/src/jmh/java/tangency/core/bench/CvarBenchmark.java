package tangency.core.bench;

import java.util.Arrays;
import java.util.List;
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
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;
import tangency.core.solve.outcome.OutcomeProblem;
import tangency.core.solve.outcome.OutcomeResult;
import tangency.core.solve.outcome.OutcomeRisk;
import tangency.core.solve.outcome.OutcomeSolver;
import tangency.core.solve.outcome.OutcomeStart;
import tangency.core.solve.quadratic.LinearRow;

/**
 * The least expected shortfall at 95 %, long-only: from nothing and after one bound moved. Over T at N = 50 it shows how the
 * cost grows. Peer: {@link GlopBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CvarBenchmark {
    static final OutcomeRisk RISK = new OutcomeRisk.Cvar(0.95);

    /** Outcomes x assets. */
    @Param({"2500x100", "10000x100", "10000x500", "1000x50", "3000x50", "10000x50", "30000x50", "100000x50"})
    public String size;

    private OutcomeProblem problem;
    private OutcomeProblem moved;
    private OutcomeStart start;

    static OutcomeProblem problem(String size) {
        int by = size.indexOf('x');
        Matrix returns = Cases.returns(Integer.parseInt(size.substring(0, by)),
                Integer.parseInt(size.substring(by + 1)), 1);
        int n = returns.columns();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return OutcomeProblem.of(returns, new double[n], ones.clone(),
                List.of(LinearRow.equality("Fully invested", ones, 1)));
    }

    static OutcomeResult.Optimal solve(OutcomeProblem problem) {
        return (OutcomeResult.Optimal) OutcomeSolver.solve(problem, RISK, null, Stop.NEVER);
    }

    @Setup
    public void prepare() {
        problem = problem(size);
        OutcomeResult.Optimal optimal = solve(problem);
        start = optimal.start();
        int largest = 0;
        for (int i = 0; i < problem.size(); i++) {
            largest = optimal.weights().get(i) > optimal.weights().get(largest) ? i : largest;
        }
        double[] upper = problem.upper().clone();
        upper[largest] = optimal.weights().get(largest) * 0.95;
        moved = OutcomeProblem.of(problem.returns(), problem.lower(), upper, problem.rows());
    }

    @Benchmark
    public OutcomeResult cold() {
        return solve(problem);
    }

    @Benchmark
    public OutcomeResult afterOneBoundMoved() {
        return OutcomeSolver.solve(moved, RISK, start, Stop.NEVER);
    }
}
