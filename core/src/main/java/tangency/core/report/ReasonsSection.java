package tangency.core.report;

import static tangency.core.report.Table.value;
import static tangency.core.report.Table.word;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.report.Table.Cell;
import tangency.core.report.Table.Column;
import tangency.core.report.Table.Format;
import tangency.core.run.MomentEffects;
import tangency.core.run.MomentEffects.ByCorrelation;
import tangency.core.run.Study;
import tangency.core.run.StudyExplanation;
import tangency.core.solve.Explanation;

/** The section that says why the weights are what they are. */
final class ReasonsSection {
    private static final String TITLE = "Why these weights";
    /** Parts below this are rounding. */
    private static final double NOTHING = 1e-12;
    /** Limits with a column of their own; the others share one. */
    private static final int COLUMNS = 5;
    private static final int ASSETS = 40;
    private static final int SENSITIVE = 15;
    /** A percentage point. */
    private static final double POINT = 0.01;
    private static final double CORRELATION = 0.1;

    private final Vector weights;
    private final List<String> ids;
    private final double periods;

    private ReasonsSection(Study study, Vector weights) {
        this.weights = weights;
        this.ids = study.assets();
        this.periods = study.scenario().window().periodsPerYear();
    }

    /** Null where nothing was to be explained. */
    static Report.@Nullable Section of(Study study) {
        Vector weights = study.weights();
        StudyExplanation explanation = study.explanation();
        if (weights == null || explanation == null) {
            return null;
        }
        ReasonsSection section = new ReasonsSection(study, weights);
        return new Report.Section(TITLE, switch (explanation) {
            case StudyExplanation.Unavailable none ->
                List.of(new Report.Text("The weights cannot be taken apart by limits: " + none.reason() + "."));
            case StudyExplanation.Parts parts -> section.blocks(parts);
        });
    }

    private List<Report.Block> blocks(StudyExplanation.Parts parts) {
        List<Explanation.Part> at = parts.parts().stream().filter(part -> size(part.weights()) > NOTHING).toList();
        List<Report.Block> blocks = new ArrayList<>();
        blocks.add(new Report.Text(introduction(parts)));
        blocks.add(table(parts, at));
        String idle = parts.parts().stream().filter(part -> part.name() != null && !at.contains(part))
                .map(part -> "'" + part.name() + "'").collect(Collectors.joining(", "));
        if (!idle.isEmpty()) {
            blocks.add(new Report.Text("Without a part, as they hold nothing back: " + idle + "."));
        }
        if (parts.effects() != null) {
            sensitivities(blocks, parts.effects());
        }
        return blocks;
    }

    private static String introduction(StudyExplanation.Parts parts) {
        if (parts.way() == Explanation.Way.ORDERED_RESOLVE) {
            return "Each weight is what it would be under " + names(parts.kept())
                    + " alone, and what every further limit "
                    + "gives or takes. The limits were added one after the other, in the order of the columns, and the "
                    + "problem was solved again each time; in another order the parts would be others.";
        }
        String sum = "The parts of each line sum to the weight. The part of a limit is its multiplier × its coefficients "
                + "× the inverse covariance: what it gives to the weight, or takes from it.";
        return size(parts.base()) > NOTHING
                ? "Each weight is what it would be without limits and costs, at the risk that is taken here, and what "
                        + "every limit gives or takes. " + sum
                : "Where risk alone counts, nothing would be held without limits: what must be invested or earned brings "
                        + "in every weight, and the other limits move it between the assets. " + sum;
    }

    private static String names(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
    }

    private static double size(Vector values) {
        return Arrays.stream(values.shared()).map(Math::abs).sum();
    }

    private Table table(StudyExplanation.Parts parts, List<Explanation.Part> at) {
        List<Explanation.Part> own = at.size() <= COLUMNS + 1
                ? at
                : at.stream().sorted(Comparator.comparingDouble(p -> -size(p.weights()))).limit(COLUMNS)
                        .sorted(Comparator.comparingInt(at::indexOf)).toList();
        List<Explanation.Part> others = at.stream().filter(part -> !own.contains(part)).toList();
        boolean based = size(parts.base()) > NOTHING;
        List<Column> columns = new ArrayList<>(List.of(new Column("Asset", Format.TEXT)));
        if (based) {
            columns.add(new Column(
                    parts.kept().isEmpty() ? "Without limits" : String.join(", ", parts.kept()), Format.WEIGHT));
        }
        own.forEach(part -> columns.add(new Column(title(part), Format.WEIGHT)));
        if (!others.isEmpty()) {
            columns.add(new Column(others.size() + " other limits", Format.WEIGHT));
        }
        columns.add(new Column("Weight", Format.WEIGHT));
        List<Integer> shown = shown(at);
        List<List<Cell>> rows = new ArrayList<>();
        for (int i : shown) {
            List<Cell> row = new ArrayList<>(List.of(word(ids.get(i))));
            if (based) {
                row.add(value(parts.base().get(i)));
            }
            own.forEach(part -> row.add(value(part.weights().get(i))));
            if (!others.isEmpty()) {
                row.add(value(others.stream().mapToDouble(part -> part.weights().get(i)).sum()));
            }
            row.add(value(weights.get(i)));
            rows.add(row);
        }
        return new Table("What makes each weight" + (shown.size() < ids.size()
                ? ": " + shown.size() + " of " + ids.size() + " assets, those held first"
                : ""), columns, rows);
    }

