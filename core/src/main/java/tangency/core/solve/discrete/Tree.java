package tangency.core.solve.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;
import tangency.core.solve.Stop;

/**
 * Branch and bound (Land and Doig 1960): the node of the lowest bound first, and from there down as long as bounds stay in
 * the better half of the gap. What reduced costs settle is settled before branching.
 */
final class Tree {
    /** Nodes are closed when they can improve the best portfolio by no more than this share of its terms. */
    static final double CLOSED = 1e-9;
    /** More open nodes than this end the search, and fewer where assets are many: */
    private static final int MOST_OPEN = 200_000;
    /** what all of them may take, in bytes, */
    private static final double MEMORY = 3e8;
    /** and what one asset takes in each of them, without and with lots. */
    private static final int PLAIN = 10;
    private static final int LOTTED = 26;
    /** Whole lots of which so many nodes know no portfolio are like a lottery. */
    private static final int HOPELESS = 5_000;
    /** Nodes between attempts to round, in the long run. */
    private static final int ROUND_EVERY = 50;
    private static final int OFTEN_FIRST = 5;
    /** Bounds and gains are sure to this share of the objective's terms. */
    private static final double SURE = 1e-11;
    /** Where a choice does not raise the bound, as a share of the best other's. */
    private static final double LITTLE = 1e-6;

    /** How the search ended. */
    enum End {
        SEARCHED, STOPPED, UNBOUNDED
    }

    /** @param why for the end, empty where searched */
    record Outcome(End end, String why, double bound, long nodes, boolean rootEmpty) {
        /** Of this search together with one before it, of the same domain. */
        Outcome after(Outcome before) {
            boolean counted = why.startsWith(AFTER);
            long all = nodes + before.nodes;
            return new Outcome(end, counted ? AFTER + all + " nodes" : why, end == End.STOPPED
                    ? Math.max(bound, before.bound)
                    : bound, all, rootEmpty);
        }
    }

    private static final String AFTER = "stopped after ";

    private record Node(Domain domain, double bound, @Nullable Object start, long number) {}

    private final DiscreteProblem problem;
    private final Relaxation relaxation;
    private final Incumbent incumbent;
    private final Stop stop;
    private final boolean first;
    private final boolean lots;
    private final int mostOpen;
    private final PriorityQueue<Node> open = new PriorityQueue<>(
            Comparator.comparingDouble(Node::bound).thenComparingLong(Node::number));
    private long limit;
    private long nodes;
    private long made;
    /** The lowest bound among the nodes that were closed without an answer of their own. */
    private double closed = Double.POSITIVE_INFINITY;
    private String why = "";
    private boolean rootEmpty;
    private long nextRounding;

    /** @param first whether to end with the first portfolio */
    Tree(DiscreteProblem problem, Relaxation relaxation, Incumbent incumbent, Stop stop, boolean first) {
        this.problem = problem;
        this.relaxation = relaxation;
        this.incumbent = incumbent;
        this.stop = stop;
        this.first = first;
        mostOpen = (int) Math.min(MOST_OPEN,
                MEMORY / (problem.size() * (lots(problem) ? LOTTED : PLAIN)));
        this.lots = lots(problem);
    }

    private static boolean lots(DiscreteProblem problem) {
        return Arrays.stream(problem.lots().shared()).anyMatch(lot -> lot > 0);
    }

    /** @param most nodes */
    Outcome search(Domain whole, long most) {
        limit = most;
        Node current = new Node(whole, Double.NEGATIVE_INFINITY, null, made++);
        while (current != null || !open.isEmpty()) {
            Node node = current == null ? open.remove() : current;
            current = null;
            if (node.bound >= cutoff()) {
                closed = Math.min(closed, node.bound);
                continue;
            }
            String end = end();
            if (end != null) {
                return stopped(end, node);
            }
            List<Node> children = new ArrayList<>();
            if (!expand(node, children)) {
                return new Outcome(End.UNBOUNDED, why, Double.NEGATIVE_INFINITY, nodes, false);
            }
            if (first && incumbent.weights() != null) {
                return stopped("a portfolio was found", node);
            }
            for (int c = children.size() - 1; c >= 0; c--) {
                Node child = children.get(c);
                if (child.bound >= cutoff()) {
                    closed = Math.min(closed, child.bound);
                } else if (c == 0 && worthDiving(child)) {
                    current = child;
                } else {
                    open.add(child);
                }
            }
        }
        return new Outcome(End.SEARCHED, why, Math.min(closed, incumbent.objective()), nodes, rootEmpty);
    }

    private @Nullable String end() {
        if (stop.requested()) {
            return "stopped early";
        }
        if (nodes >= HOPELESS && incumbent.weights() == null && lots) {
            return "stopped among whole lots after " + nodes + " nodes";
        }
        if (nodes >= limit) {
            return AFTER + nodes + " nodes";
        }
        return open.size() > mostOpen ? "stopped with more than " + mostOpen + " open nodes" : null;
    }

