package tangency.core.solve.conic;

import java.util.List;

import tangency.core.solve.Certificate;

/**
 * Residuals of the optimality conditions of a program, from its data alone, on equilibrated rows and columns: the primal ones
 * (slacks outside the cone included) as a share of the largest right-hand side, row or slack; the dual ones as a share
 * of the largest cost, gradient or A'z; the gap, with what the residuals are worth, as a share of what the objectives add up.
 */
final class Certification {
    /** Of an objective that is all but zero, in units of what the data and the point could make it. */
    private static final double LEAST_OBJECTIVE = 1e-6;

    final Certificate certificate;
    final double objective;
    final double dualObjective;

    private Certification(Certificate certificate, double objective, double dualObjective) {
        this.certificate = certificate;
        this.objective = objective;
        this.dualObjective = dualObjective;
    }

    /** {@code by} equilibrates what {@code program} has not equilibrated already. */
    static Certification of(ScaledProgram program, Equilibration by, List<ConeBlock> blocks, double[] x, double[] s,
            double[] z) {
        int n = program.n;
        int m = program.m;
        double[] px = new double[n];
        double[] az = new double[n];
        double[] ax = new double[m];
        program.quadratic(x, px);
        program.addTransposed(z, az);
        program.times(x, ax);
        return of(program, by, blocks, x, s, z, px, az, ax);
    }

    static Certification of(ScaledProgram program, Equilibration by, List<ConeBlock> blocks, double[] x, double[] s,
            double[] z, double[] px, double[] az, double[] ax) {
        int n = program.n;
        int m = program.m;
        double[] d = by.columns();
        double[] e = by.rows();
        double size = by.size();
        double cost = by.cost();
        double primal = 0;
        double largestB = 0;
        double primalScale = 0;
        double bz = 0;
        double sizeBz = 0;
        double loose = 0;
        double complement = 0;
        double[] slack = new double[m];
        double[] multiplier = new double[m];
        for (int r = 0; r < m; r++) {
            double factor = e[r] / size;
            double b = program.b[r];
            double residual = Math.abs(ax[r] + s[r] - b);
            primal = Math.max(primal, residual * factor);
            loose += residual * Math.abs(z[r]);
            complement += s[r] * z[r];
            largestB = Math.max(largestB, Math.abs(b) * factor);
            primalScale = Math.max(primalScale, Math.max(Math.abs(ax[r]), Math.abs(s[r])) * factor);
            bz += b * z[r];
            sizeBz += Math.abs(b * z[r]);
            slack[r] = s[r] * factor;
            multiplier[r] = z[r] * cost / e[r];
        }
        double wrongDual = 0;
        for (ConeBlock block : blocks) {
            primal = Math.max(primal, block.outside(slack, false));
            wrongDual = Math.max(wrongDual, block.outside(multiplier, true));
        }
        double dual = wrongDual;
        double dualScale = 0;
        double xPx = 0;
        double qx = 0;
        double sizeXPx = 0;
        double sizeQx = 0;
        double largestX = 0;
        double largestQ = 0;
        double largestP = 0;
        double largestPxx = 0;
        for (int j = 0; j < n; j++) {
            double factor = d[j] * cost;
            double q = program.q[j];
            double residual = Math.abs(px[j] + q + az[j]);
            dual = Math.max(dual, residual * factor);
            loose += residual * Math.abs(x[j]);
            dualScale = Math.max(dualScale, Math.abs(az[j]) * factor);
            largestQ = Math.max(largestQ, Math.abs(q) * factor);
            largestX = Math.max(largestX, Math.abs(x[j]) / (d[j] * size));
            largestP = Math.max(largestP, program.curvature(j) * d[j] * d[j] * cost * size);
            largestPxx = Math.max(largestPxx, program.curvature(j) * x[j] * x[j] * cost / size);
            xPx += x[j] * px[j];
            sizeXPx += Math.abs(x[j] * px[j]);
            qx += q * x[j];
            sizeQx += Math.abs(q * x[j]);
        }
        primalScale = Math.max(primalScale, largestB > 0 ? largestB : 1);
        double unitDual = Math.max(largestQ, largestP * largestX);
        dualScale = Math.max(dualScale, unitDual > 0 ? unitDual : 1);
        double unit = Math.max(largestPxx, largestQ * (largestB > 0 ? largestB : 1));
        double objective = xPx / 2 + qx;
        double dualObjective = -xPx / 2 - bz;
        // What residuals are worth at this point belongs to the gap: tiny ones are worth much where x or z is huge.
        double gap = Math.max(Math.abs(objective - dualObjective), Math.abs(complement) + loose);
        double gapScale = Math.max(Math.max(sizeXPx / 2, Math.max(sizeQx, sizeBz)),
                LEAST_OBJECTIVE * (unit > 0 ? unit : 1) * size / cost);
        return new Certification(
                new Certificate(primal / primalScale, dual / dualScale, gap == 0 ? 0 : gap / gapScale), objective,
                dualObjective);
    }

    /** How far from proving: at most 1 where it proves. */
    double merit() {
        double worst = Math.max(
                Math.max(certificate.primalResidual(), certificate.dualResidual()) / Certificate.RESIDUAL_TOLERANCE,
                certificate.relativeGap() / Certificate.GAP_TOLERANCE);
        return Double.isNaN(worst) ? Double.POSITIVE_INFINITY : worst;
    }

    /** A'z = 0, b'z &lt; 0 with z in the dual cone: largest violation, by max|b| and for b'z = -1; infinite where b'z is not negative. */
    static double primalInfeasibility(ScaledProgram program, Equilibration by, List<ConeBlock> blocks, double[] z,
            double[] az) {
        double bz = 0;
        double largestB = 0;
        double[] multiplier = new double[program.m];
        for (int r = 0; r < program.m; r++) {
            bz += program.b[r] * z[r];
            largestB = Math.max(largestB, Math.abs(program.b[r]) * by.rows()[r]);
            multiplier[r] = z[r] / by.rows()[r];
        }
        if (!(bz < 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = 0;
        for (ConeBlock block : blocks) {
            worst = Math.max(worst, block.outside(multiplier, true));
        }
        for (int j = 0; j < az.length; j++) {
            worst = Math.max(worst, Math.abs(az[j]) * by.columns()[j]);
        }
        return worst * largestB / -bz;
    }

    /** Px = 0, -Ax in the cone, q'x &lt; 0: largest violation, by max|q| and for q'x = -1; infinite where q'x is not negative. */
    static double dualInfeasibility(ScaledProgram program, Equilibration by, List<ConeBlock> blocks, double[] x,
            double[] px, double[] ax) {
        double qx = 0;
        double largestQ = 0;
        double worst = 0;
        double largestP = 0;
        for (int j = 0; j < x.length; j++) {
            qx += program.q[j] * x[j];
            largestQ = Math.max(largestQ, Math.abs(program.q[j]) * by.columns()[j]);
            largestP = Math.max(largestP, program.curvature(j) * by.columns()[j] * by.columns()[j]);
        }
        if (!(qx < 0)) {
            return Double.POSITIVE_INFINITY;
        }
        for (int j = 0; j < x.length && largestP > 0; j++) {
            worst = Math.max(worst, Math.abs(px[j]) * by.columns()[j] / largestP);
        }
        double[] ray = new double[ax.length];
        for (int r = 0; r < ray.length; r++) {
            ray[r] = -ax[r] * by.rows()[r];
        }
        for (ConeBlock block : blocks) {
            worst = Math.max(worst, block.outside(ray, false));
        }
        return worst * largestQ / -qx;
    }
}
