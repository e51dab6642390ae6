package tangency.core.solve.outcome;

import java.util.Arrays;

import tangency.core.solve.outcome.PiecewiseLinear.Piece;

/**
 * A problem in which only some outcomes have their kink; the others are taken to stay on the side where they are, so that
 * they are part of the cost.
 */
final class ReducedProgram {
    final OutcomeSystem system;
    /** The outcomes with a kink. */
    final int[] kinks;
    /** The multiplier y of every other outcome. */
    final double[] frozen;
    final PiecewiseLinear program;

    /** @param positive for every outcome whether z is taken to be positive */
    ReducedProgram(OutcomeSystem system, int[] kinks, boolean[] positive) {
        this.system = system;
        this.kinks = kinks;
        frozen = new double[system.outcomes];
        for (int t = 0; t < frozen.length; t++) {
            frozen[t] = positive[t] ? system.up : -system.down;
        }
        for (int t : kinks) {
            frozen[t] = 0;
        }
        double[] cost = system.cost.clone();
        system.addOutcomes(frozen, cost);
        int limits = system.rows.length;
        double[][] rows = Arrays.copyOf(system.rows, limits + kinks.length);
        for (int k = 0; k < kinks.length; k++) {
            rows[limits + k] = system.outcome(kinks[k]);
        }
        program = new PiecewiseLinear(cost, rows);
        for (int j = 0; j < system.variables; j++) {
            program.limit(j, system.lower[j], system.upper[j]);
        }
        for (int k = 0; k < limits; k++) {
            program.limit(system.variables + k, system.min[k], system.max[k]);
        }
        for (int k = 0; k < kinks.length; k++) {
            program.hinge(system.variables + limits + k, system.down, system.up);
        }
    }

    /** The item of the first outcome. */
    int firstKink() {
        return system.variables + system.rows.length;
    }

    /** The outcomes' multipliers y at a solution. */
    double[] multipliers(PiecewiseWalk walk) {
        double[] y = frozen.clone();
        for (int k = 0; k < kinks.length; k++) {
            y[kinks[k]] = Math.max(-system.down, Math.min(system.up, -walk.multiplier[firstKink() + k]));
        }
        return y;
    }

    /** The working set at a solution. */
    WorkingSet workingSet(PiecewiseWalk walk) {
        int[] free = new int[system.variables];
        int[] rows = new int[system.rows.length];
        int[] held = new int[kinks.length];
        int f = 0;
        int r = 0;
        int h = 0;
        for (int j = 0; j < system.variables; j++) {
            if (!walk.piece[j].held()) {
                free[f++] = j;
            }
        }
        for (int k = 0; k < system.rows.length; k++) {
            if (walk.piece[system.variables + k].held()) {
                rows[r++] = k;
            }
        }
        for (int k = 0; k < kinks.length; k++) {
            if (walk.piece[firstKink() + k].held()) {
                held[h++] = kinks[k];
            }
        }
        return new WorkingSet(Arrays.copyOf(walk.value, system.variables), Arrays.copyOf(free, f),
                Arrays.copyOf(rows, r), Arrays.copyOf(held, h));
    }

    /** The problem's weights: those at a bound, or there but for rounding, are that bound. */
    double[] weights(PiecewiseWalk walk) {
        double[] weights = new double[system.assets];
        for (int j = 0; j < weights.length; j++) {
            double low = system.problem.lower()[j];
            double high = system.problem.upper()[j];
            double room = 1e-14 * Math.max(1, Math.abs(walk.value[j]));
            boolean free = walk.piece[j] == Piece.BETWEEN;
            if (walk.piece[j] == Piece.FIRST || (free && Math.abs(walk.value[j] - system.lower[j]) <= room)) {
                weights[j] = low;
            } else if (walk.piece[j] == Piece.SECOND || (free && Math.abs(walk.value[j] - system.upper[j]) <= room)) {
                weights[j] = high;
            } else {
                weights[j] = walk.value[j] * system.weightScale;
            }
        }
        return weights;
    }
}
