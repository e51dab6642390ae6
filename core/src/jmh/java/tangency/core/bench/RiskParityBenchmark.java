package tangency.core.bench;

import java.util.concurrent.TimeUnit;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
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
import tangency.core.estimate.SampleCovariance;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.budget.RiskBudgetResult;
import tangency.core.solve.budget.RiskBudgeting;

/** Risk parity to 1e-9 from a covariance. Peer: the damped Newton method on the log barrier with EJML's Cholesky. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RiskParityBenchmark {
    @Param({"100", "500", "1000"})
    public int assets;

    private Matrix covariance;
    private Vector budgets;

    @Setup
    public void prepare() {
        covariance = SampleCovariance.of(Cases.returns(1260, assets, 1)).covariance();
        double[] equal = new double[assets];
        java.util.Arrays.fill(equal, 1.0 / assets);
        budgets = Vector.wrap(equal);
    }

    @Benchmark
    public RiskBudgetResult riskParity() {
        return RiskBudgeting.on(covariance).solve(budgets);
    }

    /** min y'Cy/2 - sum ln(y)/n on the correlation C. */
    @Benchmark
    public double[] newtonOnEjml() {
        int n = assets;
        DMatrixRMaj correlation = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                correlation.set(i, j, covariance.get(i, j) / Math.sqrt(covariance.get(i, i) * covariance.get(j, j)));
            }
        }
        Matrix product = Matrix.wrap(n, n, correlation.getData());
        double[] y = new double[n];
        java.util.Arrays.fill(y, 1 / Math.sqrt(n));
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(n);
        DMatrixRMaj gradient = new DMatrixRMaj(n, 1);
        DMatrixRMaj step = new DMatrixRMaj(n, 1);
        for (int round = 0; round < 50; round++) {
            DMatrixRMaj hessian = correlation.copy();
            double[] risk = Kernels.times(product, y);
            double worst = 0;
            for (int i = 0; i < n; i++) {
                gradient.set(i, 0, risk[i] - 1 / (n * y[i]));
                hessian.add(i, i, 1 / (n * y[i] * y[i]));
                worst = Math.max(worst, Math.abs(risk[i] * y[i] - 1.0 / n));
            }
            if (worst <= 1e-9 / n) {
                return y;
            }
            cholesky.setA(hessian);
            cholesky.solve(gradient, step);
            double decrement = 0;
            for (int i = 0; i < n; i++) {
                decrement = Math.max(decrement, Math.abs(step.get(i) / y[i]));
            }
            double damping = decrement > 0.5 ? 1 / (1 + decrement) : 1;
            for (int i = 0; i < n; i++) {
                y[i] -= damping * step.get(i);
            }
        }
        throw new IllegalStateException("The peer did not converge");
    }
}
