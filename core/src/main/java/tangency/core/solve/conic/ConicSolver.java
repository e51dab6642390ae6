package tangency.core.solve.conic;

import java.util.ArrayList;
import java.util.List;

import tangency.core.math.Vector;
import tangency.core.solve.Stop;

/**
 * Solves a {@link ConicProgram} by a primal-dual interior point on the homogeneous embedding for quadratic objectives (Goulart
 * &amp; Chen 2024, Clarabel: An interior-point solver for conic programs with quadratic objectives).
 */
public final class ConicSolver {
    /** Largest violation of a proof of infeasibility or unboundedness. */
    static final double INFEASIBLE = 1e-9;

    /** Variables and rows up to which a program that elimination did not solve is tried again as it is. */
    private static final int DENSE = 300;

    private ConicSolver() {}

    /** Minimises; when {@code stop} asks, the best point so far is the answer. */
    public static ConicResult solve(ConicProgram program, Stop stop) {
        ConicResult first = solve(program, stop, false);
        boolean open = first instanceof ConicResult.Inexact || first instanceof ConicResult.Failed;
        if (!open || stop.requested() || program.variables() + program.rows().size() > DENSE) {
            return first;
        }
        ConicResult second = solve(program, stop, true);
        return second instanceof ConicResult.Failed ? first : second;
    }

    /** With the whole system {@code dense}, or by elimination of what is local. */
    static ConicResult solve(ConicProgram program, Stop stop, boolean dense) {
        Layout layout = new Layout(program);
        if (layout.m == 0) {
            throw new IllegalArgumentException("A program without rows");
        }
        Equilibration by = Equilibration.of(program, layout);
        ScaledProgram scaled = new ScaledProgram(program, layout, by);
        List<ConeBlock> blocks = blocks(program);
        KktSolver kkt = dense ? new DenseKkt(scaled, blocks) : new StructuredKkt(program, scaled, blocks);
        InteriorPoint run = new InteriorPoint(scaled, blocks, kkt, stop);
        InteriorPoint.Ending ending = run.run();
        return answer(program, layout, by, blocks, run, ending);
    }

    private static List<ConeBlock> blocks(ConicProgram program) {
        List<ConeBlock> blocks = new ArrayList<>();
        int at = 0;
        for (Cone cone : program.cones()) {
            blocks.add(ConeBlock.of(cone, at));
            at += cone.dimension();
        }
        return blocks;
    }

    private static ConicResult answer(ConicProgram program, Layout layout, Equilibration by, List<ConeBlock> blocks,
            InteriorPoint run, InteriorPoint.Ending ending) {
        int n = program.variables();
        int m = layout.m;
        double[] x = new double[n];
        double[] s = new double[m];
        double[] z = new double[m];
        for (int j = 0; j < n; j++) {
            x[j] = run.bestX[j] * by.columns()[j] * by.size();
        }
        for (int r = 0; r < m; r++) {
            s[r] = run.bestS[r] * by.size() / by.rows()[r];
            z[r] = run.bestZ[r] * by.rows()[r] / by.cost();
        }
        ScaledProgram plain = new ScaledProgram(program, layout, Equilibration.none(n, m));
        if (ending == InteriorPoint.Ending.PRIMAL_INFEASIBLE) {
            double[] az = new double[n];
            plain.addTransposed(z, az);
            double residual = Certification.primalInfeasibility(plain, by, blocks, z, az);
            if (residual <= INFEASIBLE) {
                divide(z, -dot(plain.b, z));
                return new ConicResult.PrimalInfeasible(Vector.wrap(z), residual, run.iterations);
            }
            return new ConicResult.Failed("Probably infeasible, but the proof leaves " + residual);
        }
        if (ending == InteriorPoint.Ending.DUAL_INFEASIBLE) {
            double[] px = new double[n];
            double[] ax = new double[m];
            plain.quadratic(x, px);
            plain.times(x, ax);
            double residual = Certification.dualInfeasibility(plain, by, blocks, x, px, ax);
            if (residual <= INFEASIBLE) {
                divide(x, -dot(plain.q, x));
                return new ConicResult.DualInfeasible(Vector.wrap(x), residual, run.iterations);
            }
            return new ConicResult.Failed("Probably unbounded, but the proof leaves " + residual);
        }
        if (!run.any) {
            return new ConicResult.Failed("No Newton system could be solved: " + ending.message);
        }
        Certification certification = Certification.of(plain, by, blocks, x, s, z);
        if (certification.certificate.proves()) {
            return new ConicResult.Optimal(Vector.wrap(x), Vector.wrap(s), Vector.wrap(z), certification.objective,
                    certification.dualObjective, certification.certificate, run.iterations);
        }
        return new ConicResult.Inexact(Vector.wrap(x), Vector.wrap(s), Vector.wrap(z), certification.objective,
                certification.dualObjective, certification.certificate, run.iterations, ending.message);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void divide(double[] v, double by) {
        for (int i = 0; i < v.length; i++) {
            v[i] /= by;
        }
    }
}
