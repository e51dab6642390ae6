package tangency.app.panel.reasons;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import tangency.app.chart.NumberText;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.run.MomentEffects;
import tangency.core.run.StudyExplanation;
import tangency.core.solve.Explanation;

/** From the explanation of all weights to the lines about one of them. */
final class ReasonLines {
    /** Parts below this are rounding. */
    private static final double NOTHING = 1e-12;
    private static final int EFFECTS = 10;
    private static final double POINT = 0.01;
    private static final double CORRELATION = 0.1;

    private ReasonLines() {}

    private record Amount(Reason.Kind kind, String label, double from, double to) {}

    /** The sum that makes the weight of asset {@code i}, as a staircase from zero to the weight. */
    static List<Reason> sum(StudyExplanation.Parts parts, Vector weights, int i) {
        List<Amount> steps = new ArrayList<>();
        double at = parts.base().get(i);
        if (Math.abs(at) > NOTHING || !parts.kept().isEmpty()) {
            steps.add(new Amount(Reason.Kind.BASE, base(parts), 0, at));
        }
        for (Explanation.Part part : parts.parts()) {
            double amount = part.weights().get(i);
            if (Math.abs(amount) > NOTHING) {
                steps.add(new Amount(Reason.Kind.PART, name(part), at, at + amount));
                at += amount;
            }
        }
        steps.add(new Amount(Reason.Kind.WEIGHT, "Weight", 0, weights.get(i)));
        return lines(steps);
    }

    static String base(StudyExplanation.Parts parts) {
        return parts.kept().isEmpty() ? "Without limits" : "Under " + String.join(", ", parts.kept()) + " alone";
    }

    static String name(Explanation.Part part) {
        return part.name() == null ? "Costs and uncertainty" : part.name();
    }

    /**
     * What would move the weight of {@code asset} most.
     *
     * @param periods per year
     */
    static List<Reason> effects(MomentEffects effects, String asset, double periods) {
        int i = effects.assets().indexOf(asset);
        List<Amount> changes = new ArrayList<>();
        if (i >= 0) {
            Matrix mean = effects.mean();
            for (int j = 0; j < effects.assets().size(); j++) {
                String of = j == i ? "Its own " : effects.assets().get(j) + ": ";
                if (mean != null) {
                    changes.add(effect(of + "mean + 1 point", mean.get(i, j) * POINT / periods));
                }
                changes.add(effect(of + "volatility + 1 point",
                        effects.volatility().get(i, j) * POINT / Math.sqrt(periods)));
            }
            effects.correlations().stream().filter(one -> one.asset().equals(asset)).forEach(one -> changes
                    .add(effect(one.first() + "\u2013" + one.second() + ": \u03c1 + 0.1",
                            one.change() * CORRELATION)));
        }
        return lines(changes.stream().filter(change -> change.to() != 0)
                .sorted(Comparator.comparingDouble(change -> -Math.abs(change.to()))).limit(EFFECTS).toList());
    }

    private static Amount effect(String label, double change) {
        return new Amount(Reason.Kind.EFFECT, label, 0, change);
    }

    /** On a scale of their own that has room for zero. */
    private static List<Reason> lines(List<Amount> amounts) {
        double least = amounts.stream().mapToDouble(a -> Math.min(a.from(), a.to())).min().orElse(0);
        double low = Math.min(0, least);
        double high = Math.max(0, amounts.stream().mapToDouble(a -> Math.max(a.from(), a.to())).max().orElse(0));
        double width = high > low ? high - low : 1;
        return amounts.stream().map(a -> new Reason(a.kind(), a.label(), text(a), (a.from() - low) / width,
                (a.to() - low) / width, -low / width)).toList();
    }

    private static String text(Amount amount) {
        double change = amount.to() - amount.from();
        boolean sum = amount.kind() == Reason.Kind.BASE || amount.kind() == Reason.Kind.WEIGHT;
        String text = NumberText.percent(change, 2);
        return !sum && change > 0 && !text.equals(NumberText.percent(0, 2)) ? "+" + text : text;
    }
}
