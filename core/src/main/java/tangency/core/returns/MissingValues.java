package tangency.core.returns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import tangency.core.market.Finding;

/** Carries out a {@link MissingPolicy} on a panel and says what it dropped or filled. */
final class MissingValues {
    private static final int NAMED = 3;
    private static final int LISTED = 20;

    private final String source;
    private final boolean returns;
    private final List<Finding> findings;

    /**
     * @param source the data's name in findings
     * @param returns whether the panel holds returns (else prices)
     * @param findings added to
     */
    MissingValues(String source, boolean returns, List<Finding> findings) {
        this.source = source;
        this.returns = returns;
        this.findings = findings;
    }

    /** The panel without missing values (pairwise: with them), or an empty one and an error. */
    Panel apply(Panel panel, MissingPolicy policy) {
        return switch (policy) {
            case DROP_DATES -> dropDates(panel);
            case DROP_ASSETS -> dropAssets(panel);
            case FILL_FORWARD -> dropDates(fill(panel));
            case PAIRWISE -> panel.datesWhere(t -> hasValue(panel, t));
            case FAIL -> fail(panel);
        };
    }

    /**
     * Carries the last price forward from each asset's first one on; a missing return after the first becomes 0, which
     * is the same thing. What is told counts from the first date on which every asset has a value: earlier dates go.
     */
    Panel fill(Panel panel) {
        int start = IntStream.range(0, panel.assets()).map(panel::first).max().orElse(0);
        double[][] filled = new double[panel.assets()][];
        for (int i = 0; i < panel.assets(); i++) {
            double[] values = panel.values()[i].clone();
            int count = 0;
            int run = 0;
            int longest = 0;
            for (int t = panel.first(i) + 1; t < panel.length(); t++) {
                boolean missing = Double.isNaN(values[t]);
                if (missing) {
                    values[t] = returns ? 0 : values[t - 1];
                }
                run = missing ? run + 1 : 0;
                if (missing && t >= start) {
                    count++;
                    longest = Math.max(longest, run);
                }
            }
            filled[i] = values;
            if (count > 0) {
                findings.add(Finding.info(source, null, panel.ids().get(i), count + " missing " + noun()
                        + (count == 1 ? "" : "s") + (returns ? " taken as 0" : " carried forward") + ", at most "
                        + longest + " in a row"));
            }
        }
        return new Panel(panel.ids(), panel.dates(), filled);
    }

    private Panel dropDates(Panel panel) {
        Panel kept = panel.datesWhere(t -> isComplete(panel, t));
        int dropped = panel.length() - kept.length();
        if (kept.length() == 0 && panel.length() > 0) {
            findings.add(Finding.error(source, null, null, "no date on which "
                    + (panel.assets() == 1 ? panel.ids().getFirst() + " has" : "all " + panel.assets() + " assets have")
                    + " a " + noun() + ": " + worst(panel)
                    + "; leave these assets out, move the window, or use drop-assets"));
        } else if (dropped > 0) {
            findings.add(2 * kept.length() < panel.length()
                    ? Finding.warning(source, null, null,
                            "fewer than half of the dates are kept (" + kept.length() + " of " + panel.length() + "): "
                                    + worst(panel) + "; leave these assets out or use drop-assets")
                    : Finding.info(source, null, null, dropped + " of " + panel.length()
                            + " dates dropped for missing " + noun() + "s: " + worst(panel)));
        }
        return kept;
    }

    private Panel dropAssets(Panel panel) {
        Panel kept = panel.assetsWhere(i -> panel.missing(i) == 0);
        int dropped = panel.assets() - kept.assets();
        if (kept.assets() == 0) {
            findings.add(Finding.error(source, null, null, "every asset has a missing " + noun() + " between "
                    + panel.dates().getFirst() + " and " + panel.dates().getLast() + ": " + worst(panel)
                    + "; move the window or use drop-dates"));
        } else if (dropped > 0) {
            List<String> names = IntStream.range(0, panel.assets()).filter(i -> panel.missing(i) > 0)
                    .mapToObj(panel.ids()::get).toList();
            String list = String.join(", ", names.subList(0, Math.min(LISTED, dropped)));
            findings.add(Finding.info(source, null, null, dropped + " of " + panel.assets()
                    + " assets dropped for gaps: " + list + more(dropped - LISTED)));
        }
        return kept;
    }

    private Panel fail(Panel panel) {
        int refused = 0;
        for (int i = 0; i < panel.assets(); i++) {
            int missing = panel.missing(i);
            if (missing > 0 && ++refused <= LISTED) {
                int first = panel.first(i) > 0 ? 0 : firstGap(panel, i);
                findings.add(Finding.error(source, null, panel.ids().get(i), missing + " " + noun()
                        + (missing == 1 ? "" : "s") + " missing, the first on " + panel.dates().get(first)
                        + ": \"missing\" is \"fail\""));
            }
        }
        if (refused > LISTED) {
            findings.add(Finding.error(source, null, null, refused - LISTED + " more assets with missing " + noun()
                    + "s"));
        }
        return refused == 0 ? panel : panel.datesWhere(t -> false);
    }

    private static int firstGap(Panel panel, int asset) {
        return IntStream.range(0, panel.length()).filter(t -> Double.isNaN(panel.values()[asset][t])).findFirst()
                .orElseThrow();
    }

    /** The assets that miss most, each with what it has. */
    private String worst(Panel panel) {
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, panel.assets()).filter(i -> panel.missing(i) > 0).boxed().toList());
        order.sort(Comparator.comparing(i -> -panel.missing(i)));
        List<String> parts = order.stream().limit(NAMED).map(i -> describe(panel, i)).toList();
        return String.join(", ", parts) + more(order.size() - NAMED);
    }

    private String describe(Panel panel, int i) {
        String id = panel.ids().get(i);
        int first = panel.first(i);
        int last = panel.last(i);
        if (last < 0) {
            return id + " has none";
        }
        int inside = panel.missing(i) - first - (panel.length() - 1 - last);
        List<String> parts = new ArrayList<>();
        if (first > 0) {
            parts.add("starts " + panel.dates().get(first));
        }
        if (last < panel.length() - 1) {
            parts.add("ends " + panel.dates().get(last));
        }
        if (inside > 0) {
            parts.add("misses " + inside + " between");
        }
        return id + " " + String.join(" and ", parts);
    }

    private String noun() {
        return returns ? "return" : "price";
    }

    private static String more(int count) {
        return count > 0 ? " and " + count + " more" : "";
    }

    private static boolean isComplete(Panel panel, int t) {
        for (double[] series : panel.values()) {
            if (Double.isNaN(series[t])) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasValue(Panel panel, int t) {
        for (double[] series : panel.values()) {
            if (!Double.isNaN(series[t])) {
                return true;
            }
        }
        return false;
    }
}
