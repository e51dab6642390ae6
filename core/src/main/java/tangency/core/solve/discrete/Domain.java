package tangency.core.solve.discrete;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What is decided so far: of each asset whether it is held, which way, whether it is traded, and between which whole lots.
 * Changes take what follows from them along; false says that nothing is left.
 */
final class Domain {
    /** Not decided. */
    static final byte OPEN = 0;
    /** Not held. */
    static final byte OUT = 1;
    static final byte LONG = 2;
    static final byte SHORT = 3;
    /** No asset: nothing to decide. */
    private static final byte FREE = 4;

    /** Of a trade: made, and paid for. */
    static final byte TRADED = 1;
    /** Of a trade: none, the holding stays. */
    static final byte KEPT = 2;

    /** Whole lots are whole to this many lots. */
    private static final double WHOLE = 1e-9;

    private final Setting setting;
    private final byte[] state;
    private final byte[] trade;
    /** Limits by lots; null where no asset has lots. */
    private final double @Nullable [] lotLower;
    private final double @Nullable [] lotUpper;
    private int in;
    private int open;

    /** The problem and what follows from it once and for all. */
    record Setting(DiscreteProblem problem, boolean[][] apart) {
        static Setting of(DiscreteProblem problem) {
            boolean[][] apart = new boolean[problem.apart().isEmpty() ? 0 : problem.size()][problem.size()];
            for (DiscreteProblem.Pair pair : problem.apart()) {
                apart[pair.first()][pair.second()] = true;
                apart[pair.second()][pair.first()] = true;
            }
            return new Setting(problem, apart);
        }

        double lot(int i) {
            return problem.lots().get(i);
        }

        /** The smallest size of a position that counts as held, 0 where any will do. */
        double least(int i) {
            double least = Math.max(problem.minimumPosition(),
                    problem.minHeld() > 0 ? DiscreteProblem.SMALLEST : 0);
            double lot = lot(i);
            return lot > 0 && least > 0 ? Math.max(1, Math.ceil(least / lot - WHOLE)) * lot : least;
        }

        boolean lotted(int i) {
            return lot(i) > 0;
        }

        boolean separates(int i, int j) {
            return apart.length > 0 && apart[i][j];
        }
    }

    private Domain(Setting setting, byte[] state, byte[] trade, double @Nullable [] lotLower,
            double @Nullable [] lotUpper, int in, int open) {
        this.setting = setting;
        this.state = state;
        this.trade = trade;
        this.lotLower = lotLower;
        this.lotUpper = lotUpper;
        this.in = in;
        this.open = open;
    }

    /** Everything open that may be; null where some asset has no weight that is allowed. */
    static @Nullable Domain whole(Setting setting) {
        DiscreteProblem problem = setting.problem();
        int n = problem.size();
        boolean lots = false;
        for (int i = 0; i < n; i++) {
            lots |= setting.lotted(i);
        }
        double[] lower = null;
        double[] upper = null;
        if (lots) {
            lower = problem.quadratic().lower().clone();
            upper = problem.quadratic().upper().clone();
            for (int i = 0; i < n; i++) {
                if (setting.lotted(i)) {
                    lower[i] = up(lower[i], setting.lot(i));
                    upper[i] = down(upper[i], setting.lot(i));
                }
            }
        }
        Domain domain = new Domain(setting, new byte[n], new byte[n], lower, upper, 0, problem.assets());
        Arrays.fill(domain.state, problem.assets(), n, FREE);
        for (int i = 0; i < n; i++) {
            if (problem.fixedCosts().get(i) == 0 || problem.holdings().get(i) == 0) {
                // The cost of a first purchase goes with being held.
                domain.trade[i] = TRADED;
            }
        }
        return domain.settle() ? domain : null;
    }

    private static double up(double limit, double lot) {
        return Double.isInfinite(limit) ? limit : Math.ceil(limit / lot - WHOLE) * lot;
    }

    private static double down(double limit, double lot) {
        return Double.isInfinite(limit) ? limit : Math.floor(limit / lot + WHOLE) * lot;
    }

    Domain copy() {
        return new Domain(setting, state.clone(), trade.clone(), lotLower == null ? null : lotLower.clone(),
                lotUpper == null ? null : lotUpper.clone(), in, open);
    }

    int size() {
        return state.length;
    }

    Setting setting() {
        return setting;
    }

    byte state(int i) {
        return state[i];
    }

    boolean open(int i) {
        return state[i] == OPEN;
    }

    boolean held(int i) {
        return state[i] == LONG || state[i] == SHORT;
    }

    /** Number of assets that must be held. */
    int heldCount() {
        return in;
    }

    int openCount() {
        return open;
    }

    boolean tradeOpen(int i) {
        return trade[i] == 0;
    }

    boolean kept(int i) {
        return trade[i] == KEPT;
    }

    /** Whether a change of a holding is decided on and has a cost of its own. */
    boolean paysTrade(int i) {
        return trade[i] == TRADED && setting.problem().holdings().get(i) != 0;
    }

    /** Whether holding the asset means a first purchase with a fixed cost. */
    double entryCost(int i) {
        return setting.problem().holdings().get(i) == 0 ? setting.problem().fixedCosts().get(i) : 0;
    }

    /** The lowest weight, 0 included where the asset is open. */
    double lower(int i) {
        return switch (state[i]) {
            case OUT -> 0;
            case LONG -> kept(i, Math.max(base(i, true), setting.least(i)));
            case SHORT -> kept(i, base(i, true));
            case FREE -> base(i, true);
            default -> kept(i, Math.min(0, base(i, true)));
        };
    }

