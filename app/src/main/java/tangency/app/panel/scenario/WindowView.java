package tangency.app.panel.scenario;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;
import tangency.core.returns.Frequency;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.Window;

/** Dates, frequency and what becomes of gaps. */
final class WindowView {
    private final WindowViewModel model;
    private boolean showing;

    WindowView(WindowViewModel model) {
        this.model = model;
    }

    Node build() {
        DatePicker from = picker("window-from", "first");
        DatePicker to = picker("window-to", "last");
        Runnable take = () -> {
            if (!showing) {
                model.dates(from.getValue(), to.getValue());
            }
        };
        from.valueProperty().subscribe(date -> take.run());
        to.valueProperty().subscribe(date -> take.run());
        Hyperlink all = new Hyperlink("all dates");
        all.setOnAction(event -> model.dates(null, null));
        ComboBox<Choice<Frequency>> frequency = Forms.combo("window-frequency", WindowViewModel.FREQUENCIES,
                choice -> model.frequency(choice.value()));
        ComboBox<Choice<MissingPolicy>> missing = Forms.combo("window-missing", WindowViewModel.POLICIES,
                choice -> model.missing(choice.value()));
        Forms.Entry periods = new Forms.Entry("window-periods",
                () -> Numbers.number(model.windowProperty().get().periodsPerYear()), model::periodsPerYear);
        Label problem = Forms.complaint();
        problem.textProperty().bind(model.problemProperty());
        Label used = Forms.hint();
        used.textProperty().bind(model.usedProperty());
        model.windowProperty().subscribe((Window window) -> {
            showing = true;
            from.setValue(window.from());
            to.setValue(window.to());
            showing = false;
            Forms.show(frequency, EstimatesViewModel.chosen(WindowViewModel.FREQUENCIES, window.frequency()));
            Forms.show(missing, EstimatesViewModel.chosen(WindowViewModel.POLICIES, window.missing()));
            periods.refresh();
        });
        return new VBox(8, Forms.row("From", from), Forms.row("To", to), problem, Forms.row("Returns", frequency),
                Forms.row("Gaps", missing), Forms.row("Periods a year", periods),
                new javafx.scene.layout.HBox(8, used, all));
    }

    private static DatePicker picker(String id, String prompt) {
        DatePicker picker = new DatePicker();
        picker.setId(id);
        picker.setPromptText(prompt);
        picker.setConverter(new IsoDates());
        picker.setShowWeekNumbers(false);
        return picker;
    }

    /** ISO dates; a text that is none leaves the picker as it was. */
    private static final class IsoDates extends StringConverter<@Nullable LocalDate> {
        @Override
        public String toString(@Nullable LocalDate date) {
            return date == null ? "" : DateTimeFormatter.ISO_LOCAL_DATE.format(date);
        }

        @Override
        public @Nullable LocalDate fromString(String text) {
            if (text.isBlank()) {
                return null;
            }
            try {
                return LocalDate.parse(text.strip());
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("Not a date: " + text, e);
            }
        }
    }
}
