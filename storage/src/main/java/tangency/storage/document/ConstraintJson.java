package tangency.storage.document;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tools.jackson.databind.node.ObjectNode;

/** One item of the field {@code constraints}. */
final class ConstraintJson {
    private static final List<String> TYPES = List.of("budget", "bounds", "group", "gross", "short", "turnover",
            "linear", "factor", "tracking-error", "return", "risk", "risk-contribution", "correlation", "cardinality",
            "minimum-position", "lots", "participation", "no-sell", "no-buy");

    private ConstraintJson() {}

    static @Nullable Constraint read(Fields fields) {
        String name = fields.requiredText("name");
        boolean on = fields.flag("enabled", true);
        return switch (fields.kind("type", TYPES)) {
            case "budget" -> budget(fields, name, on);
            case "bounds" -> {
                List<String> assets = fields.names("assets");
                Limits limits = limits(fields, Range.ANY);
                yield new Constraint.Bounds(name, on, assets, limits.min, limits.max);
            }
            case "group" -> {
                String by = fields.requiredText("by");
                String value = fields.requiredText("value");
                Limits limits = limits(fields, Range.ANY);
                String to = fields.word("relativeTo", List.of("portfolio", "benchmark"), "relativeTo");
                yield new Constraint.Group(name, on, by, value, limits.min, limits.max, "benchmark".equals(to));
            }
            case "gross" -> new Constraint.Gross(name, on, fields.requiredNumber("max", Range.NOT_NEGATIVE));
            case "short" -> new Constraint.ShortSide(name, on, fields.requiredNumber("max", Range.NOT_NEGATIVE));
            case "turnover" -> new Constraint.Turnover(name, on, fields.requiredNumber("max", Range.NOT_NEGATIVE));
            case "linear" -> {
                Map<String, Double> coefficients = fields.requiredNumbers("coefficients", Range.ANY,
                        "an object of coefficients by id");
                Limits limits = limits(fields, Range.ANY);
                yield new Constraint.Linear(name, on, coefficients, limits.min, limits.max);
            }
            case "factor" -> {
                String factor = fields.requiredText("factor");
                Limits limits = limits(fields, Range.ANY);
                yield new Constraint.Factor(name, on, factor, limits.min, limits.max);
            }
            case "tracking-error" ->
                new Constraint.TrackingError(name, on, fields.requiredNumber("max", Range.NOT_NEGATIVE));
            case "return" -> new Constraint.Return(name, on, fields.requiredNumber("min", Range.ANY));
            case "risk" -> risk(fields, name, on);
            case "risk-contribution" -> riskContribution(fields, name, on);
            case "correlation" -> {
                Double max = fields.number("max", Range.CORRELATION);
                Double average = fields.number("average", Range.CORRELATION);
                if (max == null && average == null) {
                    fields.missing("max", Range.CORRELATION.words() + ", or `average`", 0);
                }
                yield new Constraint.Correlation(name, on, max, average);
            }
            case "cardinality" -> cardinality(fields, name, on);
            case "minimum-position" ->
                new Constraint.MinimumPosition(name, on, fields.requiredNumber("min", Range.NOT_NEGATIVE));
            case "lots" -> new Constraint.Lots(name, on, fields.number("size", Range.POSITIVE));
            case "participation" ->
                new Constraint.Participation(name, on, fields.requiredNumber("maxShareOfAdv", Range.NOT_NEGATIVE),
                        fields.number("days", Range.POSITIVE, 1));
            case "no-sell" -> new Constraint.NoSell(name, on, fields.names("assets"));
            case "no-buy" -> new Constraint.NoBuy(name, on, fields.names("assets"));
            case null, default -> null;
        };
    }

    private record Limits(@Nullable Double min, @Nullable Double max) {}

    private static Limits limits(Fields fields, Range range) {
        Double min = fields.number("min", range);
        Double max = fields.number("max", range);
        if (min == null && max == null) {
            fields.missing("max", range.words() + ", or `min`, or both", 0);
        } else if (min != null && max != null && min > max) {
            fields.refuse("min", "expected a number of at most `max` " + max + ", found " + min);
        }
        return new Limits(min, max);
    }

    private static Constraint budget(Fields fields, String name, boolean on) {
        Double equals = fields.number("equals", Range.ANY);
        if (equals == null) {
            if (!fields.has("min") && !fields.has("max")) {
                fields.missing("equals", "a number, or `min` and `max`", 0);
                return new Constraint.Budget(name, on, 1.0, 1.0);
            }
            Limits limits = limits(fields, Range.ANY);
            return new Constraint.Budget(name, on, limits.min, limits.max);
        }
        for (String other : List.of("min", "max")) {
            if (fields.has(other)) {
                fields.refuse(other, "stands beside `equals`; expected either `equals` or `min` and `max`");
            }
        }
        return new Constraint.Budget(name, on, equals, equals);
    }