    private Outcome stopped(String end, Node node) {
        double bound = Math.min(closed, Math.min(node.bound, incumbent.objective()));
        if (!open.isEmpty()) {
            bound = Math.min(bound, open.peek().bound);
        }
        return new Outcome(End.STOPPED, end, bound, nodes, false);
    }

    private double cutoff() {
        return incumbent.objective() - CLOSED * incumbent.scale();
    }

    private boolean worthDiving(Node child) {
        if (incumbent.weights() == null || open.isEmpty()) {
            return true;
        }
        double lowest = open.peek().bound;
        return child.bound <= lowest + (incumbent.objective() - lowest) / 2;
    }

    /** False when the problem proved unbounded. */
    private boolean expand(Node node, List<Node> children) {
        nodes++;
        Domain domain = node.domain;
        switch (relaxation.solve(domain, node.start, cutoff())) {
            case Relaxed.Empty empty -> {
                if (nodes == 1) {
                    rootEmpty = true;
                    why = empty.why();
                }
            }
            case Relaxed.Unbounded unbounded -> {
                if (!blind(domain, node, children)) {
                    why = unbounded.why();
                    return false;
                }
            }
            case Relaxed.Failed failed -> {
                if (!blind(domain, node, children)) {
                    closed = Math.min(closed, node.bound);
                    why = failed.why();
                }
            }
            case Relaxed.Minimum minimum -> minimum(node, minimum, children);
        }
        return true;
    }

    /** Branches where no relaxation says on what; false where nothing is left to decide. */
    private boolean blind(Domain domain, Node node, List<Node> children) {
        for (int i = 0; i < domain.size(); i++) {
            if (domain.open(i)) {
                sides(node, domain, i, node.bound, null, true, children);
                return true;
            }
            if (domain.tradeOpen(i)) {
                trades(node, domain, i, node.bound, null, children);
                return true;
            }
        }
        for (int i = 0; i < domain.size(); i++) {
            double lot = problem.lots().get(i);
            double middle = (domain.lower(i) + domain.upper(i)) / 2;
            if (lot > 0 && domain.upper(i) - domain.lower(i) > lot / 2 && Double.isFinite(middle)) {
                lots(node, domain, i, (Math.floor(middle / lot) + 0.5) * lot, node.bound, children);
                return true;
            }
        }
        return false;
    }

    private void minimum(Node node, Relaxed.Minimum relaxed, List<Node> children) {
        double bound = Math.max(node.bound, relaxed.bound());
        if (bound >= cutoff()) {
            closed = Math.min(closed, bound);
            return;
        }
        double[] w = relaxed.weights();
        Domain domain = node.domain;
        int broken = domain.mostBroken(w);
        if (broken < 0 && domain.admits(w)) {
            incumbent.offer(w, relaxed.residual());
        }
        if (nodes >= nextRounding) {
            nextRounding = nodes + Math.min(ROUND_EVERY, 1 + nodes / OFTEN_FIRST);
            incumbent.round(relaxation, domain, relaxed);
        }
        if (bound >= cutoff()) {
            closed = Math.min(closed, bound);
            return;
        }
        Domain reduced = reduce(domain, relaxed);
        if (reduced == null) {
            closed = Math.min(closed, cutoff());
            return;
        }
        Node here = new Node(reduced, bound, relaxed.start(), node.number);
        int asset = choose(reduced, relaxed);
        if (asset >= 0 && reduced.tradeOpen(asset)) {
            trades(here, reduced, asset, bound, relaxed, children);
            return;
        }
        if (asset >= 0) {
            sides(here, reduced, asset, bound, relaxed, w[asset] >= 0, children);
            return;
        }
        if (reduced != domain) {
            // What was settled decides the rest: that portfolio has a bound of its own.
            add(here, reduced, bound, children);
            return;
        }
        broken = reduced.mostBroken(w);
        if (broken >= 0) {
            lots(here, reduced, broken, w[broken], bound, children);
        } else {
            // Decided to the end: the bound is that of its own portfolio.
            closed = Math.min(closed, bound);
        }
    }

