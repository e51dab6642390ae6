package tangency.core.solve.conic;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.solve.Stop;

/**
 * Predictor-corrector steps on the homogeneous embedding (Goulart &amp; Chen 2024, section 3): x/&tau;, s/&tau;, z/&tau; is the
 * answer where &tau; stays, a proof that there is none where &kappa; does.
 */
final class InteriorPoint {
    /** Why a run ended. */
    enum Ending {
        SOLVED(""), PRIMAL_INFEASIBLE(""), DUAL_INFEASIBLE(""), STALLED("No step led any closer"), UNSOLVED(
                "A Newton system could not be solved"), LIMIT("Too many iterations"), STOPPED("Stopped early");

        final String message;

        Ending(String message) {
            this.message = message;
        }
    }

    private static final int ITERATIONS = 120;
    /** Share of the way to the boundary. */
    private static final double CLOSE = 0.99;
    /** A step that leads nowhere. */
    private static final double SHORT = 0.05;
    /** Of what a certificate allows: a run goes on until then, or until it gets no closer. */
    private static final double AIM = 1e-3;

    private final ScaledProgram program;
    private final List<ConeBlock> blocks;
    private final KktSolver kkt;
    private final Refinement refinement;
    private final Stop stop;
    private final Equilibration none;
    private final int degree;
    private final boolean symmetric;

    private final double[] x;
    private final double[] s;
    private final double[] z;
    private double tau = 1;
    private double kappa = 1;
    /** Whether the last step was one to the middle. */
    private boolean centred;

    private final double[] px;
    private final double[] az;
    private final double[] ax;
    private final double[] residualX;
    private final double[] residualZ;
    private double residualTau;
    private double xPx;

    /** The solution for (-q, b), which predictor and corrector share, less {@link #near} times (x, z). */
    private double near;
    private final double[] beyondX;
    private final double[] beyondZ;
    private final double[] pBeyond;
    private final double[] dx;
    private final double[] ds;
    private final double[] dz;
    private double dTau;
    private double dKappa;
    private final double[] d;
    private final double[] rightX;
    private final double[] rightZ;
    private final double[] trialS;
    private final double[] trialZ;

    /** The best point so far, or the proof of infeasibility, scaled. */
    final double[] bestX;
    final double[] bestS;
    final double[] bestZ;
    boolean any;
    int iterations;

    InteriorPoint(ScaledProgram program, List<ConeBlock> blocks, KktSolver kkt, Stop stop) {
        this.program = program;
        this.blocks = blocks;
        this.kkt = kkt;
        this.stop = stop;
        refinement = new Refinement(program, blocks, kkt);
        int n = program.n;
        int m = program.m;
        none = Equilibration.none(n, m);
        degree = blocks.stream().mapToInt(ConeBlock::degree).sum();
        symmetric = blocks.stream().noneMatch(block -> block instanceof BarrierBlock);
        x = new double[n];
        px = new double[n];
        az = new double[n];
        residualX = new double[n];
        beyondX = new double[n];
        pBeyond = new double[n];
        dx = new double[n];
        rightX = new double[n];
        bestX = new double[n];
        s = new double[m];
        z = new double[m];
        ax = new double[m];
        residualZ = new double[m];
        beyondZ = new double[m];
        ds = new double[m];
        dz = new double[m];
        d = new double[m];
        rightZ = new double[m];
        trialS = new double[m];
        trialZ = new double[m];
        bestS = new double[m];
        bestZ = new double[m];
    }

    Ending run() {
        if (!start()) {
            return Ending.UNSOLVED;
        }
        double best = Double.POSITIVE_INFINITY;
        int since = 0;
        int small = 0;
        while (true) {
            residuals();
            double mu = (Kernels.dot(s, z) + tau * kappa) / (degree + 1);
            Certification at = certify();
            double merit = at.merit();
            if (merit < best || !any) {
                since = merit < 0.5 * best || merit > 1e4 ? 0 : since + 1;
                best = merit;
                keep(x, s, z, 1 / tau);
                any = true;
            } else {
                since += best < 1e4 ? 1 : 0;
            }
            if (best <= AIM || (best <= 1 && since > 3)) {
                return Ending.SOLVED;
            }
            if (best > 1) {
                Ending infeasible = infeasible();
                if (infeasible != null) {
                    return infeasible;
                }
            }
            if (stop.requested()) {
                return Ending.STOPPED;
            }
            if (iterations >= ITERATIONS) {
                return Ending.LIMIT;
            }
            if (since > 15 || small > 3) {
                return Ending.STALLED;
            }
            iterations++;
            if (!scale(mu) || !kkt.factor() || !constant()) {
                return best <= 1 ? Ending.SOLVED : Ending.UNSOLVED;
            }
            double step = iterate(mu);
            if (!(step >= 0)) {
                return best <= 1 ? Ending.SOLVED : Ending.UNSOLVED;
            }
            small = step < 1e-4 ? small + 1 : 0;
        }
    }

