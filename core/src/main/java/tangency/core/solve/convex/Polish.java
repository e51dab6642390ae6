package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Constraint;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.AbsoluteLimit;
import tangency.core.solve.Allocation;
import tangency.core.solve.LinearLimits;

/**
 * Takes the dust off an interior point: weights whose bound holds them become that bound, and the others take up, by the
 * least squares, what the limits that hold then lack.
 */
final class Polish {
    /** Distance, in units of weights or limits, within which a limit may hold an answer of an interior point. */
    static final double NEAR = 1e-6;

    private Polish() {}

    /** The weights of {@code found}, polished where that is a small step, else as they are. */
    static double[] of(Translation found) {
        double[] raw = found.weights();
        double[] weights = raw.clone();
        boolean[] fixed = new boolean[raw.length];
        Posed posed = found.posed();
        double unit = posed.data().weightUnit;
        for (PortfolioLimits.Row row : posed.limits().boundRows()) {
            int i = row.asset();
            if (found.active(row)) {
                weights[i] = unit * (row.side() > 0 ? posed.limits().upper()[i] : posed.limits().lower()[i]);
                fixed[i] = true;
            } else if (!fixed[i]) {
                weights[i] = Math.max(unit * posed.limits().lower()[i],
                        Math.min(unit * posed.limits().upper()[i], weights[i]));
            }
        }
        for (Absolutes.Kink kink : posed.limits().absolutes().kinks()) {
            if (!fixed[kink.asset()] && found.bent(kink)
                    && Math.abs(weights[kink.asset()] - kink.centre() * unit) < NEAR * unit) {
                weights[kink.asset()] = kink.centre() * unit;
                fixed[kink.asset()] = true;
            }
        }
        meet(found, weights, fixed);
        for (int i = 0; i < weights.length; i++) {
            if (!(Math.abs(weights[i] - raw[i]) <= NEAR * Math.max(unit, Math.abs(raw[i])))) {
                return raw;
            }
        }
        return weights;
    }

    /** Derivatives of the piecewise linear limits that hold the answer, zero for weights at a bound. */
    static List<double[]> holding(Translation found, double[] weights) {
        boolean[] fixed = new boolean[weights.length];
        for (PortfolioLimits.Row row : found.posed().limits().boundRows()) {
            fixed[row.asset()] |= found.active(row);
        }
        List<double[]> rows = new ArrayList<>();
        for (Constraint constraint : found.posed().data().setting.constraints()) {
            for (PortfolioLimits.Row row : found.posed().limits().rows().getOrDefault(constraint.name(), List.of())) {
                double[] slope = found.active(row) ? slope(found.posed().data().setting, constraint, weights) : null;
                if (slope != null) {
                    for (int i = 0; i < weights.length; i++) {
                        slope[i] = fixed[i] ? 0 : slope[i];
                    }
                    rows.add(slope);
                }
            }
        }
        return rows;
    }

    /** Moves what is free by the least so that the limits that hold are met, risks to first order. */
    private static void meet(Translation found, double[] weights, boolean[] fixed) {
        List<double[]> rows = new ArrayList<>();
        List<Double> missing = new ArrayList<>();
        for (Constraint constraint : found.posed().data().setting.constraints()) {
            for (PortfolioLimits.Row row : found.posed().limits().rows().getOrDefault(constraint.name(), List.of())) {
                if (!found.active(row)) {
                    continue;
                }
                double[] linear = slope(found.posed().data().setting, constraint, weights);
                double[] slope = linear != null
                        ? linear
                        : riskSlope(found.posed().data().setting, constraint, weights);
                double largest = 0;
                for (int i = 0; i < weights.length; i++) {
                    largest = Math.max(largest, fixed[i] ? 0 : Math.abs(slope[i]));
                    slope[i] = fixed[i] ? 0 : slope[i];
                }
                if (largest > 0) {
                    Translation.Limited limited = Translation.Limited.of(found.posed().data().setting, constraint,
                            Vector.of(weights));
                    rows.add(slope);
                    missing.add((row.side() >= 0 ? limited.max() : limited.min()) - limited.value());
                }
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        int n = weights.length;
        // Least squares of the minimum norm: with more unknowns than rows, by the pseudo-inverse.
        DMatrixRMaj a = new DMatrixRMaj(rows.size(), n);
        DMatrixRMaj b = new DMatrixRMaj(rows.size(), 1);
        for (int k = 0; k < rows.size(); k++) {
            double largest = 0;
            for (double value : rows.get(k)) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int i = 0; i < n; i++) {
                a.set(k, i, rows.get(k)[i] / largest);
            }
            b.set(k, 0, missing.get(k) / largest);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        DMatrixRMaj step = new DMatrixRMaj(n, 1);
        if (solver.setA(a)) {
            solver.solve(b, step);
            for (int i = 0; i < n; i++) {
                weights[i] += fixed[i] ? 0 : step.get(i);
            }
        }
    }

    /** The derivative of what a piecewise linear constraint limits; null for others. */
    private static double @Nullable [] slope(Allocation setting, Constraint constraint, double[] weights) {
        if (!Translation.plain(constraint)) {
            return null;
        }
        LinearLimits limits = PortfolioLimits.alone(setting, constraint);
        if (!AbsoluteLimit.covers(constraint)) {
            return limits.rows().getFirst().coefficients().clone();
        }
        AbsoluteLimit limit = limits.absolutes().getFirst();
        double[] slope = limit.coefficients().clone();
        for (int i = 0; i < slope.length; i++) {
            slope[i] += limit.slopes()[i] * Math.signum(weights[i] - limit.centres()[i]);
        }
        return slope;
    }

    /** The derivative of what a constraint on risk limits. */
    private static double[] riskSlope(Allocation setting, Constraint constraint, double[] weights) {
        if (constraint instanceof Constraint.RiskLimit limit && !limit.risk().measure().quadratic()
                && setting.outcomes() != null) {
            double[] cases = RiskMeasures.slopes(limit.risk(), setting.outcomes().of(Vector.of(weights)));
            double[] r = setting.outcomes().returns().shared();
            double[] slope = new double[weights.length];
            for (int k = 0; k < r.length; k++) {
                slope[k % weights.length] += cases[k / weights.length] * r[k];
            }
            return slope;
        }
        double[] positions = weights.clone();
        if (constraint instanceof Constraint.TrackingError) {
            double[] benchmark = Definitions.benchmark(setting);
            for (int i = 0; i < positions.length; i++) {
                positions[i] -= benchmark[i];
            }
        }
        double[] slope = Kernels.times(setting.moments().covariance(), positions);
        boolean square = constraint instanceof Constraint.RiskLimit limit
                && limit.risk().measure() == RiskMeasure.VARIANCE;
        double root = Math.sqrt(Math.max(0, Kernels.dot(slope, positions)));
        for (int i = 0; i < slope.length; i++) {
            slope[i] *= square ? 2 : root > 0 ? 1 / root : 0;
        }
        return slope;
    }
}
