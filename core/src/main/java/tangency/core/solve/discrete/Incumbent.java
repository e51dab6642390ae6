package tangency.core.solve.discrete;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tangency.core.solve.Stop;

/** The best portfolio known, and ways to find one: rounding a relaxation, exchanging assets, moving lots. */
final class Incumbent {
    /** Assets tried as newcomers, and as leavers, in one pass of exchanges. */
    private static final int CANDIDATES = 6;
    private static final int PASSES = 20;
    /** Better by this share of the objective's terms is better. */
    private static final double BETTER = 1e-12;

    private final DiscreteProblem problem;
    private final Feasible feasible;
    private final Stop stop;
    private double @Nullable [] weights;
    private double objective = Double.POSITIVE_INFINITY;
    private double residual;

    Incumbent(DiscreteProblem problem, Stop stop) {
        this.problem = problem;
        this.stop = stop;
        this.feasible = new Feasible(problem);
    }

    double @Nullable [] weights() {
        return weights;
    }

    /** Infinite where none is known. */
    double objective() {
        return objective;
    }

    /** Of the optimality conditions among the assets held. */
    double residual() {
        return residual;
    }

    /** The size of the objective's terms, which gaps are relative to. */
    double scale() {
        return weights == null ? 0 : problem.scale(weights);
    }

    /** Takes weights if they are within all limits and better; says whether they are. */
    boolean offer(double[] candidate, double residual) {
        double value = problem.objective(candidate);
        // Of ratios only positive ones count, and a portfolio without risk has none.
        boolean counts = !(problem.goal() instanceof DiscreteProblem.Goal.Ratio) || value < 0;
        if (!counts || !Double.isFinite(value) || !(value < objective - (weights == null ? 0 : BETTER * scale()))
                || !feasible.holds(candidate)) {
            return false;
        }
        weights = new double[candidate.length];
        for (int i = 0; i < candidate.length; i++) {
            // No negative zeros.
            weights[i] = candidate[i] + 0.0;
        }
        objective = value;
        this.residual = residual;
        return true;
    }

    /** Looks for a portfolio near a relaxation's. */
    void round(Relaxation relaxation, Domain domain, Relaxed.Minimum relaxed) {
        Domain chosen = choose(domain, relaxed);
        if (chosen != null && settle(relaxation, chosen, relaxed.start()) instanceof Relaxed.Minimum minimum) {
            exchange(relaxation, chosen, minimum);
        }
    }

    /** The largest weights of the relaxation, as many as may be held. */
    private @Nullable Domain choose(Domain domain, Relaxed.Minimum relaxed) {
        Domain chosen = domain.copy();
        double[] w = relaxed.weights();
        Integer[] order = order(domain.size(), Comparator.comparingDouble(i -> -Math.abs(w[i])));
        for (int i : order) {
            if (chosen.open(i) && w[i] != 0 && !take(chosen, i, w[i])) {
                return null;
            }
        }
        Integer[] rest = order(domain.size(), Comparator.comparingDouble(i -> relaxed.held()[i]));
        for (int i : rest) {
            boolean wanted = chosen.heldCount() < problem.minHeld();
            if (chosen.open(i) && !(wanted ? take(chosen, i, -relaxed.gradient()[i]) : drop(chosen, i))) {
                return null;
            }
        }
        for (int i = 0; i < chosen.size(); i++) {
            if (chosen.tradeOpen(i) && !trade(chosen, i, w[i])) {
                return null;
            }
        }
        return chosen;
    }

