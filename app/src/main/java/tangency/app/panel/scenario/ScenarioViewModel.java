package tangency.app.panel.scenario;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Fault;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.market.Finding;
import tangency.core.run.Study;

/** The open scenario, section by section, and why it has no answer where it has none. */
public final class ScenarioViewModel {
    /**
     * Why there is no answer.
     *
     * @param headline in a few words
     * @param detail cause and what to do
     */
    public record Trouble(String headline, String detail) {}

    private final Session session;
    private final UniverseViewModel universe;
    private final WindowViewModel window;
    private final EstimatesViewModel estimates;
    private final ModelViewModel model;
    private final ConstraintsViewModel constraints;
    private final HoldingsViewModel holdings;
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper notes = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>();

    public ScenarioViewModel(Session session) {
        this.session = session;
        this.universe = new UniverseViewModel(session);
        this.window = new WindowViewModel(session);
        this.estimates = new EstimatesViewModel(session);
        this.model = new ModelViewModel(session);
        this.constraints = new ConstraintsViewModel(session);
        this.holdings = new HoldingsViewModel(session);
        session.scenarioProperty().subscribe(s -> {
            name.set(s.name());
            notes.set(s.notes());
        });
        session.problemsProperty().subscribe(p -> judge());
        session.snapshotProperty().subscribe(s -> judge());
    }

    UniverseViewModel universe() {
        return universe;
    }

    WindowViewModel window() {
        return window;
    }

    EstimatesViewModel estimates() {
        return estimates;
    }

    ModelViewModel model() {
        return model;
    }

    ConstraintsViewModel constraints() {
        return constraints;
    }

    HoldingsViewModel holdings() {
        return holdings;
    }

    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty notesProperty() {
        return notes.getReadOnlyProperty();
    }

    /** Why there is no answer, null when there is one. */
    public ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /** Names the scenario; returns what is wrong with the text, or empty. */
    public String name(String typed) {
        if (typed.isBlank()) {
            return "A scenario needs a name.";
        }
        session.edit("Name " + typed.strip(), s -> s.withName(typed.strip()));
        return "";
    }

    public void notes(String typed) {
        session.edit("Notes", s -> s.withNotes(typed));
    }

    private void judge() {
        List<Finding> problems = session.problemsProperty().get();
        Snapshot snapshot = session.snapshot();
        Study study = snapshot == null ? null : snapshot.study();
        Fault fault = session.faultProperty().get();
        if (fault != null) {
            trouble.set(new Trouble(fault.headline(), fault.detail()));
        } else if (!problems.isEmpty()) {
            String detail = problems.stream().limit(3).map(f -> f.where() + ": " + f.message())
                    .collect(Collectors.joining("\n"));
            trouble.set(new Trouble("No answer: the scenario is refused",
                    problems.size() > 3 ? detail + "\nand " + (problems.size() - 3) + " more" : detail));
        } else if (study != null && !study.answered()) {
            String message = study.message() == null ? "" : study.message();
            trouble.set(switch (study.status()) {
                case "infeasible" -> new Trouble("No portfolio meets all limits",
                        study.conflict() == null || study.conflict().isEmpty()
                                ? message
                                : "These cannot hold together: " + String.join(", ", study.conflict())
                                        + ". Relax, switch off or remove one of them.");
                case "unbounded" -> new Trouble("The goal improves without end", message);
                default -> new Trouble("The method could not answer", message);
            });
        } else {
            trouble.set(null);
        }
    }
}
