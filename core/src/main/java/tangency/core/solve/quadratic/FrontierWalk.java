package tangency.core.solve.quadratic;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A walk along the frontier from one risk tolerance (scaled) to another. Where the working set has lost its way by rounding,
 * the optimum is solved for on the spot and the walk goes on from there.
 */
final class FrontierWalk {
    /** A scaled tolerance inside the frontier; where a walk begins does not matter. */
    static final double BEGIN = 0.0123456789;
    private static final double LOST = 1e-10;
    private static final int MOST_REPAIRS = 50;
    /** Beyond a point where a repair was needed, as a share of the tolerance. */
    private static final double HAIR = 1e-9;

    private final ScaledSystem system;
    private final Path path;
    private ActiveSet set;
    private PathWalk walk;

    /** Begins at {@code set}, optimal at the tolerance it is then told to walk from. */
    FrontierWalk(ActiveSet set) {
        this.set = set;
        system = set.system;
        path = Optimum.rising(system);
        walk = new PathWalk(set, path);
    }

    /** Ends where the tolerance vanishes: at the highest mean of least variance. Null if the way is lost. */
    static @Nullable FrontierWalk toTheFoot(ScaledSystem system) {
        Optimum.Walk begin = Optimum.find(system, BEGIN, null);
        if (begin.outcome() != PathWalk.Outcome.REACHED) {
            return null;
        }
        FrontierWalk down = new FrontierWalk(begin.set());
        return down.descend((set, t) -> {}) == PathWalk.Outcome.REACHED ? down : null;
    }

    /** Walks from {@link #BEGIN} down to no tolerance. */
    PathWalk.Outcome descend(BiConsumer<ActiveSet, Double> corner) {
        PathWalk.Outcome outcome = walk(BEGIN, 0, corner);
        if (outcome == PathWalk.Outcome.REACHED) {
            set.snap();
            set.refresh(Optimum.still(system, 0), 0);
        }
        return outcome;
    }

    /** Where the walk stands. */
    ActiveSet set() {
        return set;
    }

    /** How the last walk ended. */
    Optimum.Walk ended(PathWalk.Outcome outcome) {
        return new Optimum.Walk(set, outcome, walk.ray(), null);
    }

    /** Walks from {@code from} to {@code to}, which may be infinite; {@code corner} is given every corner and its tolerance. */
    PathWalk.Outcome walk(double from, double to, BiConsumer<ActiveSet, Double> corner) {
        double start = from;
        for (int repair = 0; repair <= MOST_REPAIRS; repair++) {
            ActiveSet walking = set;
            walk = new PathWalk(walking, path);
            PathWalk.Outcome outcome = walk.follow(start, to, t -> {
                boolean sound = walking.violation(path, t) <= LOST;
                if (sound) {
                    corner.accept(walking, t);
                }
                return sound;
            });
            if (outcome != PathWalk.Outcome.STALLED) {
                return outcome;
            }
            double t = walk.parameter();
            Optimum.Walk here = Optimum.find(system, t, null);
            start = t * (to > from ? 1 + HAIR : 1 - HAIR);
            Optimum.Walk beyond = Optimum.find(system, start, new WarmStart(here.set().hold));
            if (here.outcome() != PathWalk.Outcome.REACHED || beyond.outcome() != PathWalk.Outcome.REACHED) {
                return PathWalk.Outcome.STALLED;
            }
            corner.accept(here.set(), t);
            set = beyond.set();
        }
        return PathWalk.Outcome.STALLED;
    }

    /** After a walk without end: the change of weights per unit of scaled tolerance, all zero where they stay. */
    double[] weightsBeyond() {
        Direction along = walk.along();
        double[] rates = new double[system.assets];
        for (int i = 0; i < rates.length; i++) {
            double rate = along.level[i];
            rates[i] = set.hold[i] == Hold.FREE && Math.abs(rate) > along.levelNoise[i] ? rate : 0;
        }
        return rates;
    }

    /** After a walk without end: the change of multipliers per unit of scaled tolerance. */
    double[] multipliersBeyond() {
        Direction along = walk.along();
        double[] rates = new double[system.items];
        for (int i = 0; i < rates.length; i++) {
            double rate = along.dual[i];
            rates[i] = set.hold[i] != Hold.FREE && Math.abs(rate) > along.dualNoise[i] ? rate : 0;
        }
        return rates;
    }
}