    private static Integer[] order(int n, Comparator<Integer> by) {
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, by);
        return order;
    }

    private boolean trade(Domain domain, int i, double weight) {
        if (domain.held(i) && weight == problem.holdings().get(i)) {
            Domain kept = domain.copy();
            if (kept.decideTrade(i, Domain.KEPT)) {
                return domain.decideTrade(i, Domain.KEPT);
            }
        }
        return domain.decideTrade(i, Domain.TRADED);
    }

    private static boolean take(Domain domain, int i, double direction) {
        byte side = direction >= 0 ? Domain.LONG : Domain.SHORT;
        byte other = side == Domain.LONG ? Domain.SHORT : Domain.LONG;
        return domain.decide(i, domain.mayBe(i, side) ? side : domain.mayBe(i, other) ? other : Domain.OUT);
    }

    private static boolean drop(Domain domain, int i) {
        return domain.decide(i, domain.mayBeOut(i)
                ? Domain.OUT
                : domain.mayBe(i, Domain.LONG)
                        ? Domain.LONG
                        : Domain.SHORT);
    }

    /** The best portfolio of what is decided, offered. */
    private Relaxed settle(Relaxation relaxation, Domain decided, @Nullable Object start) {
        Relaxed relaxed = relaxation.solve(decided, start, Double.NEGATIVE_INFINITY);
        if (relaxed instanceof Relaxed.Minimum minimum) {
            if (decided.mostBroken(minimum.weights()) >= 0) {
                double[] whole = WholeLots.near(problem, decided, minimum.weights(), stop);
                if (whole.length > 0) {
                    offer(whole, minimum.residual());
                } else {
                    rest(relaxation, decided, minimum);
                }
            } else {
                offer(minimum.weights(), minimum.residual());
            }
        }
        return relaxed;
    }

    /** Rounds to whole lots and leaves it to what has none to make up for that. */
    private void rest(Relaxation relaxation, Domain decided, Relaxed.Minimum minimum) {
        Domain rounded = decided.copy();
        for (int i = 0; i < rounded.size(); i++) {
            double lot = problem.lots().get(i);
            if (lot > 0) {
                double count = Math.rint(minimum.weights()[i] / lot);
                if (!rounded.limitLots(i, count, true) || !rounded.limitLots(i, count, false)) {
                    return;
                }
            }
        }
        if (relaxation.solve(rounded, minimum.start(), Double.NEGATIVE_INFINITY) instanceof Relaxed.Minimum whole) {
            offer(whole.weights(), whole.residual());
        }
    }

    /** Exchanges one asset held for another, drops or adds one, as long as that improves. */
    private void exchange(Relaxation relaxation, Domain chosen, Relaxed.Minimum first) {
        Domain current = chosen;
        Relaxed.Minimum at = first;
        for (int pass = 0; pass < PASSES && !stop.requested(); pass++) {
            double before = objective;
            Relaxed.Minimum now = at;
            Domain base = current;
            List<Integer> leavers = IntStream.range(0, base.size()).boxed().filter(base::held)
                    .sorted(Comparator.comparingDouble(i -> Math.abs(now.weights()[i]))).limit(CANDIDATES).toList();
            List<Integer> comers = IntStream.range(0, base.size()).boxed()
                    .filter(i -> base.state(i) == Domain.OUT && promise(i, now.gradient()[i]) > 0)
                    .sorted(Comparator.comparingDouble(i -> -promise(i, now.gradient()[i]))).limit(CANDIDATES)
                    .toList();
            search : for (int comer : comers) {
                for (int leaver : leavers) {
                    if (stop.requested()) {
                        return;
                    }
                    Domain other = exchanged(base, leaver, comer, now.gradient()[comer]);
                    if (other != null && settle(relaxation, other, now.start()) instanceof Relaxed.Minimum better
                            && objective < before) {
                        current = other;
                        at = better;
                        break search;
                    }
                }
            }
            if (!(objective < before)) {
                return;
            }
        }
    }

    /** What the objective gains to first order from a unit of risk of an asset not held. */
    private double promise(int i, double gradient) {
        double deviation = Math.sqrt(problem.quadratic().covariance().get(i, i));
        boolean helps = gradient < 0 ? problem.quadratic().upper()[i] > 0 : problem.quadratic().lower()[i] < 0;
        return helps ? Math.abs(gradient) / Math.max(deviation, Double.MIN_NORMAL) : 0;
    }

    private @Nullable Domain exchanged(Domain base, int leaver, int comer, double gradient) {
        Domain other = Domain.whole(base.setting());
        if (other == null) {
            return null;
        }
        for (int i = 0; i < base.size(); i++) {
            if (i == leaver && other.open(i) && !(other.mayBeOut(i) && other.decide(i, Domain.OUT))) {
                return null;
            }
            if (i == comer && other.open(i) && !take(other, i, -gradient)) {
                return null;
            }
            if (i != leaver && i != comer && other.open(i)
                    && !(base.state(i) == Domain.OUT
                            ? drop(other, i)
                            : other.mayBe(i, base.state(i))
                                    ? other.decide(i, base.state(i))
                                    : other.decide(i, Domain.OUT))) {
                return null;
            }
        }
        for (int i = 0; i < base.size(); i++) {
            if (other.tradeOpen(i) && !other.decideTrade(i, base.kept(i) ? Domain.KEPT : Domain.TRADED)) {
                return null;
            }
        }
        return other;
    }
}