    /** What the bound settles; null where it leaves nothing. */
    private @Nullable Domain reduce(Domain domain, Relaxed.Minimum relaxed) {
        double most = cutoff() + SURE * incumbent.scale();
        if (Double.isInfinite(most)) {
            return domain;
        }
        Domain reduced = null;
        for (int i = 0; i < domain.size(); i++) {
            Domain now = reduced == null ? domain : reduced;
            if (now.tradeOpen(i)) {
                boolean stays = relaxed.bound() + relaxed.traded()[i] > most;
                boolean changes = relaxed.bound() + relaxed.kept()[i] > most;
                if (stays || changes) {
                    reduced = reduced == null ? domain.copy() : reduced;
                    if ((stays && changes) || !reduced.decideTrade(i, stays ? Domain.KEPT : Domain.TRADED)) {
                        return null;
                    }
                }
                continue;
            }
            if (!now.open(i) || domain.tradeOpen(i)) {
                continue;
            }
            boolean never = relaxed.bound() + relaxed.held()[i] > most;
            boolean always = relaxed.bound() + relaxed.out()[i] > most
                    && now.mayBe(i, Domain.LONG) != now.mayBe(i, Domain.SHORT);
            if (never || always) {
                reduced = reduced == null ? domain.copy() : reduced;
                byte to = never ? Domain.OUT : reduced.mayBe(i, Domain.LONG) ? Domain.LONG : Domain.SHORT;
                if ((never && always) || !reduced.decide(i, to)) {
                    return null;
                }
            }
        }
        return reduced == null ? domain : reduced;
    }

    /** The open asset whose decision raises both bounds most, -1 where none is open. */
    private static int choose(Domain domain, Relaxed.Minimum relaxed) {
        double most = 0;
        for (int i = 0; i < domain.size(); i++) {
            most = Math.max(most, Math.max(yes(domain, relaxed, i), no(domain, relaxed, i)));
        }
        int best = -1;
        double score = -1;
        double size = -1;
        for (int i = 0; i < domain.size(); i++) {
            if (!domain.open(i) && !domain.tradeOpen(i)) {
                continue;
            }
            double little = LITTLE * most;
            double own = Math.max(yes(domain, relaxed, i), little) * Math.max(no(domain, relaxed, i), little);
            double weight = Math.abs(relaxed.weights()[i]);
            if (own > score || (own == score && weight > size)) {
                best = i;
                score = own;
                size = weight;
            }
        }
        return best;
    }

    private static double yes(Domain domain, Relaxed.Minimum relaxed, int i) {
        return domain.tradeOpen(i) ? relaxed.traded()[i] : domain.open(i) ? relaxed.held()[i] : 0;
    }

    private static double no(Domain domain, Relaxed.Minimum relaxed, int i) {
        return domain.tradeOpen(i) ? relaxed.kept()[i] : domain.open(i) ? relaxed.out()[i] : 0;
    }

    private void sides(Node node, Domain domain, int i, double bound, Relaxed.@Nullable Minimum relaxed, boolean up,
            List<Node> children) {
        double held = relaxed == null ? 0 : relaxed.held()[i];
        double out = relaxed == null ? 0 : relaxed.out()[i];
        byte likely = up ? Domain.LONG : Domain.SHORT;
        byte other = up ? Domain.SHORT : Domain.LONG;
        boolean hold = out >= held;
        if (hold) {
            side(node, domain, i, likely, bound + held, children);
        }
        side(node, domain, i, Domain.OUT, bound + out, children);
        if (!hold) {
            side(node, domain, i, likely, bound + held, children);
        }
        side(node, domain, i, other, bound + held, children);
    }

    private void side(Node node, Domain domain, int i, byte to, double bound, List<Node> children) {
        if (to == Domain.OUT ? domain.mayBeOut(i) : domain.mayBe(i, to)) {
            Domain next = domain.copy();
            if (next.decide(i, to)) {
                add(node, next, bound, children);
            }
        }
    }

    private void trades(Node node, Domain domain, int i, double bound, Relaxed.@Nullable Minimum relaxed,
            List<Node> children) {
        double kept = relaxed == null ? 0 : relaxed.kept()[i];
        double traded = relaxed == null ? 0 : relaxed.traded()[i];
        byte[] order = kept <= traded
                ? new byte[]{Domain.KEPT, Domain.TRADED}
                : new byte[]{Domain.TRADED, Domain.KEPT};
        for (byte to : order) {
            Domain next = domain.copy();
            if (next.decideTrade(i, to)) {
                add(node, next, bound + (to == Domain.KEPT ? kept : traded), children);
            }
        }
    }

    private void lots(Node node, Domain domain, int i, double weight, double bound, List<Node> children) {
        double count = weight / problem.lots().get(i);
        boolean nearer = count - Math.floor(count) > 0.5;
        for (int side = 0; side < 2; side++) {
            boolean atMost = nearer == (side == 1);
            Domain next = domain.copy();
            if (next.limitLots(i, atMost ? Math.floor(count) : Math.ceil(count), atMost)) {
                add(node, next, bound, children);
            }
        }
    }

    private void add(Node node, Domain domain, double bound, List<Node> children) {
        children.add(new Node(domain, bound, node.start, made++));
    }
}