    private static Constraint risk(Fields fields, String name, boolean on) {
        if (!fields.has("measure")) {
            fields.missing("measure", Names.oneOf(Names.of(RiskMeasure.class)), "");
        }
        Risk risk = ModelJson.risk(fields, "measure", RiskMeasure.VARIANCE);
        return new Constraint.RiskLimit(name, on, risk, fields.requiredNumber("max", Range.ANY));
    }

    private static Constraint riskContribution(Fields fields, String name, boolean on) {
        List<String> assets = fields.names("assets");
        String by = fields.text("by");
        String value = fields.text("value");
        if (assets == null) {
            if (by == null && value == null) {
                fields.missing("assets", "a list of ids, or `by` and `value`", "");
            } else if (by == null) {
                fields.missing("by", "a column of the assets file, beside `value`", "");
            } else if (value == null) {
                fields.missing("value", "a value of the column in `by`", "");
            }
        } else if (by != null || value != null) {
            fields.refuse(by != null ? "by" : "value",
                    "stands beside `assets`; expected either `assets` or `by` and `value`");
        }
        return new Constraint.RiskContribution(name, on, assets, by, value,
                fields.requiredNumber("maxShare", Range.ANY));
    }

    private static Constraint cardinality(Fields fields, String name, boolean on) {
        Integer min = fields.count("min", 0);
        Integer max = fields.count("max", 0);
        if (min == null && max == null) {
            fields.missing("max", "a whole number, or `min`, or both", 0);
        } else if (min != null && max != null && min > max) {
            fields.refuse("min", "expected a whole number of at most `max` " + max + ", found " + min);
        }
        return new Constraint.Cardinality(name, on, min, max);
    }

    static ObjectNode write(Constraint constraint) {
        Tree tree = Tree.of("name", constraint.name()).text("type", constraint.type());
        if (!constraint.enabled()) {
            tree.flag("enabled", false);
        }
        switch (constraint) {
            case Constraint.Budget it -> {
                if (it.min() != null && it.min().equals(it.max())) {
                    tree.number("equals", it.min());
                } else {
                    limits(tree, it.min(), it.max());
                }
            }
            case Constraint.Bounds it -> limits(tree.namesIfAny("assets", it.assets()), it.min(), it.max());
            case Constraint.Group it -> {
                limits(tree.text("by", it.by()).text("value", it.value()), it.min(), it.max());
                if (it.relativeToBenchmark()) {
                    tree.text("relativeTo", "benchmark");
                }
            }
            case Constraint.Gross it -> tree.number("max", it.max());
            case Constraint.ShortSide it -> tree.number("max", it.max());
            case Constraint.Turnover it -> tree.number("max", it.max());
            case Constraint.Linear it -> limits(tree.numbers("coefficients", it.coefficients()), it.min(), it.max());
            case Constraint.Factor it -> limits(tree.text("factor", it.factor()), it.min(), it.max());
            case Constraint.TrackingError it -> tree.number("max", it.max());
            case Constraint.Return it -> tree.number("min", it.min());
            case Constraint.RiskLimit it -> {
                ModelJson.write(tree, "measure", it.risk());
                tree.number("max", it.max());
            }
            case Constraint.RiskContribution it -> tree.namesIfAny("assets", it.assets()).textIfAny("by", it.by())
                    .textIfAny("value", it.value()).number("maxShare", it.maxShare());
            case Constraint.Correlation it -> tree.numberIfAny("max", it.max()).numberIfAny("average", it.average());
            case Constraint.Cardinality it -> count(count(tree, "max", it.max()), "min", it.min());
            case Constraint.MinimumPosition it -> tree.number("min", it.min());
            case Constraint.Lots it -> {
                if (it.size() != null) {
                    tree.plain("size", it.size());
                }
            }
            case Constraint.Participation it ->
                tree.number("maxShareOfAdv", it.maxShareOfAdv()).plain("days", it.days());
            case Constraint.NoSell it -> tree.namesIfAny("assets", it.assets());
            case Constraint.NoBuy it -> tree.namesIfAny("assets", it.assets());
        }
        return tree.node();
    }

    private static void limits(Tree tree, @Nullable Double min, @Nullable Double max) {
        tree.numberIfAny("min", min).numberIfAny("max", max);
    }

    private static Tree count(Tree tree, String name, @Nullable Integer value) {
        return value == null ? tree : tree.whole(name, value.longValue());
    }
}
