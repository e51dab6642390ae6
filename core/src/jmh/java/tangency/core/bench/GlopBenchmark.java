package tangency.core.bench;

import java.util.concurrent.TimeUnit;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
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
import tangency.core.solve.outcome.OutcomeProblem;

/** GLOP of OR-Tools on the linear program of {@link CvarBenchmark}, and ours beside it: one answer takes it seconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 5)
@Fork(1)
public class GlopBenchmark {
    @Param("2500x100")
    public String size;

    private OutcomeProblem problem;
    private double least;

    @Setup
    public void prepare() {
        Loader.loadNativeLibraries();
        problem = CvarBenchmark.problem(size);
        least = CvarBenchmark.solve(problem).objective();
    }

    @Benchmark
    public double ours() {
        return CvarBenchmark.solve(problem).objective();
    }

    /** min a + sum of d / (0.05 T) where a + d is no less than the loss in each outcome, its building included. */
    @Benchmark
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public double glop() {
        MPSolver solver = MPSolver.createSolver("GLOP");
        Matrix returns = problem.returns();
        MPVariable[] weights = solver.makeNumVarArray(problem.size(), 0, 1, "w");
        MPObjective objective = solver.objective();
        MPConstraint budget = solver.makeConstraint(1, 1);
        for (MPVariable weight : weights) {
            budget.setCoefficient(weight, 1);
        }
        MPVariable threshold = solver.makeNumVar(-MPSolver.infinity(), MPSolver.infinity(), "");
        objective.setCoefficient(threshold, 1);
        for (int t = 0; t < returns.rows(); t++) {
            MPVariable beyond = solver.makeNumVar(0, MPSolver.infinity(), "");
            objective.setCoefficient(beyond, 1 / (0.05 * returns.rows()));
            MPConstraint loss = solver.makeConstraint(0, MPSolver.infinity());
            loss.setCoefficient(threshold, 1);
            loss.setCoefficient(beyond, 1);
            for (int i = 0; i < weights.length; i++) {
                loss.setCoefficient(weights[i], returns.get(t, i));
            }
        }
        objective.setMinimization();
        solver.solve();
        double value = objective.value();
        solver.delete();
        if (!(Math.abs(value - least) <= 1e-6 * least)) {
            throw new IllegalStateException("GLOP says " + value + ", we say " + least);
        }
        return value;
    }
}