    /** The highest weight, 0 included where the asset is open. */
    double upper(int i) {
        return switch (state[i]) {
            case OUT -> 0;
            case LONG -> kept(i, base(i, false));
            case SHORT -> kept(i, Math.min(base(i, false), -setting.least(i)));
            case FREE -> base(i, false);
            default -> kept(i, Math.max(0, base(i, false)));
        };
    }

    private double kept(int i, double limit) {
        return trade[i] == KEPT ? setting.problem().holdings().get(i) : limit;
    }

    private double base(int i, boolean low) {
        if (lotLower != null && lotUpper != null) {
            return low ? lotLower[i] : lotUpper[i];
        }
        return low ? setting.problem().quadratic().lower()[i] : setting.problem().quadratic().upper()[i];
    }

    boolean mayBeOut(int i) {
        return state[i] == OUT || (state[i] == OPEN && base(i, true) <= 0 && base(i, false) >= 0 && trade[i] != KEPT);
    }

    boolean mayBe(int i, byte side) {
        if (state[i] != OPEN && state[i] != side) {
            return false;
        }
        double least = Math.max(setting.least(i), Double.MIN_VALUE);
        if (trade[i] == KEPT) {
            double w = setting.problem().holdings().get(i);
            return side == LONG ? w >= least : w <= -least;
        }
        return side == LONG ? base(i, false) >= least : base(i, true) <= -least;
    }

    /** Decides one asset. */
    boolean decide(int i, byte to) {
        return assign(i, to) && settle();
    }

    /** Decides whether a holding is changed. */
    boolean decideTrade(int i, byte to) {
        trade[i] = to;
        if (to == KEPT) {
            return mayKeep(i) && decide(i, setting.problem().holdings().get(i) > 0 ? LONG : SHORT);
        }
        return settle();
    }

    private boolean mayKeep(int i) {
        double w = setting.problem().holdings().get(i);
        double lot = setting.lot(i);
        boolean side = state[i] == OPEN || state[i] == (w > 0 ? LONG : SHORT);
        return side && w >= base(i, true) && w <= base(i, false) && Math.abs(w) >= setting.least(i)
                && (lot == 0 || Math.abs(w / lot - Math.rint(w / lot)) <= WHOLE);
    }

    /** Limits an asset to at most (or at least) {@code count} lots. */
    boolean limitLots(int i, double count, boolean atMost) {
        if (lotLower == null || lotUpper == null) {
            throw new IllegalArgumentException("No lots");
        }
        double limit = count * setting.lot(i);
        if (atMost) {
            lotUpper[i] = Math.min(lotUpper[i], limit);
        } else {
            lotLower[i] = Math.max(lotLower[i], limit);
        }
        return settle();
    }

    private boolean assign(int i, byte to) {
        if (state[i] == to) {
            return true;
        }
        if (to == OUT ? !mayBeOut(i) : !mayBe(i, to)) {
            return false;
        }
        state[i] = to;
        open--;
        if (to != OUT) {
            in++;
            for (int j = 0; j < state.length; j++) {
                if (setting.separates(i, j) && !assign(j, OUT)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Decides what leaves no choice. */
    private boolean settle() {
        for (int i = 0; i < state.length; i++) {
            if (state[i] == OPEN && !narrow(i)) {
                return false;
            }
            if (trade[i] == 0 && !mayKeep(i)) {
                trade[i] = TRADED;
            }
            if ((held(i) || state[i] == FREE) && lower(i) > upper(i)) {
                return false;
            }
        }
        int least = setting.problem().minHeld();
        int most = setting.problem().maxHeld();
        if (in > most || in + open < least) {
            return false;
        }
        boolean again = false;
        if (open > 0 && in == most) {
            for (int i = 0; i < state.length; i++) {
                if (state[i] == OPEN && !assign(i, OUT)) {
                    return false;
                }
            }
            again = true;
        } else if (open > 0 && in + open == least) {
            for (int i = 0; i < state.length; i++) {
                // Which way is still open where both are possible.
                if (state[i] == OPEN && mayBe(i, LONG) != mayBe(i, SHORT)) {
                    if (!assign(i, mayBe(i, LONG) ? LONG : SHORT)) {
                        return false;
                    }
                    again = true;
                }
            }
        }
        return !again || settle();
    }

    private boolean narrow(int i) {
        boolean buy = mayBe(i, LONG);
        boolean sell = mayBe(i, SHORT);
        if (mayBeOut(i)) {
            return buy || sell || assign(i, OUT);
        }
        return (buy && sell) || (buy ? assign(i, LONG) : sell && assign(i, SHORT));
    }

    /** Whether weights, whole lots apart, are of this domain and its problem's discrete limits. */
    boolean admits(double[] weights) {
        int count = 0;
        for (int i = 0; i < setting.problem().assets(); i++) {
            double w = weights[i];
            if (w != 0) {
                count++;
                if (Math.abs(w) < setting.least(i) || (trade[i] == KEPT && w != setting.problem().holdings().get(i))) {
                    return false;
                }
                for (int j = 0; j < i; j++) {
                    if (weights[j] != 0 && setting.separates(i, j)) {
                        return false;
                    }
                }
            } else if (!mayBeOut(i) && setting.least(i) > 0) {
                return false;
            }
        }
        return count >= setting.problem().minHeld() && count <= setting.problem().maxHeld();
    }

    /** The asset whose weight is farthest from whole lots, -1 where all are whole. */
    int mostBroken(double[] weights) {
        int worst = -1;
        double most = WHOLE;
        for (int i = 0; i < weights.length; i++) {
            if (setting.lotted(i)) {
                double count = weights[i] / setting.lot(i);
                double broken = Math.abs(count - Math.rint(count));
                if (broken > most) {
                    most = broken;
                    worst = i;
                }
            }
        }
        return worst;
    }

    @Override
    public String toString() {
        return Arrays.toString(state);
    }
}