    private boolean start() {
        for (ConeBlock block : blocks) {
            block.start(s, z);
        }
        if (!symmetric) {
            return true;
        }
        if (!scale(1) || !kkt.factor()) {
            return false;
        }
        boolean curved = false;
        for (int j = 0; j < program.n; j++) {
            curved |= program.curvature(j) > 0;
        }
        for (int j = 0; j < program.n; j++) {
            rightX[j] = -program.q[j];
        }
        if (curved) {
            refinement.solve(rightX, program.b, x, z);
            for (int r = 0; r < program.m; r++) {
                s[r] = -z[r];
            }
        } else {
            refinement.solve(new double[program.n], program.b, x, s);
            for (int r = 0; r < program.m; r++) {
                s[r] = -s[r];
            }
            refinement.solve(rightX, new double[program.m], dx, z);
        }
        for (ConeBlock block : blocks) {
            if (block instanceof ZeroBlock) {
                Arrays.fill(s, block.at, block.at + block.dimension, 0);
            }
            block.enter(s);
            block.enter(z);
        }
        return Double.isFinite(Kernels.dot(x, x) + Kernels.dot(s, s) + Kernels.dot(z, z));
    }

    private boolean scale(double mu) {
        for (ConeBlock block : blocks) {
            if (!block.scale(s, z, mu)) {
                return false;
            }
        }
        return true;
    }

    private void residuals() {
        program.quadratic(x, px);
        Arrays.fill(az, 0);
        program.addTransposed(z, az);
        program.times(x, ax);
        xPx = Kernels.dot(x, px);
        for (int j = 0; j < x.length; j++) {
            residualX[j] = px[j] + az[j] + program.q[j] * tau;
        }
        for (int r = 0; r < s.length; r++) {
            residualZ[r] = ax[r] + s[r] - program.b[r] * tau;
        }
        residualTau = xPx / tau + Kernels.dot(program.q, x) + Kernels.dot(program.b, z) + kappa;
    }

    private Certification certify() {
        double by = 1 / tau;
        return Certification.of(program, none, blocks, times(x, by), times(s, by), times(z, by), times(px, by),
                times(az, by), times(ax, by));
    }

