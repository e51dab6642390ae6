package tangency.app.panel.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.market.MarketData;
import tangency.core.market.Universe;
import tangency.core.model.Constraint;
import tangency.core.run.Study;
import tangency.core.scenario.Scenario;
import tangency.core.solve.ConstraintState;

/** The constraints, what the answer says of each, and the way out of a conflict. */
final class ConstraintsViewModel {
    /**
     * One constraint.
     *
     * @param subject what is limited
     * @param limits the limits in words
     * @param standing value, slack and price in words; empty where there is no answer
     * @param binding whether the answer leans on it
     * @param conflict whether it stands in the way of an answer
     * @param fix what a click would do about that; null where it can do nothing
     * @param editable whether it can be edited here (else switched and removed only)
     */
    record Row(String name, String subject, String limits, boolean enabled, String standing, boolean binding,
            boolean conflict, @Nullable String fix, boolean editable) {}

    private final Session session;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();

    ConstraintsViewModel(Session session) {
        this.session = session;
        session.scenarioProperty().subscribe(s -> show());
        session.snapshotProperty().subscribe(s -> show());
        session.problemsProperty().subscribe(s -> show());
    }

    ObservableList<Row> rows() {
        return rows;
    }

    void toggle(String name, boolean enabled) {
        session.edit((enabled ? "Switch on " : "Switch off ") + name, s -> {
            Constraint constraint = find(s, name);
            return constraint == null || constraint.enabled() == enabled
                    ? s
                    : s.withConstraint(ConstraintSwitch.switched(constraint, enabled));
        });
    }

    void remove(String name) {
        session.edit("Remove " + name, s -> s.withoutConstraint(name));
    }

