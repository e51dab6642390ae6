package tangency.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import tangency.core.market.Finding;
import tangency.core.market.Universe;
import tangency.core.model.Model;

/** Risk budgets by name, as a vector over the universe. */
final class Budgets {
    private static final double SUM_TOLERANCE = 1e-9;

    private Budgets() {}

    /** Why the budgets of {@code model} are not a division of the whole; empty when they are. */
    static List<Finding> refusals(Model.RiskBudget model, Universe universe) {
        List<Finding> refusals = new ArrayList<>();
        String[] owner = new String[universe.size()];
        double total = 0;
        for (Map.Entry<String, Double> entry : model.budgets().entrySet()) {
            if (!(entry.getValue() >= 0)) {
                refusals.add(refusal("the budget of '" + entry.getKey() + "' is " + entry.getValue()
                        + ", expected a share that is not negative"));
            }
            total += entry.getValue();
            List<Integer> members = members(entry.getKey(), universe);
            if (members.isEmpty() && entry.getValue() > 0) {
                refusals.add(refusal("'" + entry.getKey() + "' has no member in the universe; its share of "
                        + entry.getValue() + " would be nobody's"));
            }
            for (int i : members) {
                if (owner[i] != null) {
                    refusals.add(refusal("asset '" + universe.assets().get(i).id() + "' has a budget twice, by '"
                            + owner[i] + "' and by '" + entry.getKey() + "'"));
                }
                owner[i] = entry.getKey();
            }
        }
        boolean all = Arrays.stream(owner).allMatch(o -> o != null);
        if (!model.budgets().isEmpty() && (total > 1 + SUM_TOLERANCE || (all && total < 1 - SUM_TOLERANCE))) {
            refusals.add(refusal("the budgets sum to " + total + ", expected 1"));
        }
        return refusals;
    }

    private static Finding refusal(String message) {
        return Finding.error("scenario", null, "model.budgets", message);
    }

    /** A budget as the user gave it, or the share that is left to each asset that he did not name. */
    record Entry(String name, List<Integer> members, double share) {}

    /** All budgets, those named first. */
    static List<Entry> entries(Model.RiskBudget model, Universe universe) {
        double[] vector = vector(model, universe);
        boolean[] named = new boolean[vector.length];
        List<Entry> entries = new ArrayList<>();
        for (String key : model.budgets().keySet()) {
            List<Integer> members = members(key, universe);
            double share = 0;
            for (int i : members) {
                named[i] = true;
                share += vector[i];
            }
            entries.add(new Entry(key, members, share));
        }
        for (int i = 0; i < vector.length; i++) {
            if (!named[i]) {
                entries.add(new Entry(universe.assets().get(i).id(), List.of(i), vector[i]));
            }
        }
        return entries;
    }

    private static List<Integer> members(String key, Universe universe) {
        GroupKey group = GroupKey.parse(key);
        if (group == null) {
            int i = universe.indexOf(key);
            return i < 0 ? List.of() : List.of(i);
        }
        return universe.members(group.column()).getOrDefault(group.value(), List.of());
    }

    /**
     * Share of each asset, sum 1: those named as said (a group's share divided equally over its members), the others
     * share what is left equally. Call {@link #refusals} first.
     */
    static double[] vector(Model.RiskBudget model, Universe universe) {
        double[] budgets = new double[universe.size()];
        Arrays.fill(budgets, Double.NaN);
        double total = 0;
        for (Map.Entry<String, Double> entry : model.budgets().entrySet()) {
            List<Integer> members = members(entry.getKey(), universe);
            for (int i : members) {
                budgets[i] = entry.getValue() / members.size();
                total += budgets[i];
            }
        }
        long free = Arrays.stream(budgets).filter(Double::isNaN).count();
        double rest = Math.max(0, 1 - total) / Math.max(1, free);
        double sum = 0;
        for (int i = 0; i < budgets.length; i++) {
            budgets[i] = Double.isNaN(budgets[i]) ? rest : budgets[i];
            sum += budgets[i];
        }
        for (int i = 0; i < budgets.length; i++) {
            budgets[i] /= sum;
        }
        return budgets;
    }
}