    private static double[] times(double[] v, double factor) {
        double[] out = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            out[i] = v[i] * factor;
        }
        return out;
    }

    private void keep(double[] fromX, double[] fromS, double[] fromZ, double factor) {
        for (int j = 0; j < x.length; j++) {
            bestX[j] = fromX[j] * factor;
        }
        for (int r = 0; r < s.length; r++) {
            bestS[r] = fromS[r] * factor;
            bestZ[r] = fromZ[r] * factor;
        }
    }

    private @Nullable Ending infeasible() {
        double aim = ConicSolver.INFEASIBLE / 2;
        if (Certification.primalInfeasibility(program, none, blocks, z, az) <= aim) {
            keep(x, s, z, 1);
            return Ending.PRIMAL_INFEASIBLE;
        }
        if (Certification.dualInfeasibility(program, none, blocks, x, px, ax) <= aim) {
            keep(x, s, z, 1);
            return Ending.DUAL_INFEASIBLE;
        }
        return null;
    }

    /**
     * Solves for (-q, b). Near an optimum the solution is near (x, z)/&tau;, and rows near their limit would lose the difference: it
     * is the difference that is solved for. Where &tau; vanishes there is nothing it is near to.
     */
    private boolean constant() {
        near = tau > kappa ? 1 / tau : 0;
        for (int j = 0; j < rightX.length; j++) {
            rightX[j] = near > 0 ? -residualX[j] / tau : -program.q[j];
        }
        if (near > 0) {
            for (ConeBlock block : blocks) {
                block.times(z, rightZ);
            }
        }
        for (int r = 0; r < rightZ.length; r++) {
            rightZ[r] = near > 0 ? (s[r] + rightZ[r] - residualZ[r]) / tau : program.b[r];
        }
        double left = refinement.solve(rightX, rightZ, beyondX, beyondZ);
        program.quadratic(beyondX, pBeyond);
        return !Double.isNaN(left);
    }

    /** One predictor and one corrector; the length of the step taken, NaN where the system broke down. */
    private double iterate(double mu) {
        System.arraycopy(s, 0, d, 0, s.length);
        if (!direction(1, tau * kappa)) {
            return Double.NaN;
        }
        double affine = longest(1);
        double sigma = Math.pow(1 - affine, 3);
        for (ConeBlock block : blocks) {
            block.correct(d, s, z, ds, dz, sigma * mu);
        }
        if (!direction(1 - sigma, tau * kappa + dTau * dKappa - sigma * mu)) {
            return Double.NaN;
        }
        double step = central(CLOSE * longest(1 / CLOSE));
        centred = !symmetric && !centred && step < SHORT;
        if (centred) {
            // Too near the boundary of a cone that is not symmetric to get on: once back to the middle.
            if (!centring(mu)) {
                return Double.NaN;
            }
            step = central(CLOSE * longest(1 / CLOSE));
        }
        advance(step);
        return step;
    }

    /** Solves for the direction that leads to the central path at the same residuals and the same &mu;. */
    private boolean centring(double mu) {
        System.arraycopy(s, 0, d, 0, s.length);
        Arrays.fill(ds, 0);
        Arrays.fill(dz, 0);
        for (ConeBlock block : blocks) {
            block.correct(d, s, z, ds, dz, mu);
        }
        return direction(0, tau * kappa - mu);
    }

    /** Solves for the direction that takes {@code share} off the residuals, with {@link #d} for the cones. */
    private boolean direction(double share, double dKappaTau) {
        for (int j = 0; j < x.length; j++) {
            rightX[j] = -share * residualX[j];
        }
        for (int r = 0; r < s.length; r++) {
            rightZ[r] = d[r] - share * residualZ[r];
        }
        double left = refinement.solve(rightX, rightZ, dx, dz);
        if (Double.isNaN(left)) {
            return false;
        }
        double top = share * residualTau - dKappaTau / tau + Kernels.dot(program.q, dx) + Kernels.dot(program.b, dz);
        double bottom = (near > 0 ? (2 * kappa - residualTau) / tau : kappa / tau + xPx / (tau * tau))
                - Kernels.dot(program.q, beyondX) - Kernels.dot(program.b, beyondZ);
        for (int j = 0; j < x.length; j++) {
            double xi = x[j] / tau;
            top += 2 * px[j] / tau * dx[j];
            bottom -= 2 * xi * pBeyond[j];
        }
        dTau = top / bottom;
        dKappa = -(dKappaTau + kappa * dTau) / tau;
        for (int j = 0; j < x.length; j++) {
            dx[j] += dTau * (near * x[j] + beyondX[j]);
        }
        for (int r = 0; r < s.length; r++) {
            dz[r] += dTau * (near * z[r] + beyondZ[r]);
        }
        slackDirection(share);
        return Double.isFinite(dTau);
    }

    /**
     * &Delta;s, from complementarity where a row stands alone, so that slacks near zero keep their digits, and from Ax + s = b&tau; in
     * other cones, where H is so stiff that it would spoil that equation.
     */
    private void slackDirection(double share) {
        program.times(dx, rightZ);
        for (ConeBlock block : blocks) {
            boolean alone = block instanceof OrthantBlock || block instanceof ZeroBlock;
            if (alone) {
                block.times(dz, ds);
            }
            for (int r = block.at; r < block.at + block.dimension; r++) {
                ds[r] = alone ? -d[r] - ds[r] : program.b[r] * dTau - share * residualZ[r] - rightZ[r];
            }
        }
    }

    private double longest(double max) {
        double step = max;
        if (dTau < 0) {
            step = Math.min(step, -tau / dTau);
        }
        if (dKappa < 0) {
            step = Math.min(step, -kappa / dKappa);
        }
        for (ConeBlock block : blocks) {
            if (!(block instanceof BarrierBlock)) {
                step = block.step(s, z, ds, dz, step);
            }
        }
        for (ConeBlock block : blocks) {
            if (block instanceof BarrierBlock) {
                step = block.step(s, z, ds, dz, step);
            }
        }
        return step;
    }

    /** Shortens {@code step} until the cones that are not symmetric stay near enough to the central path. */
    private double central(double step) {
        double shorter = step;
        for (int k = 0; !symmetric && k < 60; k++) {
            for (int r = 0; r < s.length; r++) {
                trialS[r] = s[r] + shorter * ds[r];
                trialZ[r] = z[r] + shorter * dz[r];
            }
            double mu = (Kernels.dot(trialS, trialZ) + (tau + shorter * dTau) * (kappa + shorter * dKappa))
                    / (degree + 1);
            boolean near = true;
            for (ConeBlock block : blocks) {
                near = near && block.central(trialS, trialZ, mu);
            }
            if (near) {
                return shorter;
            }
            shorter *= 0.8;
        }
        return shorter;
    }

    private void advance(double step) {
        for (int j = 0; j < x.length; j++) {
            x[j] += step * dx[j];
        }
        for (int r = 0; r < s.length; r++) {
            s[r] += step * ds[r];
            z[r] += step * dz[r];
        }
        tau += step * dTau;
        kappa += step * dKappa;
        rescale();
    }

    /** The embedding is homogeneous: keeps &tau; and &kappa; from leaving the range of numbers. */
    private void rescale() {
        double largest = Math.max(tau, kappa);
        if (largest < 1e-6 || largest > 1e6) {
            double by = 1 / largest;
            for (int j = 0; j < x.length; j++) {
                x[j] *= by;
            }
            for (int r = 0; r < s.length; r++) {
                s[r] *= by;
                z[r] *= by;
            }
            tau *= by;
            kappa *= by;
        }
    }
}
