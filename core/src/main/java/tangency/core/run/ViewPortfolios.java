package tangency.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.BlackLitterman;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.market.Finding;
import tangency.core.market.Universe;
import tangency.core.math.Vector;

/**
 * The views of a scenario as portfolios over the universe: what is long less what is short, a group's weight spread over its
 * members by market weight.
 */
final class ViewPortfolios {
    private ViewPortfolios() {}

    /** What a view is called where it has no name: its place, from 1 on. */
    static String name(MeanSpec.View view, int index) {
        return view.name() != null ? view.name() : "View " + (index + 1);
    }

    /**
     * Why the views say nothing that can be carried out; empty when they do.
     *
     * @param known every asset of the data
     * @param market weights over {@code universe}, null where there are none, which is then found elsewhere
     */
    static List<Finding> refusals(List<MeanSpec.View> views, Universe universe, Universe known,
            @Nullable Vector market) {
        List<Finding> findings = new ArrayList<>();
        for (int k = 0; k < views.size(); k++) {
            MeanSpec.View view = views.get(k);
            String place = "view '" + name(view, k) + "'";
            int before = findings.size();
            side(findings, place, view.longs(), universe, known, market);
            side(findings, place, view.shorts(), universe, known, market);
            if (!Double.isFinite(view.expected())) {
                findings.add(refusal(place, "the return is " + view.expected() + ", expected a number"));
            }
            Double confidence = view.confidence();
            if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
                findings.add(refusal(place, "the confidence is " + confidence + ", expected a number from 0 to 1"));
            }
            Double variance = view.variance();
            if (variance != null && !(variance >= 0 && Double.isFinite(variance))) {
                findings.add(
                        refusal(place, "the variance is " + variance + ", expected a number that is not negative"));
            }
            if (confidence != null && variance != null) {
                findings.add(refusal(place, "has a confidence and a variance; expected one of the two or neither"));
            }
            if (findings.size() == before && (market != null || !MarketWeights.neededBy(view))
                    && Arrays.stream(portfolio(view, universe, market).shared()).allMatch(weight -> weight == 0)) {
                findings.add(refusal(place, "long and short leave no asset with a weight; expected a portfolio"));
            }
        }
        return findings;
    }

    private static void side(List<Finding> findings, String place, Map<String, Double> side, Universe universe,
            Universe known, @Nullable Vector market) {
        for (Map.Entry<String, Double> entry : side.entrySet()) {
            String key = entry.getKey();
            if (!Double.isFinite(entry.getValue())) {
                findings.add(
                        refusal(place, "the weight of '" + key + "' is " + entry.getValue() + ", expected a number"));
            }
            GroupKey group = GroupKey.parse(key);
            if (group == null) {
                if (known.indexOf(key) < 0) {
                    findings.add(refusal(place, Checks.unknownAsset(key, universe)));
                } else if (universe.indexOf(key) < 0) {
                    findings.add(refusal(place, "names '" + key + "', which is not in the universe"));
                }
                continue;
            }
            int before = findings.size();
            Checks.group(findings, place, group.column(), group.value(), universe, known);
            if (findings.size() > before) {
                // No member in the universe is no matter for a limit, but a view would say something else without it.
                if (!findings.getLast().refuses()) {
                    findings.set(before, refusal(place, findings.getLast().message()));
                }
            } else if (market != null && total(members(group, universe), market) == 0) {
                findings.add(refusal(place, "'" + key + "' has no market weight to spread over its members"));
            }
        }
    }

    private static Finding refusal(String place, String message) {
        return Finding.error("scenario", null, place, message);
    }

    /** The views ready for the posterior. Call {@link #refusals} first. */
    static List<BlackLitterman.View> of(List<MeanSpec.View> views, Universe universe, @Nullable Vector market) {
        List<BlackLitterman.View> portfolios = new ArrayList<>();
        for (int k = 0; k < views.size(); k++) {
            MeanSpec.View view = views.get(k);
            portfolios.add(new BlackLitterman.View(name(view, k), portfolio(view, universe, market), view.expected(),
                    view.confidence(), view.variance()));
        }
        return portfolios;
    }

    private static Vector portfolio(MeanSpec.View view, Universe universe, @Nullable Vector market) {
        double[] weights = new double[universe.size()];
        add(weights, view.longs(), 1, universe, market);
        add(weights, view.shorts(), -1, universe, market);
        return Vector.wrap(weights);
    }

    private static void add(double[] weights, Map<String, Double> side, int sign, Universe universe,
            @Nullable Vector market) {
        side.forEach((key, weight) -> {
            GroupKey group = GroupKey.parse(key);
            if (group == null) {
                weights[universe.indexOf(key)] += sign * weight;
            } else if (market != null) {
                List<Integer> members = members(group, universe);
                double total = total(members, market);
                for (int i : members) {
                    weights[i] += sign * weight * market.get(i) / total;
                }
            }
        });
    }

    private static List<Integer> members(GroupKey group, Universe universe) {
        return universe.members(group.column()).getOrDefault(group.value(), List.of());
    }

    private static double total(List<Integer> members, Vector market) {
        return members.stream().mapToDouble(market::get).sum();
    }
}