    private static String title(Explanation.Part part) {
        return part.name() == null ? "Costs and uncertainty" : part.name();
    }

    /** Largest weights first; of what is not held, what limits move most. */
    private List<Integer> shown(List<Explanation.Part> parts) {
        return IntStream.range(0, ids.size()).boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -Math.abs(weights.get(i)))
                        .thenComparingDouble(i -> -parts.stream().mapToDouble(p -> Math.abs(p.weights().get(i))).sum()))
                .limit(ASSETS).toList();
    }

    private void sensitivities(List<Report.Block> blocks, MomentEffects effects) {
        List<Integer> moving = IntStream.range(0, effects.assets().size()).boxed()
                .filter(i -> moves(effects, i))
                .sorted(Comparator.comparingDouble(i -> -Math.abs(weights.get(ids.indexOf(effects.assets().get(i))))))
                .limit(SENSITIVE).toList();
        if (moving.isEmpty()) {
            blocks.add(new Report.Text("Small changes of the estimates move no weight: limits hold them all."));
            return;
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int i : moving) {
            String asset = effects.assets().get(i);
            Matrix mean = effects.mean();
            List<Cell> row = new ArrayList<>(List.of(word(asset), value(weights.get(ids.indexOf(asset)))));
            if (mean != null) {
                row.add(value(mean.get(i, i) * POINT / periods));
                row.add(word(largest(effects, mean, i, POINT / periods)));
            }
            double unit = POINT / Math.sqrt(periods);
            row.add(value(effects.volatility().get(i, i) * unit));
            row.add(word(largest(effects, effects.volatility(), i, unit)));
            row.add(word(effects.correlations().stream().filter(one -> one.asset().equals(asset)).findFirst()
                    .map(ReasonsSection::said).orElse("")));
            rows.add(row);
        }
        List<Column> columns = new ArrayList<>(
                List.of(new Column("Asset", Format.TEXT), new Column("Weight", Format.WEIGHT)));
        if (effects.mean() != null) {
            columns.add(new Column("Its mean + 1 point", Format.PERCENT));
            columns.add(new Column("Another's mean + 1 point", Format.TEXT));
        }
        columns.addAll(List.of(new Column("Its volatility + 1 point", Format.PERCENT),
                new Column("Another's volatility + 1 point", Format.TEXT),
                new Column("A correlation + 0.1", Format.TEXT)));
        blocks.add(new Table("How the weights would answer to other estimates", columns, rows));
        blocks.add(
                new Report.Text("Changes of the weight per percentage point of an annual mean or volatility, and per "
                        + "0.1 of a correlation; of the other assets and the correlations the one that moves the weight most. "
                        + (effects.mean() == null ? "Means have no part in it. " : "")
                        + "They are derivatives: for changes so small that the same limits bind."
                        + (effects.twoSided()
                                ? ""
                                : " Here a limit is met that does not bind, so that they hold on one side only.")));
    }

    private static boolean moves(MomentEffects effects, int i) {
        Matrix mean = effects.mean();
        return IntStream.range(0, effects.assets().size())
                .anyMatch(j -> effects.volatility().get(i, j) != 0 || (mean != null && mean.get(i, j) != 0));
    }

    private static String largest(MomentEffects effects, Matrix changes, int i, double unit) {
        int largest = -1;
        for (int j = 0; j < changes.columns(); j++) {
            boolean larger = largest < 0 || Math.abs(changes.get(i, j)) > Math.abs(changes.get(i, largest));
            largest = j != i && larger ? j : largest;
        }
        return largest < 0 || changes.get(i, largest) == 0
                ? ""
                : effects.assets().get(largest) + " " + points(changes.get(i, largest) * unit);
    }

    private static String said(ByCorrelation one) {
        return one.first() + "–" + one.second() + " " + points(one.change() * CORRELATION);
    }

    private static String points(double change) {
        return (change < 0 ? "−" : "+") + String.format(Locale.ROOT, "%.2f", Math.abs(change) * 100) + "\u00a0%";
    }
}
