package tangency.core.solve.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.solve.Stop;

/**
 * Solves the program of a {@link RiskForm}: at once where the form holds the whole measure, else by cutting planes (Kelley
 * 1960): the measure is the largest of the linear functions met so far, and where the answer's risk exceeds it another is
 * added. The logarithms curve the objective, so that few are needed, and keep the search within reach of its best point.
 */
final class BudgetSearch {
    /** Relative gap between the risk and the cuts below it. */
    private static final double TARGET = 1e-12;
    private static final double NEAR = 1e-9;
    private static final int PATIENCE = 6;
    private static final int MAXIMUM_CUTS = 400;
    /** How far beyond the best point a search without limits may go at a time. */
    private static final double REACH = 4;
    /** What that costs a position, in units of risk, beyond which it is too near. */
    private static final double AT_REACH = 1e-11;
    private static final double START = 0.1;

    private static final String NOT_CLOSED = "the cuts did not close";

    private final RiskForm form;
    private final double[] budgets;
    private final int assets;
    private final int n;
    private final @Nullable ScaledLimits limits;
    private int steps;

    /** @param limits in units of the guess; null for none, then λ is 1 and the sum whatever follows */
    BudgetSearch(RiskForm form, double[] budgets, @Nullable ScaledLimits limits) {
        this.form = form;
        this.budgets = budgets;
        this.limits = limits;
        assets = budgets.length;
        n = assets + (form.edged() ? 1 : 0);
    }

    /**
     * Where a search ended.
     *
     * @param positions in units of the guess
     * @param gradient of the risk, as proved by its dual
     * @param lambda of the risk, of degree 1
     * @param prices of the limits, in terms of the risk
     * @param equalityPrices likewise
     * @param message null where it converged
     */
    record Found(double[] positions, double[] gradient, double lambda, double[] prices, double[] equalityPrices,
            int steps,
            @Nullable String message) {}

    Found run(Stop stop) {
        if (form.whole()) {
            Found found = whole(stop);
            return found.message == null || form.part() == null || !form.edged() || stop.requested()
                    ? found
                    : cuts(stop);
        }
        return cuts(stop);
    }

    private Found whole(Stop stop) {
        double[] start = new double[n];
        Arrays.fill(start, 0, assets, 1);
        if (form.edged()) {
            start[assets] = form.edge();
        }
        List<Part> parts = new ArrayList<>();
        LimitPart limitPart = new LimitPart(limits == null ? List.of() : limits.rows(n), n);
        parts.add(limitPart);
        ExcessPart part = form.part();
        if (part != null) {
            parts.add(part);
        }
        BudgetProgram program = program(parts, start);
        BudgetProgram.Outcome outcome = program.run(START / Math.max(1, pairs(parts)), stop);
        steps += program.steps();
        double[] x = Arrays.copyOf(program.positions(), assets);
        double per = form.squared() ? 1 / form.risk(x) : 1;
        return new Found(x, form.proof(x), program.lambda() * per, times(limitPart.prices(), per),
                times(program.equalityPrices(), per), steps, message(outcome));
    }

    private static @Nullable String message(BudgetProgram.Outcome outcome) {
        return switch (outcome) {
            case CONVERGED -> null;
            case DIVERGED -> "the positions grow without end";
            case STALLED -> "no further progress could be made";
            case STOPPED -> "stopped early";
        };
    }

    private BudgetProgram program(List<Part> parts, double[] start) {
        double[] cost = new double[n];
        if (form.edged()) {
            cost[assets] = 1;
        }
        return new BudgetProgram(cost, form.hessian(), Arrays.copyOf(budgets, n), parts, limits, start);
    }

    private static int pairs(List<Part> parts) {
        int pairs = 0;
        for (Part part : parts) {
            pairs += part.pairs();
        }
        return pairs;
    }

