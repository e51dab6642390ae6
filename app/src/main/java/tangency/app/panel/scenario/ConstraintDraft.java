package tangency.app.panel.scenario;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;
import tangency.core.model.Constraint.Bounds;
import tangency.core.model.Constraint.Budget;
import tangency.core.model.Constraint.Group;
import tangency.core.model.Constraint.Linear;
import tangency.core.model.Constraint.Return;

/**
 * A constraint being typed: texts as they stand, before they make sense.
 *
 * @param assets ids that bounds hold for; empty = all
 * @param by grouping column
 * @param coefficients "AAPL 1, MSFT -0.5"
 */
record ConstraintDraft(Type type, String name, boolean enabled, String min, String max, List<String> assets, String by,
        String value, boolean relative, String coefficients) {
    /** The kinds that can be edited here. */
    enum Type {
        BUDGET("Budget"), BOUNDS("Bounds"), GROUP("Group"), LINEAR("Linear"), RETURN("Return");

        private final String title;

        Type(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Where a message belongs. */
    enum Field {
        NAME, MIN, MAX, BY, VALUE, COEFFICIENTS
    }

    ConstraintDraft {
        assets = List.copyOf(assets);
    }

    /** A new constraint of a kind, with limits that make a start. */
    static ConstraintDraft of(Type type, String name, String by, String value) {
        return switch (type) {
            case BUDGET -> new ConstraintDraft(type, name, true, "100", "100", List.of(), by, value, false, "");
            case BOUNDS -> new ConstraintDraft(type, name, true, "0", "25", List.of(), by, value, false, "");
            case GROUP -> new ConstraintDraft(type, name, true, "", "40", List.of(), by, value, false, "");
            case LINEAR -> new ConstraintDraft(type, name, true, "", "50", List.of(), by, value, false, "");
            case RETURN -> new ConstraintDraft(type, name, true, "0.02", "", List.of(), by, value, false, "");
        };
    }

    /** The draft that stands for a constraint; null where its kind cannot be edited here. */
    static @Nullable ConstraintDraft from(Constraint constraint) {
        return switch (constraint) {
            case Budget c -> plain(Type.BUDGET, c, c.min(), c.max());
            case Bounds c -> plain(Type.BOUNDS, c, c.min(), c.max()).withAssets(
                    c.assets() == null ? List.of() : c.assets());
            case Group c -> new ConstraintDraft(Type.GROUP, c.name(), c.enabled(), text(c.min()), text(c.max()),
                    List.of(), c.by(), c.value(), c.relativeToBenchmark(), "");
            case Linear c -> new ConstraintDraft(Type.LINEAR, c.name(), c.enabled(), text(c.min()), text(c.max()),
                    List.of(), "", "", false, written(c.coefficients()));
            case Return c -> plain(Type.RETURN, c, c.min(), null);
            default -> null;
        };
    }

    private static ConstraintDraft plain(Type type, Constraint c, @Nullable Double min, @Nullable Double max) {
        return new ConstraintDraft(type, c.name(), c.enabled(), text(min), text(max), List.of(), "", "", false, "");
    }

    ConstraintDraft withAssets(List<String> ids) {
        return new ConstraintDraft(type, name, enabled, min, max, ids, by, value, relative, coefficients);
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
        Double low = limit(Field.MIN, min, problems);
        Double high = limit(Field.MAX, max, problems);
        if (type == Type.RETURN && min.isBlank()) {
            problems.put(Field.MIN, "Say the least return.");
        } else if (type != Type.RETURN && min.isBlank() && max.isBlank()) {
            problems.put(Field.MAX, "Give at least one limit.");
        }
        if (low != null && high != null && low > high) {
            problems.put(Field.MAX, "The upper limit is below the lower one.");
        }
        if (type == Type.GROUP) {
            if (by.isBlank()) {
                problems.put(Field.BY, "Choose a column of the assets file.");
            } else if (value.isBlank()) {
                problems.put(Field.VALUE, "Choose a " + by + ".");
            }
        }
        if (type == Type.LINEAR) {
            String wrong = coefficientProblem(known);
            if (wrong != null) {
                problems.put(Field.COEFFICIENTS, wrong);
            }
        }
        return problems;
    }

    private static @Nullable Double limit(Field field, String text, Map<Field, String> problems) {
        if (text.isBlank()) {
            return null;
        }
        Double value = Numbers.parsePercent(text);
        if (value == null) {
            problems.put(field, "A number in per cent, or nothing for no limit.");
        }
        return value;
    }

    private @Nullable String coefficientProblem(Set<String> known) {
        if (coefficients.isBlank()) {
            return "List assets and numbers, such as \"AAPL 1, MSFT -1\".";
        }
        for (String part : coefficients.split(";|,(?=\\s|$)|\n")) {
            String entry = part.strip();
            if (entry.isEmpty()) {
                continue;
            }
            int space = entry.lastIndexOf(' ');
            if (space < 0 || Numbers.parse(entry.substring(space)) == null) {
                return "\"" + entry + "\" needs an asset and a number.";
            }
            String id = entry.substring(0, space).strip();
            if (!known.isEmpty() && !known.contains(id)) {
                return "There is no asset \"" + id + "\".";
            }
        }
        return null;
    }

    /** @throws IllegalArgumentException if there are {@link #problems} */
    Constraint toConstraint() {
        String title = name.strip();
        Double low = min.isBlank() ? null : Numbers.parsePercent(min);
        Double high = max.isBlank() ? null : Numbers.parsePercent(max);
        return switch (type) {
            case BUDGET -> new Budget(title, enabled, low, high);
            case BOUNDS -> new Bounds(title, enabled, assets.isEmpty() ? null : assets, low, high);
            case GROUP -> new Group(title, enabled, by, value, low, high, relative);
            case LINEAR -> new Linear(title, enabled, parsed(), low, high);
            case RETURN -> {
                if (low == null) {
                    throw new IllegalArgumentException("A return limit without a number: " + this);
                }
                yield new Return(title, enabled, low);
            }
        };
    }

    private Map<String, Double> parsed() {
        Map<String, Double> map = new LinkedHashMap<>();
        for (String part : coefficients.split(";|,(?=\\s|$)|\n")) {
            String entry = part.strip();
            int space = entry.lastIndexOf(' ');
            Double number = space < 0 ? null : Numbers.parse(entry.substring(space));
            if (number != null) {
                map.put(entry.substring(0, space).strip(), number);
            } else if (!entry.isEmpty()) {
                throw new IllegalArgumentException("No coefficient: " + entry);
            }
        }
        return map;
    }

    private static String written(Map<String, Double> coefficients) {
        StringBuilder text = new StringBuilder();
        coefficients.forEach(
                (id, a) -> text.append(text.isEmpty() ? "" : ", ").append(id).append(' ').append(Numbers.number(a)));
        return text.toString();
    }

    private static String text(@Nullable Double limit) {
        return limit == null ? "" : Numbers.percent(limit);
    }
}