    /** A new constraint of a kind under a free name. */
    ConstraintDraft draft(ConstraintDraft.Type type) {
        String by = columns().isEmpty() ? "" : columns().getFirst();
        List<String> values = values(by);
        String wanted = switch (type) {
            case BUDGET -> "Budget";
            case BOUNDS -> "Position limits";
            case GROUP -> values.isEmpty() ? "Group limit" : values.getFirst() + " cap";
            case LINEAR -> "Linear limit";
            case RETURN -> "Least return";
            default -> type.title();
        };
        Set<String> taken = names(null);
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + " " + i;
        }
        return ConstraintDraft.of(type, name, by, values.isEmpty() ? "" : values.getFirst());
    }

    /** The draft of a constraint, null where its kind cannot be edited here. */
    @Nullable
    ConstraintDraft draft(String name) {
        Constraint constraint = find(session.scenario(), name);
        return constraint == null ? null : ConstraintDraft.from(constraint);
    }

    /** What is wrong with a draft that is to replace {@code original} (null = a new one). */
    Map<ConstraintDraft.Field, String> problems(ConstraintDraft draft, @Nullable String original) {
        Universe universe = universe();
        return draft.problems(names(original), universe == null ? Set.of() : Set.copyOf(universe.ids()));
    }

    /** Takes a draft without problems over, in the place of {@code original} (null = at the end). */
    void commit(ConstraintDraft draft, @Nullable String original) {
        Constraint constraint = draft.toConstraint();
        String label = original == null
                ? "Add " + constraint.name()
                : original.equals(constraint.name())
                        ? constraint.name() + ": " + ConstraintText.limits(constraint)
                        : "Rename " + original + " to " + constraint.name();
        session.edit(label, s -> {
            if (original == null || find(s, original) == null) {
                return s.withConstraint(constraint);
            }
            List<Constraint> changed = new ArrayList<>(s.constraints());
            changed.replaceAll(c -> c.name().equals(original) ? constraint : c);
            return s.withConstraints(changed);
        });
    }

    /** Does what the row of a constraint offers: moves its limit out of the conflict, or switches it off. */
    void fix(String name) {
        Constraint relaxed = relaxation(name);
        if (relaxed != null) {
            session.edit("Relax " + name, s -> s.withConstraint(relaxed));
        } else if (refused(name)) {
            toggle(name, false);
        }
    }

    /** The grouping columns of the data. */
    List<String> columns() {
        Universe universe = universe();
        return universe == null ? List.of() : universe.groupings();
    }

    /** The values of a grouping column, sorted. */
    List<String> values(String column) {
        Universe universe = universe();
        return universe == null ? List.of() : List.copyOf(new TreeSet<>(universe.members(column).keySet()));
    }

    /** The factors of the data. */
    List<String> factors() {
        Snapshot snapshot = session.snapshot();
        MarketData data = snapshot == null ? null : snapshot.analysis().data();
        return data == null || data.factors() == null ? List.of() : data.factors().ids();
    }

    /** The asset ids, in order. */
    List<String> assets() {
        Universe universe = universe();
        return universe == null ? List.of() : universe.ids();
    }

    private void show() {
        Study study = study();
        Map<String, ConstraintState> states = study == null
                ? Map.of()
                : study.constraints().stream().collect(Collectors.toMap(ConstraintState::name, s -> s, (a, b) -> a));
        List<String> conflict = study == null || study.conflict() == null ? List.of() : study.conflict();
        List<Row> shown = session.scenario().constraints().stream().map(c -> row(c, states.get(c.name()), conflict))
                .toList();
        for (int i = 0; i < Math.min(shown.size(), rows.size()); i++) {
            if (!shown.get(i).equals(rows.get(i))) {
                rows.set(i, shown.get(i));
            }
        }
        if (shown.size() < rows.size()) {
            rows.remove(shown.size(), rows.size());
        } else if (shown.size() > rows.size()) {
            rows.addAll(shown.subList(rows.size(), shown.size()));
        }
    }

    private Row row(Constraint c, @Nullable ConstraintState state, List<String> conflict) {
        boolean inConflict = c.enabled() && conflict.contains(c.name());
        Constraint relaxed = inConflict ? relaxation(c.name()) : null;
        boolean binding = c.enabled() && state != null && state.binding();
        boolean refused = c.enabled() && refused(c.name());
        String fix = relaxed != null ? "Relax to " + ConstraintText.limits(relaxed) : refused ? "Switch it off" : null;
        return new Row(c.name(), ConstraintText.subject(c), ConstraintText.limits(c), c.enabled(),
                c.enabled() && state != null ? standing(state) : "", binding, inConflict || refused, fix,
                ConstraintDraft.from(c) != null);
    }

    private static String standing(ConstraintState state) {
        List<String> parts = new ArrayList<>();
        if (state.value() != null) {
            parts.add("now " + Numbers.shortPercent(state.value()));
        }
        if (state.slack() != null && !state.binding()) {
            parts.add("slack " + Numbers.shortPercent(state.slack()));
        }
        if (state.binding()) {
            parts.add(state.perAsset().isEmpty() ? "binding" : "binding for " + state.perAsset().size());
        }
        if (state.multiplier() != null && state.multiplier() != 0) {
            parts.add("price " + Numbers.significant(state.multiplier()));
        }
        return String.join(" · ", parts);
    }

    private @Nullable Constraint relaxation(String name) {
        Study study = study();
        Constraint constraint = find(session.scenario(), name);
        if (study == null || constraint == null || study.relaxation() == null || study.conflict() == null) {
            return null;
        }
        Double amount = study.relaxation().get(name);
        if (amount == null || !Double.isFinite(amount)) {
            return null;
        }
        List<String> members = study.conflict();
        List<Constraint> conflict = session.scenario().constraints().stream().filter(c -> members.contains(c.name()))
                .toList();
        return Relaxations.relaxed(constraint, amount, conflict, study.assets().size());
    }

    /** Whether a finding that refuses the scenario is about this constraint. */
    private boolean refused(String name) {
        return session.problemsProperty().get().stream()
                .anyMatch(p -> ("constraint '" + name + "'").equals(p.column()));
    }

    /** The study on screen; while a newer one is computed, its names still apply. Null where there is no answer. */
    private @Nullable Study study() {
        Snapshot snapshot = session.snapshot();
        boolean refused = !session.problemsProperty().get().isEmpty();
        return snapshot == null || refused ? null : snapshot.study();
    }

    private @Nullable Universe universe() {
        Snapshot snapshot = session.snapshot();
        return snapshot == null ? null : snapshot.analysis().universe();
    }

    private Set<String> names(@Nullable String except) {
        return session.scenario().constraints().stream().map(Constraint::name).filter(n -> !n.equals(except))
                .collect(Collectors.toSet());
    }

    private static @Nullable Constraint find(Scenario scenario, String name) {
        return scenario.constraints().stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
    }
}
