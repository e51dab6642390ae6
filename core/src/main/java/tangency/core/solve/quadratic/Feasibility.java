package tangency.core.solve.quadratic;

import org.jspecify.annotations.Nullable;

/** Finds a vertex within the limits alone: a dual simplex method with made-up costs, each item's its own. */
final class Feasibility {
    private Feasibility() {}

    /**
     * @param set at a vertex if the outcome is REACHED; its path stands still there
     */
    record Vertex(ActiveSet set, Path path, PathWalk.Outcome outcome) {}

    /** {@code near} is where to start, null for anywhere. */
    static Vertex find(ScaledSystem system, Hold @Nullable [] near) {
        ActiveSet set = new ActiveSet(system);
        Hold[] holds = near == null ? Optimum.cold(set) : near;
        Path path = null;
        PathWalk.Outcome outcome = PathWalk.Outcome.STALLED;
        for (int round = 0; round < 3 && outcome == PathWalk.Outcome.STALLED; round++) {
            set.start(holds);
            double[] costs = new double[system.assets];
            for (int i = 0; i < costs.length; i++) {
                double cost = 1 + Auxiliary.fraction(i, round);
                costs[i] = switch (set.hold[i]) {
                    case LOWER -> cost;
                    case UPPER -> -cost;
                    case FREE, FIXED, PINNED -> 0;
                };
            }
            path = Path.ofGradient(system, costs, new double[system.assets]);
            set.refresh(path, 1);
            outcome = new PathWalk(set, Auxiliary.from(set, path, round)).follow(0, 1, null);
        }
        if (path == null) {
            throw new IllegalStateException("No round was run");
        }
        return new Vertex(set, path, outcome);
    }
}