    private static double[] times(double[] values, double factor) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
        }
        return result;
    }

    private Found cuts(Stop stop) {
        int wide = assets + 1;
        List<LimitPart.Row> fixed = limits == null ? List.of() : limits.rows(wide);
        List<double[]> gradients = new ArrayList<>();
        double[] x = new double[assets];
        Arrays.fill(x, 1);
        double[] centre = x;
        double bestMerit = Double.POSITIVE_INFINITY;
        double bestGap = Double.POSITIVE_INFINITY;
        int idle = 0;
        @Nullable
        Found best = null;
        while (gradients.size() < MAXIMUM_CUTS) {
            double risk = form.risk(x);
            if (!(risk > 0) || Double.isInfinite(risk)) {
                return none(x, new double[assets], "a portfolio without risk was met");
            }
            double merit = Math.log(risk);
            for (int i = 0; i < assets; i++) {
                merit -= budgets[i] * Math.log(x[i]);
            }
            if (limits != null || merit < bestMerit) {
                bestMerit = merit;
                centre = limits != null ? x : times(x, 1 / risk);
            }
            gradients.add(form.gradient(x));
            List<LimitPart.Row> rows = new ArrayList<>(fixed);
            for (double[] gradient : gradients) {
                double[] row = new double[wide];
                for (int i = 0; i < assets; i++) {
                    row[i] = -gradient[i];
                }
                row[assets] = 1;
                rows.add(LimitPart.Row.of(row, 0));
            }
            int box = rows.size();
            for (int i = 0; limits == null && i < assets; i++) {
                rows.add(LimitPart.Row.of(i, -1, -REACH * centre[i]));
            }
            LimitPart part = new LimitPart(rows, wide);
            double[] start = Arrays.copyOf(centre, wide);
            start[assets] = 1.01 * form.risk(centre);
            double[] cost = new double[wide];
            cost[assets] = 1;
            BudgetProgram program = new BudgetProgram(cost, null, Arrays.copyOf(budgets, wide), List.of(part), limits,
                    start);
            BudgetProgram.Outcome outcome = program.run(START / part.pairs(), stop);
            steps += program.steps();
            if (outcome == BudgetProgram.Outcome.DIVERGED || outcome == BudgetProgram.Outcome.STOPPED) {
                return best != null ? best : none(centre, gradients.getFirst(), message(outcome));
            }
            x = Arrays.copyOf(program.positions(), assets);
            boolean boxed = false;
            for (int i = box; i < rows.size(); i++) {
                boxed |= part.prices()[i] * x[i - box] > AT_REACH;
            }
            // Of the risk above the cuts, and of the cuts' own optimality.
            double gap = Math.max(Math.abs(form.risk(x) - program.positions()[assets]), program.error() / 100);
            if (boxed || !(gap < bestGap)) {
                idle = boxed ? 0 : idle + 1;
            } else {
                idle = 0;
                bestGap = gap;
                best = found(program, part, x, gradients, fixed.size(), bestGap <= NEAR ? null : NOT_CLOSED);
            }
            if (best != null && !boxed && (bestGap <= TARGET || (bestGap <= NEAR && idle >= PATIENCE) || idle > 60)) {
                return best;
            }
        }
        return best != null ? best : none(centre, gradients.getFirst(), NOT_CLOSED);
    }

    /** An end without prices. */
    private Found none(double[] x, double[] gradient, @Nullable String message) {
        return new Found(x, gradient, 1, new double[limits == null ? 0 : limits.inequalities().size()],
                new double[limits == null ? 0 : limits.equalities().length], steps, message);
    }

    private Found found(BudgetProgram program, LimitPart part, double[] x, List<double[]> gradients, int before,
            @Nullable String message) {
        double[] shares = Arrays.copyOfRange(part.prices(), before, before + gradients.size());
        double total = Arrays.stream(shares).sum();
        double[] gradient = new double[assets];
        for (int k = 0; k < shares.length; k++) {
            for (int i = 0; i < assets; i++) {
                gradient[i] += shares[k] / total * gradients.get(k)[i];
            }
        }
        return new Found(x, gradient, program.lambda(), Arrays.copyOf(part.prices(), before),
                program.equalityPrices().clone(),
                steps, message);
    }
}
