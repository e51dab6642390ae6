package tangency.core.solve.quadratic;

import org.jspecify.annotations.Nullable;

/** Finds the optimum of a scaled system for one risk tolerance, from any start. */
final class Optimum {
    private static final int ROUNDS = 4;
    private static final double ACCEPTED = 1e-12;
    /** For what is so nearly singular that rounds do not help; the answer is certified in any case. */
    private static final double BARELY_ACCEPTED = 1e-9;

    /** Multipliers below leave open whether the item has to be held. */
    private static final double UNDECIDED = 1e-9;

    private Optimum() {}

    /**
     * @param set at the optimum if the outcome is REACHED, else where the walk ended
     * @param ray what proves that there is none; empty if there is
     * @param stands where the walk ended: the data for which the set is optimal there, null where that is not known
     */
    record Walk(ActiveSet set, PathWalk.Outcome outcome, double[] ray, @Nullable Path stands) {}

    /** The path that stands still at {@code tolerance} (scaled). */
    static Path still(ScaledSystem system, double tolerance) {
        double[] gradient = new double[system.assets];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = tolerance == 0 ? 0 : -tolerance * system.mean[i];
        }
        return Path.ofGradient(system, gradient, new double[system.assets]);
    }

    /** The path of rising tolerance (scaled). */
    static Path rising(ScaledSystem system) {
        double[] rate = new double[system.assets];
        for (int i = 0; i < rate.length; i++) {
            rate[i] = system.mean[i] == 0 ? 0 : -system.mean[i];
        }
        return Path.ofGradient(system, new double[system.assets], rate);
    }

    static Walk find(ScaledSystem system, double tolerance, @Nullable WarmStart warm) {
        Path truth = still(system, tolerance);
        ActiveSet set = new ActiveSet(system);
        Hold[] holds = warm != null && warm.size() == system.items ? warm.holds() : cold(set);
        for (int round = 0; round < ROUNDS; round++) {
            set.start(holds);
            set.refresh(truth, 1);
            if (set.violation(truth, 1) > ACCEPTED) {
                Path path = Auxiliary.from(set, truth, round);
                PathWalk walk = new PathWalk(set, path);
                PathWalk.Outcome outcome = walk.follow(0, 1, null);
                if (outcome == PathWalk.Outcome.STALLED) {
                    holds = cold(set);
                    continue;
                }
                if (outcome != PathWalk.Outcome.REACHED) {
                    return new Walk(set, outcome, walk.ray(), path.standing(walk.parameter()));
                }
                set.refresh(truth, 1);
            }
            set.snap();
            set.correct(truth, 1);
            if (set.violation(truth, 1) <= (round < ROUNDS - 1 ? ACCEPTED : BARELY_ACCEPTED)) {
                return new Walk(set, PathWalk.Outcome.REACHED, new double[0], null);
            }
            holds = set.hold.clone();
        }
        return new Walk(set, PathWalk.Outcome.STALLED, new double[0], null);
    }

    /** Whether multipliers that are all but zero leave open that other portfolios are as good. */
    static boolean ambiguous(ActiveSet set) {
        boolean ambiguous = false;
        for (int i = 0; i < set.hold.length; i++) {
            ambiguous |= switch (set.hold[i]) {
                case LOWER, UPPER -> Math.abs(set.dual[i]) <= UNDECIDED;
                case PINNED -> true;
                case FREE, FIXED -> false;
            };
        }
        return ambiguous;
    }

    /** Assets that may be bought and sold short are free, the others at their bound nearest to zero; every row is free. */
    static Hold[] cold(ActiveSet set) {
        Hold[] holds = new Hold[set.system.items];
        for (int i = 0; i < holds.length; i++) {
            boolean free = i >= set.system.assets || (set.system.lower[i] < 0 && set.system.upper[i] > 0);
            holds[i] = free ? Hold.FREE : set.nearest(i);
        }
        return holds;
    }
}
