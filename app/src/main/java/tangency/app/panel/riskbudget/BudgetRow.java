package tangency.app.panel.riskbudget;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** One line of the panel: an asset, or a group of assets with one budget. FX thread only; changed by its view model. */
public final class BudgetRow {
    private final String key;
    private final String label;
    private final String detail;
    private final List<Integer> members;
    private final @Nullable String group;
    double budget;
    double actual = Double.NaN;
    double weight = Double.NaN;
    boolean locked;
    boolean selected;
    boolean unattained;
    int colour = -1;

    /**
     * @param key as the scenario's {@code budgets} names it: an id or {@code group:COLUMN=VALUE}
     * @param detail name of the asset, or how many assets the group has
     * @param members positions in the universe
     * @param group value of the grouping column, null for an asset
     */
    BudgetRow(String key, String label, String detail, List<Integer> members, @Nullable String group) {
        this.key = key;
        this.label = label;
        this.detail = detail;
        this.members = List.copyOf(members);
        this.group = group;
    }

    public String key() {
        return key;
    }

    public String label() {
        return label;
    }

    public String detail() {
        return detail;
    }

    public List<Integer> members() {
        return members;
    }

    public boolean isGroup() {
        return group != null;
    }

    /** The share of risk it should have, 0 to 1. */
    public double budget() {
        return budget;
    }

    /** The share of risk it has, NaN without an answer. */
    public double actual() {
        return actual;
    }

    /** NaN without an answer. */
    public double weight() {
        return weight;
    }

    public boolean locked() {
        return locked;
    }

    public boolean selected() {
        return selected;
    }

    /** Whether the answer misses the budget by more than rounding. */
    public boolean unattained() {
        return unattained;
    }

    /** Number of its cluster, or of its group; -1 for none. */
    public int colour() {
        return colour;
    }
}
