package tangency.app.panel.riskbudget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import tangency.core.market.Asset;
import tangency.core.market.Universe;

/** What rows there are for a universe, and what a document's budgets mean for its assets. */
final class BudgetRows {
    static final String EACH_ASSET = "Each asset";
    private static final String GROUP = "group:";
    private static final double[] NICE = {1, 1.5, 2, 3, 5, 7.5, 10};

    private BudgetRows() {}

    /** Choices of grouping: each asset, and every column that has at least two values. */
    static List<String> groupings(Universe universe) {
        List<String> choices = new ArrayList<>(List.of(EACH_ASSET));
        universe.groupings().stream().filter(column -> universe.members(column).size() > 1).forEach(choices::add);
        return choices;
    }

    /** A row per asset, or one per value of a column; assets without a value stand alone. */
    static List<BudgetRow> of(Universe universe, String grouping) {
        List<BudgetRow> rows = new ArrayList<>();
        boolean grouped = !grouping.equals(EACH_ASSET);
        if (grouped) {
            universe.members(grouping).forEach((value, members) -> rows.add(new BudgetRow(
                    GROUP + grouping + "=" + value, value,
                    members.size() + (members.size() == 1 ? " asset" : " assets"), members, value)));
        }
        for (int i = 0; i < universe.size(); i++) {
            Asset asset = universe.assets().get(i);
            if (!grouped || asset.group(grouping) == null) {
                String detail = asset.name().equals(asset.id()) ? "" : asset.name();
                rows.add(new BudgetRow(asset.id(), asset.id(), detail, List.of(i), null));
            }
        }
        return rows;
    }

    /** The share of each asset under {@code budgets} as written, whether or not they add up to 1; the unnamed share the rest. */
    static double[] perAsset(Map<String, Double> budgets, Universe universe) {
        double[] shares = new double[universe.size()];
        Arrays.fill(shares, Double.NaN);
        double named = 0;
        for (Map.Entry<String, Double> entry : budgets.entrySet()) {
            List<Integer> members = members(entry.getKey(), universe);
            for (int i : members) {
                double before = Double.isNaN(shares[i]) ? 0 : shares[i];
                shares[i] = before + Math.max(0, entry.getValue()) / members.size();
            }
            named += members.isEmpty() ? 0 : entry.getValue();
        }
        long unnamed = Arrays.stream(shares).filter(Double::isNaN).count();
        double rest = Math.max(0, 1 - named) / Math.max(1, unnamed);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Double.isNaN(shares[i]) ? rest : shares[i];
        }
        return shares;
    }

    private static List<Integer> members(String key, Universe universe) {
        int equals = key.indexOf('=');
        if (key.startsWith(GROUP) && equals > 0) {
            return universe.members(key.substring(GROUP.length(), equals)).getOrDefault(key.substring(equals + 1),
                    List.of());
        }
        int i = universe.indexOf(key);
        return i < 0 ? List.of() : List.of(i);
    }

    /** A round share that leaves room above {@code most}, at most 1. */
    static double niceScale(double most) {
        if (!(most > 0)) {
            return 1;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(most * 1.5)));
        for (double step : NICE) {
            if (step * unit >= most * 1.5) {
                return Math.min(1, step * unit);
            }
        }
        return Math.min(1, 10 * unit);
    }
}
