package tangency.core.solve.quadratic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tangency.core.math.Kernels;
import tangency.core.math.Vector;

/**
 * Markowitz's critical line over general linear constraints (Markowitz 1956; Niedermayer and Niedermayer 2010; Bailey and
 * Lopez de Prado 2013): the optimum is followed from a small risk tolerance up until it stays, and down to zero.
 */
public final class CriticalLine {
    private CriticalLine() {}

    /** Every corner portfolio of {@code problem}. */
    public static Trace trace(QuadraticProblem problem) {
        ScaledSystem system = new ScaledSystem(problem);
        Optimum.Walk walk = Conflicts.crossing(problem) ? null : Optimum.find(system, FrontierWalk.BEGIN, null);
        if (walk == null || walk.outcome() != PathWalk.Outcome.REACHED) {
            return QuadraticSolver.noTrace(problem, walk);
        }
        FrontierWalk up = new FrontierWalk(walk.set());
        FrontierWalk down = new FrontierWalk(walk.set().copy());
        List<Corner> rising = new ArrayList<>();
        PathWalk.Outcome top = up.walk(FrontierWalk.BEGIN, Double.POSITIVE_INFINITY,
                (set, t) -> rising.add(corner(problem, set, t)));
        if (top != PathWalk.Outcome.REACHED) {
            return QuadraticSolver.noTrace(problem, up.ended(top));
        }
        List<Corner> falling = new ArrayList<>();
        PathWalk.Outcome bottom = down.descend((set, t) -> falling.add(corner(problem, set, t)));
        if (bottom != PathWalk.Outcome.REACHED) {
            return QuadraticSolver.noTrace(problem, down.ended(bottom));
        }
        falling.add(corner(problem, down.set(), 0));
        double[] beyond = up.weightsBeyond();
        List<Corner> corners = new ArrayList<>(rising.reversed());
        corners.addAll(falling);
        return new CornerPortfolios(distinct(corners),
                Arrays.stream(beyond).allMatch(x -> x == 0) ? null : Vector.wrap(scaled(beyond, system)));
    }

    private static double[] scaled(double[] ray, ScaledSystem system) {
        return Arrays.stream(ray).map(x -> x * system.toleranceScale() * system.weightScale).toArray();
    }

    private static Corner corner(QuadraticProblem problem, ActiveSet set, double t) {
        int n = problem.size();
        double lambda = t / set.system.toleranceScale();
        double[] weights = set.weights();
        double[] multipliers = QuadraticSolver.multipliers(set, set.dual, lambda);
        return new Corner(Vector.wrap(weights), lambda, Kernels.dot(problem.mean(), weights),
                problem.variance(weights), Vector.wrap(Arrays.copyOf(multipliers, n)),
                Vector.wrap(Arrays.copyOfRange(multipliers, n, multipliers.length)), new WarmStart(set.hold));
    }

    /** One corner per portfolio: that of the smallest tolerance. */
    private static List<Corner> distinct(List<Corner> corners) {
        List<Corner> kept = new ArrayList<>();
        for (Corner corner : corners) {
            if (!kept.isEmpty() && same(kept.getLast(), corner)) {
                kept.removeLast();
            }
            kept.add(corner);
        }
        return kept;
    }

    static boolean same(Corner a, Corner b) {
        double size = 1;
        double apart = 0;
        for (int i = 0; i < a.weights().size(); i++) {
            size = Math.max(size, Math.abs(a.weights().get(i)));
            apart = Math.max(apart, Math.abs(a.weights().get(i) - b.weights().get(i)));
        }
        return apart <= 1e-11 * size;
    }

    /** Whether {@code middle} lies between its neighbours as they do in tolerance: then it bends nothing. */
    static boolean straight(Corner above, Corner middle, Corner below) {
        double share = (middle.lambda() - below.lambda()) / (above.lambda() - below.lambda());
        double size = 1;
        double apart = 0;
        for (int i = 0; i < middle.weights().size(); i++) {
            double low = below.weights().get(i);
            double between = low + share * (above.weights().get(i) - low);
            size = Math.max(size, Math.abs(between));
            apart = Math.max(apart, Math.abs(middle.weights().get(i) - between));
        }
        return apart <= 1e-11 * size;
    }
}
