package tangency.app.panel.scenario;

import java.time.LocalDate;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.market.MarketData;
import tangency.core.returns.Frequency;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.ReturnTable;
import tangency.core.returns.Window;

/** Which dates, how often, and what becomes of gaps. */
final class WindowViewModel {
    static final List<Choice<Frequency>> FREQUENCIES = List.of(new Choice<>(Frequency.DAILY, "Daily"),
            new Choice<>(Frequency.WEEKLY, "Weekly"), new Choice<>(Frequency.MONTHLY, "Monthly"));
    static final List<Choice<MissingPolicy>> POLICIES = List.of(
            new Choice<>(MissingPolicy.DROP_DATES, "Drop dates with gaps"),
            new Choice<>(MissingPolicy.DROP_ASSETS, "Drop assets with gaps"),
            new Choice<>(MissingPolicy.FILL_FORWARD, "Carry prices forward"),
            new Choice<>(MissingPolicy.PAIRWISE, "Pairwise moments"), new Choice<>(MissingPolicy.FAIL, "Refuse gaps"));

    private final Session session;
    private final ReadOnlyObjectWrapper<Window> window = new ReadOnlyObjectWrapper<>(Window.ALL);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper used = new ReadOnlyStringWrapper("");
    private @Nullable LocalDate first;
    private @Nullable LocalDate last;

    WindowViewModel(Session session) {
        this.session = session;
        session.scenarioProperty().subscribe(s -> {
            window.set(s.window());
            problem.set("");
        });
        session.snapshotProperty().subscribe(this::learn);
    }

    ReadOnlyObjectProperty<Window> windowProperty() {
        return window.getReadOnlyProperty();
    }

    /** What is wrong with the dates just chosen, which then are not taken; empty when nothing is. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Which periods the answer rests on. */
    ReadOnlyStringProperty usedProperty() {
        return used.getReadOnlyProperty();
    }

    /** First date of the data, null before they are read. */
    @Nullable
    LocalDate first() {
        return first;
    }

    /** Last date of the data, null before they are read. */
    @Nullable
    LocalDate last() {
        return last;
    }

    /** Takes the dates if they are a period; null is open. */
    void dates(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && to != null && !from.isBefore(to)) {
            problem.set("The first date must be before the last.");
            return;
        }
        if (last != null && from != null && !from.isBefore(last)) {
            problem.set("The data end on " + last + ".");
            return;
        }
        if (first != null && to != null && !to.isAfter(first)) {
            problem.set("The data begin on " + first + ".");
            return;
        }
        problem.set("");
        String label = from == null && to == null ? "Use all dates" : "Window " + said(from) + " to " + said(to);
        session.edit(label, s -> s.withWindow(s.window().withDates(from, to)));
    }

    void frequency(Frequency frequency) {
        session.edit(FREQUENCIES.get(frequency.ordinal()).label() + " returns",
                s -> s.withWindow(s.window().withFrequency(frequency)));
    }

    void missing(MissingPolicy policy) {
        session.edit("Gaps: " + POLICIES.get(policy.ordinal()).label().toLowerCase(java.util.Locale.ROOT),
                s -> s.withWindow(s.window().withMissing(policy)));
    }

    /** Sets by how many periods a year has; returns what is wrong with the text, or empty. */
    String periodsPerYear(String typed) {
        Double periods = Numbers.parse(typed);
        if (periods == null || periods <= 0) {
            return "A number above 0, such as 252.";
        }
        session.edit("A year of " + Numbers.number(periods) + " periods", s -> {
            Window w = s.window();
            return s.withWindow(new Window(w.from(), w.to(), w.frequency(), w.missing(), periods));
        });
        return "";
    }

    private static String said(@Nullable LocalDate date) {
        return date == null ? "open" : date.toString();
    }

    private void learn(@Nullable Snapshot snapshot) {
        MarketData data = snapshot == null ? null : snapshot.analysis().data();
        boolean dated = data != null && !data.prices().dates().isEmpty();
        first = dated && data != null ? data.prices().dates().getFirst() : null;
        last = dated && data != null ? data.prices().dates().getLast() : null;
        ReturnTable returns = snapshot == null ? null : snapshot.analysis().returns();
        used.set(returns == null || returns.observations() == 0
                ? ""
                : Numbers.amount(returns.observations()) + " returns to " + returns.dates().getLast());
    }
}
