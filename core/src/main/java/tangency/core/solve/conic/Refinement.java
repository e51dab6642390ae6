package tangency.core.solve.conic;

import java.util.List;

/** Iterative refinement of a {@link KktSolver} on the system as it is, without regularisation and elimination. */
final class Refinement {
    private static final int ROUNDS = 12;
    /** Rounds without a clear gain after which there is none to be had. */
    private static final int PATIENCE = 3;
    private static final double DIVERGED = 1e4;
    private static final double ENOUGH = 1e-14;
    /** What is left after rounds of corrections one by one for them to be combined. */
    private static final double SLOW = 1e-10;
    private static final int CYCLES = 2;

    private final NewtonSystem system;
    private final KktSolver solver;
    private final FlexibleGmres together;
    private final double[] errorX;
    private final double[] errorZ;
    private final double[] stepX;
    private final double[] stepZ;
    private final double[] bestX;
    private final double[] bestZ;

    Refinement(ScaledProgram program, List<ConeBlock> blocks, KktSolver solver) {
        this.solver = solver;
        system = new NewtonSystem(program, blocks);
        together = new FlexibleGmres(system, solver);
        errorX = new double[program.n];
        stepX = new double[program.n];
        bestX = new double[program.n];
        errorZ = new double[program.m];
        stepZ = new double[program.m];
        bestZ = new double[program.m];
    }

    /** Writes the solution and returns what is left of the right-hand side, as a share of it; NaN where it broke down. */
    double solve(double[] rx, double[] rz, double[] dx, double[] dz) {
        solver.solve(rx, rz, dx, dz);
        double size = Math.max(largest(rx), largest(rz));
        double target = ENOUGH * size;
        double error = error(rx, rz, dx, dz);
        double best = error;
        int since = 0;
        keep(dx, dz);
        // The error need not fall at every round: the best is kept, and a few worse ones are let pass.
        for (int round = 0; round < ROUNDS && best > target && since < PATIENCE; round++) {
            solver.solve(errorX, errorZ, stepX, stepZ);
            for (int j = 0; j < dx.length; j++) {
                dx[j] += stepX[j];
            }
            for (int r = 0; r < dz.length; r++) {
                dz[r] += stepZ[r];
            }
            error = error(rx, rz, dx, dz);
            since = error < best / 2 ? 0 : since + 1;
            if (error < best) {
                best = error;
                keep(dx, dz);
            } else if (!(error < DIVERGED * best)) {
                break;
            }
        }
        for (int cycle = 0; cycle < CYCLES && best > SLOW * size; cycle++) {
            restore(dx, dz);
            error(rx, rz, dx, dz);
            together.correct(dx, dz, errorX, errorZ);
            error = error(rx, rz, dx, dz);
            if (!(error < best)) {
                break;
            }
            best = error;
            keep(dx, dz);
        }
        if (error != best) {
            restore(dx, dz);
        }
        return size > 0 ? best / size : best;
    }

    private void keep(double[] dx, double[] dz) {
        System.arraycopy(dx, 0, bestX, 0, dx.length);
        System.arraycopy(dz, 0, bestZ, 0, dz.length);
    }

    private void restore(double[] dx, double[] dz) {
        System.arraycopy(bestX, 0, dx, 0, dx.length);
        System.arraycopy(bestZ, 0, dz, 0, dz.length);
    }

    /** Writes the error of (dx, dz) and returns its largest component. */
    private double error(double[] rx, double[] rz, double[] dx, double[] dz) {
        system.times(dx, dz, errorX, errorZ);
        for (int j = 0; j < rx.length; j++) {
            errorX[j] = rx[j] - errorX[j];
        }
        for (int r = 0; r < rz.length; r++) {
            errorZ[r] = rz[r] - errorZ[r];
        }
        return Math.max(largest(errorX), largest(errorZ));
    }

    /** Largest size; NaN if there is one. */
    static double largest(double[] v) {
        double most = 0;
        for (double value : v) {
            most = Math.max(most, Math.abs(value));
        }
        return most;
    }
}
