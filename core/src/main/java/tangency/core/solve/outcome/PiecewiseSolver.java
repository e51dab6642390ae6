package tangency.core.solve.outcome;

import java.util.Arrays;

import tangency.core.solve.Stop;
import tangency.core.solve.outcome.PiecewiseLinear.Piece;
import tangency.core.solve.outcome.PiecewiseWalk.Outcome;

/** Solves a system exactly: a reduced program with the kinks near the working set, then with those that were crossed, and so on. */
final class PiecewiseSolver {
    /** More than the outcomes of any problem that is solved this way; pairs could be many more. */
    private static final int MOST_KINKS = 200_000;
    /** Pivots times the size of the program: beyond it an interior point is the shorter way. */
    private static final long MOST_WORK = 600_000_000;
    /** An item this near to a kink is at it. */
    private static final double MET = 1e-12;

    private final OutcomeSystem system;
    private final Kinks kinks;
    private final Stop stop;
    private PiecewiseWalk walk;
    private int pivots;
    private long work;

    PiecewiseSolver(OutcomeSystem system, Kinks kinks, Stop stop) {
        this.system = system;
        this.kinks = kinks;
        this.stop = stop;
        walk = new PiecewiseWalk(program());
    }

    /** Solves from a working set; of the kinks the first few are tried. */
    Outcome solve(WorkingSet from) {
        WorkingSet at = from;
        while (true) {
            walk = new PiecewiseWalk(program());
            walk.start(at.variables(), at.free(), held(at));
            long size = (long) walk.data.items * walk.data.variables;
            Outcome outcome = walk.solve((MOST_WORK - work) / size, stop);
            pivots += walk.pivots;
            work += walk.pivots * size;
            boolean grown = switch (outcome) {
                case REACHED -> kinks.addCrossed(Arrays.copyOf(walk.value, system.variables));
                case UNBOUNDED -> kinks.addAhead(Arrays.copyOf(walk.value, system.variables), walk.ray());
                case INFEASIBLE, STALLED, STOPPED -> false;
            };
            if (!grown) {
                return outcome;
            }
            if (kinks.count() > MOST_KINKS) {
                return Outcome.STALLED;
            }
            at = workingSet();
        }
    }

    private PiecewiseLinear program() {
        int limits = system.rows.length;
        double[][] rows = Arrays.copyOf(system.rows, limits + kinks.count());
        for (int k = 0; k < kinks.count(); k++) {
            rows[limits + k] = kinks.row(k);
        }
        PiecewiseLinear program = new PiecewiseLinear(kinks.cost(), rows);
        for (int j = 0; j < system.variables; j++) {
            program.limit(j, system.lower[j], system.upper[j]);
        }
        for (int k = 0; k < limits; k++) {
            program.limit(system.variables + k, system.min[k], system.max[k]);
        }
        for (int k = 0; k < kinks.count(); k++) {
            program.hinge(firstKink() + k, kinks.down(k), kinks.up(k));
        }
        return program;
    }

    private int firstKink() {
        return system.variables + system.rows.length;
    }

    /** Rows and kinks of a working set as items of a program. */
    private int[] held(WorkingSet at) {
        int[] items = new int[at.rows().length + at.kinks().length];
        int count = 0;
        for (int k : at.rows()) {
            items[count++] = system.variables + k;
        }
        for (int k : at.kinks()) {
            items[count++] = firstKink() + k;
        }
        return items;
    }

    int pivots() {
        return pivots;
    }

    /** A direction that the objective falls along. */
    double[] ray() {
        return walk.ray();
    }

    /** The risk's derivative by z of every outcome, in the system's units. */
    double[] outcomeMultipliers() {
        double[] byKink = new double[kinks.count()];
        for (int k = 0; k < byKink.length; k++) {
            byKink[k] = Math.max(-kinks.down(k), Math.min(kinks.up(k), -walk.multiplier[firstKink() + k]));
        }
        return kinks.outcomeMultipliers(byKink);
    }

    /** The multiplier of an asset's bound or, behind those of all variables, of a row. */
    double multiplier(int item) {
        return walk.multiplier[item];
    }

    /** Whether something stands at a kink without being held there. */
    boolean tied() {
        for (int i = 0; i < walk.data.items; i++) {
            double value = walk.value[i];
            double room = MET * Math.max(1, Math.abs(value));
            if (!walk.piece[i].held() && (Math.abs(value - walk.data.first[i]) <= room
                    || Math.abs(value - walk.data.second[i]) <= room)) {
                return true;
            }
        }
        return false;
    }

    /** The working set at the end. */
    WorkingSet workingSet() {
        return new WorkingSet(Arrays.copyOf(walk.value, system.variables), where(0, system.variables, false),
                where(system.variables, firstKink(), true), where(firstKink(), firstKink() + kinksWalked(), true));
    }

    private int kinksWalked() {
        return walk.data.items - firstKink();
    }

    private int[] where(int from, int to, boolean held) {
        int[] found = new int[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (walk.piece[i].held() == held) {
                found[count++] = i - from;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The problem's weights: those at a bound, or there but for rounding, are that bound. */
    double[] weights() {
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
