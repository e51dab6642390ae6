package tangency.app.panel.scenario;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;

/**
 * A constraint being typed: texts as they stand, before they make sense.
 *
 * @param texts what is typed, by field; a field that is missing is blank
 * @param assets ids that it holds for; empty = all
 * @param relative whether a group's limits are differences to the benchmark
 */
record ConstraintDraft(Type type, String name, boolean enabled, Map<Field, String> texts, List<String> assets,
        boolean relative) {
    /** How what is typed in a field reads. */
    enum Unit {
        PERCENT, NUMBER, COUNT, TEXT
    }

    /** The kinds that can be edited here, with what can be typed for each. */
    enum Type {
        BUDGET("Budget", Field.MIN, Field.MAX), BOUNDS("Bounds", Field.ASSETS, Field.MIN, Field.MAX), GROUP("Group",
                Field.BY, Field.VALUE, Field.MIN, Field.MAX), LINEAR("Linear", Field.COEFFICIENTS, Field.MIN,
                        Field.MAX), RETURN("Return", Field.MIN), RISK("Risk", Field.MEASURE, Field.LEVEL,
                                Field.MAX), TRACKING_ERROR("Tracking error", Field.MAX), FACTOR("Factor exposure",
                                        Field.FACTOR, Field.LEAST,
                                        Field.MOST), GROSS("Gross exposure", Field.MAX), SHORT("Short positions",
                                                Field.MAX), TURNOVER("Turnover", Field.MAX), PARTICIPATION(
                                                        "Participation", Field.MAX,
                                                        Field.DAYS), NO_SELL("No selling", Field.ASSETS), NO_BUY(
                                                                "No buying", Field.ASSETS), CARDINALITY(
                                                                        "Number of assets", Field.FEWEST,
                                                                        Field.MOST_HELD), MINIMUM_POSITION(
                                                                                "Smallest position",
                                                                                Field.MIN), LOTS("Whole lots",
                                                                                        Field.SIZE), CORRELATION(
                                                                                                "Correlation of holdings",
                                                                                                Field.MOST);

        private final String title;
        private final List<Field> fields;

        Type(String title, Field... fields) {
            this.title = title;
            this.fields = List.of(fields);
        }

        String title() {
            return title;
        }

        /** What is typed for this kind, in order. */
        List<Field> fields() {
            return fields;
        }
    }

    /** What is typed, and where a message belongs. */
    enum Field {
        NAME("Name", Unit.TEXT), ASSETS("Assets", Unit.TEXT), MIN("At least, %", Unit.PERCENT), MAX("At most, %",
                Unit.PERCENT), BY("Column", Unit.TEXT), VALUE("Value", Unit.TEXT), COEFFICIENTS("Weights",
                        Unit.TEXT), MEASURE("Measure", Unit.TEXT), LEVEL("Confidence, %", Unit.PERCENT), FACTOR(
                                "Factor",
                                Unit.TEXT), LEAST("At least", Unit.NUMBER), MOST("At most", Unit.NUMBER), DAYS("Days",
                                        Unit.NUMBER), FEWEST("At least", Unit.COUNT), MOST_HELD("At most",
                                                Unit.COUNT), SIZE("Units in a lot", Unit.NUMBER);

        private final String label;
        private final Unit unit;

        Field(String label, Unit unit) {
            this.label = label;
            this.unit = unit;
        }

        String label() {
            return label;
        }
    }

    ConstraintDraft {
        texts = Collections.unmodifiableMap(new EnumMap<>(texts.isEmpty() ? new EnumMap<>(Field.class) : texts));
        assets = List.copyOf(assets);
    }

    /** What is typed in a field, blank where nothing is. */
    String text(Field field) {
        return texts.getOrDefault(field, "");
    }

    ConstraintDraft with(Field field, String text) {
        Map<Field, String> changed = new EnumMap<>(Field.class);
        changed.putAll(texts);
        changed.put(field, text);
        return new ConstraintDraft(type, name, enabled, changed, assets, relative);
    }

    private static ConstraintDraft blank(Type type, String name, boolean enabled) {
        return new ConstraintDraft(type, name, enabled, Map.of(), List.of(), false);
    }

    /** A new constraint of a kind, with limits that make a start. */
    static ConstraintDraft of(Type type, String name, String by, String value) {
        ConstraintDraft draft = blank(type, name, true);
        return switch (type) {
            case BUDGET -> draft.with(Field.MIN, "100").with(Field.MAX, "100");
            case BOUNDS -> draft.with(Field.MIN, "0").with(Field.MAX, "25");
            case GROUP -> draft.with(Field.BY, by).with(Field.VALUE, value).with(Field.MAX, "40");
            case LINEAR -> draft.with(Field.MAX, "50");
            case RETURN -> draft.with(Field.MIN, "0.02");
            case RISK -> draft.with(Field.MEASURE, "cvar").with(Field.LEVEL, "95").with(Field.MAX, "2.5");
            case TRACKING_ERROR -> draft.with(Field.MAX, "0.3");
            case FACTOR -> draft.with(Field.MOST, "1");
            case GROSS -> draft.with(Field.MAX, "160");
            case SHORT -> draft.with(Field.MAX, "30");
            case TURNOVER -> draft.with(Field.MAX, "30");
            case PARTICIPATION -> draft.with(Field.MAX, "10").with(Field.DAYS, "1");
            case CARDINALITY -> draft.with(Field.MOST_HELD, "10");
            case MINIMUM_POSITION -> draft.with(Field.MIN, "2");
            case CORRELATION -> draft.with(Field.MOST, "0.7");
            case NO_SELL, NO_BUY, LOTS -> draft;
        };
    }

    /** The draft that stands for a constraint; null where its kind cannot be edited here. */
    static @Nullable ConstraintDraft from(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Budget c -> limits(Type.BUDGET, c, c.min(), c.max());
            case Constraint.Bounds c -> limits(Type.BOUNDS, c, c.min(), c.max()).withAssets(c.assets());
            case Constraint.Group c -> limits(Type.GROUP, c, c.min(), c.max()).with(Field.BY, c.by())
                    .with(Field.VALUE, c.value()).relativeTo(c.relativeToBenchmark());
            case Constraint.Linear c ->
                limits(Type.LINEAR, c, c.min(), c.max()).with(Field.COEFFICIENTS,
                        Coefficients.written(c.coefficients()));
            case Constraint.Return c -> limits(Type.RETURN, c, c.min(), null);
            case Constraint.RiskLimit c when !c.risk().compounded() -> limits(Type.RISK, c, null, c.max())
                    .with(Field.MEASURE, document(c.risk().measure()))
                    .with(Field.LEVEL, Numbers.percent(c.risk().level()));
            case Constraint.TrackingError c -> limits(Type.TRACKING_ERROR, c, null, c.max());
            case Constraint.Factor c -> blank(Type.FACTOR, c.name(), c.enabled()).with(Field.FACTOR, c.factor())
                    .with(Field.LEAST, number(c.min())).with(Field.MOST, number(c.max()));
            case Constraint.Gross c -> limits(Type.GROSS, c, null, c.max());
            case Constraint.ShortSide c -> limits(Type.SHORT, c, null, c.max());
            case Constraint.Turnover c -> limits(Type.TURNOVER, c, null, c.max());
            case Constraint.Participation c ->
                limits(Type.PARTICIPATION, c, null, c.maxShareOfAdv()).with(Field.DAYS, Numbers.number(c.days()));
            case Constraint.NoSell c -> blank(Type.NO_SELL, c.name(), c.enabled()).withAssets(c.assets());
            case Constraint.NoBuy c -> blank(Type.NO_BUY, c.name(), c.enabled()).withAssets(c.assets());
            case Constraint.Cardinality c -> blank(Type.CARDINALITY, c.name(), c.enabled())
                    .with(Field.FEWEST, c.min() == null ? "" : c.min().toString())
                    .with(Field.MOST_HELD, c.max() == null ? "" : c.max().toString());
            case Constraint.MinimumPosition c -> limits(Type.MINIMUM_POSITION, c, c.min(), null);
            case Constraint.Lots c -> blank(Type.LOTS, c.name(), c.enabled()).with(Field.SIZE, number(c.size()));
            case Constraint.Correlation c when c.average() == null ->
                blank(Type.CORRELATION, c.name(), c.enabled()).with(Field.MOST, number(c.max()));
            case Constraint.RiskLimit _,Constraint.Correlation _,Constraint.RiskContribution _ -> null;
        };
    }

    private static ConstraintDraft limits(Type type, Constraint c, @Nullable Double min, @Nullable Double max) {
        return blank(type, c.name(), c.enabled()).with(Field.MIN, min == null ? "" : Numbers.percent(min))
                .with(Field.MAX, max == null ? "" : Numbers.percent(max));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : Numbers.number(value);
    }

    /** A measure as the document names it. */
    static String document(RiskMeasure measure) {
        return measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    ConstraintDraft withAssets(@Nullable List<String> ids) {
        return new ConstraintDraft(type, name, enabled, texts, ids == null ? List.of() : ids, relative);
    }

    ConstraintDraft withName(String text) {
        return new ConstraintDraft(type, text, enabled, texts, assets, relative);
    }

    private ConstraintDraft relativeTo(boolean benchmark) {
        return new ConstraintDraft(type, name, enabled, texts, assets, benchmark);
    }

    /**
     * What does not make sense yet, in plain words by field; empty when {@link #toConstraint} may be called.
     *
     * @param taken names of the other constraints
     * @param known asset ids of the data; empty = not known, so not checked
     */
    Map<Field, String> problems(Set<String> taken, Set<String> known) {
        Map<Field, String> problems = new EnumMap<>(Field.class);
        if (name.isBlank()) {
            problems.put(Field.NAME, "Give it a name: messages and prices use it.");
        } else if (taken.contains(name.strip())) {
            problems.put(Field.NAME, "Another constraint has this name.");
        }
        for (Field field : type.fields()) {
            String wrong = problem(field, known);
            if (wrong != null) {
                problems.put(field, wrong);
            }
        }
        crossed(problems, Field.MIN, Field.MAX);
        crossed(problems, Field.LEAST, Field.MOST);
        crossed(problems, Field.FEWEST, Field.MOST_HELD);
        return problems;
    }

    private void crossed(Map<Field, String> problems, Field low, Field high) {
        if (!type.fields().contains(low) || !type.fields().contains(high)) {
            return;
        }
        if (text(low).isBlank() && text(high).isBlank()) {
            problems.putIfAbsent(high, "Give at least one limit.");
        }
        Double min = value(low);
        Double max = value(high);
        if (min != null && max != null && min > max) {
            problems.putIfAbsent(high, "The upper limit is below the lower one.");
        }
    }

    private @Nullable String problem(Field field, Set<String> known) {
        String typed = text(field);
        boolean alone = !Set.of(Type.BUDGET, Type.BOUNDS, Type.GROUP, Type.LINEAR, Type.FACTOR, Type.CARDINALITY)
                .contains(type);
        return switch (field) {
            case BY -> typed.isBlank() ? "Choose a column of the assets file." : null;
            case VALUE -> typed.isBlank() && !text(Field.BY).isBlank() ? "Choose a " + text(Field.BY) + "." : null;
            case FACTOR -> typed.isBlank() ? "Choose a factor of the factors file." : null;
            case COEFFICIENTS -> Coefficients.problem(typed, known);
            case LEVEL -> {
                Double level = value(field);
                yield level == null || level <= 0 || level >= 1 ? "Between 0 and 100 per cent." : null;
            }
            case DAYS -> {
                Double days = value(field);
                yield days == null || days <= 0 ? "A number of days above 0." : null;
            }
            case SIZE -> {
                Double size = value(field);
                yield typed.isBlank() || (size != null && size > 0) ? null : "A number above 0, or nothing.";
            }
            case NAME, ASSETS, MEASURE -> null;
            case MIN, MAX, LEAST, MOST, FEWEST, MOST_HELD -> typed.isBlank()
                    ? alone ? "Give a limit." : null
                    : value(field) != null ? null : switch (field.unit) {
                        case PERCENT -> "A number in per cent" + (alone ? "." : ", or nothing for no limit.");
                        case COUNT -> "A whole number" + (alone ? "." : ", or nothing for no limit.");
                        default -> "A number" + (alone ? "." : ", or nothing for no limit.");
                    };
        };
    }

    /** The number typed in a field, null where there is none. */
    private @Nullable Double value(Field field) {
        Double value = field.unit == Unit.PERCENT ? Numbers.parsePercent(text(field)) : Numbers.parse(text(field));
        boolean whole = field.unit != Unit.COUNT || value == null
                || (value >= 0 && value == Math.rint(value) && value < Integer.MAX_VALUE);
        return whole ? value : null;
    }

    private double number(Field field) {
        return Objects.requireNonNull(value(field), () -> field + " holds no number: " + this);
    }

    private @Nullable Integer count(Field field) {
        Double value = value(field);
        return value == null ? null : (Integer) value.intValue();
    }

    /** @throws NullPointerException if there are {@link #problems} */
    Constraint toConstraint() {
        String title = name.strip();
        List<String> some = assets.isEmpty() ? null : assets;
        Double min = value(Field.MIN);
        Double max = value(Field.MAX);
        return switch (type) {
            case BUDGET -> new Constraint.Budget(title, enabled, min, max);
            case BOUNDS -> new Constraint.Bounds(title, enabled, some, min, max);
            case GROUP ->
                new Constraint.Group(title, enabled, text(Field.BY), text(Field.VALUE), min, max, relative);
            case LINEAR ->
                new Constraint.Linear(title, enabled, Coefficients.parsed(text(Field.COEFFICIENTS)), min, max);
            case RETURN -> new Constraint.Return(title, enabled, number(Field.MIN));
            case RISK -> new Constraint.RiskLimit(title, enabled,
                    new Risk(RiskMeasure.valueOf(text(Field.MEASURE).toUpperCase(Locale.ROOT).replace('-', '_')),
                            number(Field.LEVEL), false),
                    number(Field.MAX));
            case TRACKING_ERROR -> new Constraint.TrackingError(title, enabled, number(Field.MAX));
            case FACTOR -> new Constraint.Factor(title, enabled, text(Field.FACTOR), value(Field.LEAST),
                    value(Field.MOST));
            case GROSS -> new Constraint.Gross(title, enabled, number(Field.MAX));
            case SHORT -> new Constraint.ShortSide(title, enabled, number(Field.MAX));
            case TURNOVER -> new Constraint.Turnover(title, enabled, number(Field.MAX));
            case PARTICIPATION ->
                new Constraint.Participation(title, enabled, number(Field.MAX), number(Field.DAYS));
            case NO_SELL -> new Constraint.NoSell(title, enabled, some);
            case NO_BUY -> new Constraint.NoBuy(title, enabled, some);
            case CARDINALITY ->
                new Constraint.Cardinality(title, enabled, count(Field.FEWEST), count(Field.MOST_HELD));
            case MINIMUM_POSITION -> new Constraint.MinimumPosition(title, enabled, number(Field.MIN));
            case LOTS -> new Constraint.Lots(title, enabled, value(Field.SIZE));
            case CORRELATION -> new Constraint.Correlation(title, enabled, value(Field.MOST), null);
        };
    }
}
