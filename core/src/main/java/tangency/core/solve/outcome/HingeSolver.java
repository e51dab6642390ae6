package tangency.core.solve.outcome;

import java.util.Arrays;

import tangency.core.solve.Stop;
import tangency.core.solve.outcome.PiecewiseWalk.Outcome;

/**
 * Solves an {@link OutcomeSystem} exactly: a reduced program with the kinks near the working set, then all outcomes are looked
 * at, those that crossed get their kink, and so on. Every reduced program bounds the risk from below and agrees with it where
 * no outcome crossed, so that the last one's optimum is the optimum.
 */
final class HingeSolver {
    /** z this far on the wrong side is rounding. */
    private static final double CROSSED = 1e-13;
    private static final int ALWAYS_ALL = 150;

    private final OutcomeSystem system;
    private final Stop stop;
    private int pivots;

    HingeSolver(OutcomeSystem system, Stop stop) {
        this.system = system;
        this.stop = stop;
    }

    /** Where the solver ended: the last reduced program and its walk. */
    record End(ReducedProgram program, PiecewiseWalk walk, Outcome outcome, int pivots) {}

    End solve(WorkingSet from) {
        WorkingSet at = from;
        double[] z = system.activities(at.variables());
        boolean[] kinked = new boolean[system.outcomes];
        int first = Math.max(ALWAYS_ALL, 4 * (at.free().length + 1) + at.kinks().length);
        include(nearest(z, first), kinked);
        include(at.kinks(), kinked);
        boolean[] positive = new boolean[system.outcomes];
        for (int t = 0; t < z.length; t++) {
            positive[t] = z[t] > 0;
        }
        while (true) {
            ReducedProgram reduced = new ReducedProgram(system, members(kinked), positive);
            PiecewiseWalk walk = new PiecewiseWalk(reduced.program);
            walk.start(at.variables(), at.free(), held(reduced, at));
            Outcome outcome = walk.solve(stop);
            pivots += walk.pivots;
            boolean whole = reduced.kinks.length == system.outcomes;
            if (outcome == Outcome.UNBOUNDED && !whole) {
                Arrays.fill(kinked, true);
                continue;
            }
            if (outcome != Outcome.REACHED || whole) {
                return new End(reduced, walk, outcome, pivots);
            }
            at = reduced.workingSet(walk);
            z = system.activities(at.variables());
            double size = Math.max(1, OutcomeSystem.largest(z));
            int crossed = 0;
            double furthest = 0;
            for (int t = 0; t < z.length; t++) {
                if (!kinked[t] && (positive[t] ? z[t] < -CROSSED * size : z[t] > CROSSED * size)) {
                    kinked[t] = true;
                    crossed++;
                    furthest = Math.max(furthest, Math.abs(z[t]));
                }
            }
            if (crossed == 0) {
                return new End(reduced, walk, outcome, pivots);
            }
            include(nearest(z, first + 2 * crossed), kinked);
        }
    }

    /** Rows and kinks of a working set as items of a program. */
    private int[] held(ReducedProgram reduced, WorkingSet at) {
        int[] items = new int[at.rows().length + at.kinks().length];
        int count = 0;
        for (int k : at.rows()) {
            items[count++] = system.variables + k;
        }
        for (int t : at.kinks()) {
            items[count++] = reduced.firstKink() + Arrays.binarySearch(reduced.kinks, t);
        }
        return items;
    }

    private static void include(int[] outcomes, boolean[] kinked) {
        for (int t : outcomes) {
            kinked[t] = true;
        }
    }

    private static int[] members(boolean[] kinked) {
        int[] out = new int[kinked.length];
        int count = 0;
        for (int t = 0; t < out.length; t++) {
            if (kinked[t]) {
                out[count++] = t;
            }
        }
        return Arrays.copyOf(out, count);
    }

    /** The outcomes nearest to their kink. */
    static int[] nearest(double[] z, int count) {
        int[] all = new int[z.length];
        Arrays.setAll(all, t -> t);
        if (count >= z.length) {
            return all;
        }
        double[] distance = new double[z.length];
        Arrays.setAll(distance, t -> Math.abs(z[t]));
        double[] sorted = distance.clone();
        Arrays.sort(sorted);
        double reach = sorted[count - 1];
        return Arrays.stream(all).filter(t -> distance[t] <= reach).toArray();
    }
}
