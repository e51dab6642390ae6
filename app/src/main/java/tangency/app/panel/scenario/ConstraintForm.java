package tangency.app.panel.scenario;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.controlsfx.control.CheckComboBox;
import org.jspecify.annotations.Nullable;
import tangency.app.panel.scenario.ConstraintDraft.Field;
import tangency.app.panel.scenario.ConstraintDraft.Type;
import tangency.core.model.RiskMeasure;

/** A constraint being edited: checked as it is typed, taken over by one button. */
final class ConstraintForm {
    private final ConstraintsViewModel model;
    private final ConstraintDraft start;
    private final @Nullable String original;
    private final Runnable close;

    private final TextField name = field("constraint-name");
    private final Map<Field, TextField> typed = new EnumMap<>(Field.class);
    private final Map<Field, ComboBox<String>> chosen = new EnumMap<>(Field.class);
    private final ComboBox<Choice<RiskMeasure>> measure = new ComboBox<>();
    private final CheckComboBox<String> assets = new CheckComboBox<>();
    private final TextArea coefficients = new TextArea();
    private final Map<Field, Label> complaints = new EnumMap<>(Field.class);
    private final Button save = new Button("Apply");

    /**
     * @param original the name of the constraint being edited, null for a new one
     * @param close takes the form away
     */
    ConstraintForm(ConstraintsViewModel model, ConstraintDraft start, @Nullable String original, Runnable close) {
        this.model = model;
        this.start = start;
        this.original = original;
        this.close = close;
    }

    Node build() {
        name.setText(start.name());
        VBox form = new VBox(6);
        form.getStyleClass().add("constraint-form");
        form.getChildren().addAll(Forms.row("Name", with(Field.NAME, name)));
        start.type().fields().forEach(field -> form.getChildren().add(row(field)));
        save.setId("constraint-apply");
        save.getStyleClass().addAll("accent", "small");
        save.setDefaultButton(false);
        save.setOnAction(event -> apply());
        Button cancel = new Button("Cancel");
        cancel.getStyleClass().addAll("flat", "small");
        cancel.setOnAction(event -> close.run());
        HBox buttons = new HBox(6, save, cancel);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        form.getChildren().add(buttons);
        form.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close.run();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && event.getTarget() != coefficients) {
                apply();
                event.consume();
            }
        });
        name.textProperty().subscribe(text -> check());
        check();
        return form;
    }

    private Node row(Field field) {
        return switch (field) {
            case ASSETS -> assetsRow();
            case COEFFICIENTS -> coefficientsRow();
            case MEASURE -> measureRow();
            case BY -> choiceRow(field, "constraint-by", model.columns());
            case VALUE -> valueRow();
            case FACTOR -> choiceRow(field, "constraint-factor", model.factors());
            default -> {
                TextField text = field("constraint-" + id(field));
                text.setText(start.text(field));
                text.setPromptText(field == Field.SIZE ? "as in the assets file" : "none");
                typed.put(field, text);
                text.textProperty().subscribe(now -> check());
                boolean perPeriod = start.type() == Type.RETURN || start.type() == Type.TRACKING_ERROR
                        || start.type() == Type.RISK && field == Field.MAX;
                yield Forms.row(perPeriod ? field.label() + " a period" : field.label(), with(field, text));
            }
        };
    }

    private static String id(Field field) {
        return switch (field) {
            case LEAST, FEWEST -> "min";
            case MOST, MOST_HELD -> "max";
            default -> field.name().toLowerCase(Locale.ROOT);
        };
    }

    private Node choiceRow(Field field, String id, List<String> offered) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(offered);
        if (!start.text(field).isEmpty()) {
            box.setValue(start.text(field));
        }
        chosen.put(field, box);
        box.valueProperty().subscribe(now -> check());
        return Forms.row(field.label(), with(field, box));
    }

    /** What can be chosen follows from the column. */
    private Node valueRow() {
        Node row = choiceRow(Field.VALUE, "constraint-value", model.values(start.text(Field.BY)));
        ComboBox<String> column = chosen.get(Field.BY);
        ComboBox<String> value = chosen.get(Field.VALUE);
        if (column != null && value != null) {
            column.valueProperty().addListener((o, before, now) -> {
                value.getItems().setAll(now == null ? List.of() : model.values(now));
                value.setValue(value.getItems().isEmpty() ? null : value.getItems().getFirst());
            });
        }
        return row;
    }

    private Node measureRow() {
        measure.setId("constraint-measure");
        measure.getItems().setAll(RiskChoices.ALL);
        RiskChoices.ALL.stream().filter(c -> ConstraintDraft.document(c.value()).equals(start.text(Field.MEASURE)))
                .findFirst().ifPresent(measure::setValue);
        measure.valueProperty().subscribe(now -> check());
        return Forms.row(Field.MEASURE.label(), with(Field.MEASURE, measure));
    }

    private Node assetsRow() {
        assets.getItems().setAll(model.assets());
        assets.setTitle("All assets");
        for (String id : start.assets()) {
            assets.getCheckModel().check(id);
        }
        Runnable title = () -> {
            int chosen = assets.getCheckModel().getCheckedItems().size();
            assets.setTitle(chosen == 0 ? "All assets" : chosen == 1 ? "1 asset" : chosen + " assets");
        };
        assets.getCheckModel().getCheckedItems()
                .addListener((javafx.collections.ListChangeListener<String>) change -> title.run());
        title.run();
        return Forms.row("Assets", assets);
    }

    private Node coefficientsRow() {
        coefficients.setText(start.text(Field.COEFFICIENTS));
        coefficients.setId("constraint-coefficients");
        coefficients.setPromptText("AAPL 1, MSFT -1");
        coefficients.setWrapText(true);
        coefficients.setPrefRowCount(3);
        coefficients.textProperty().subscribe(now -> check());
        return Forms.row("Weights", with(Field.COEFFICIENTS, coefficients));
    }

    private VBox with(Field field, javafx.scene.layout.Region control) {
        Label complaint = Forms.complaint();
        complaints.put(field, complaint);
        control.setMaxWidth(Double.MAX_VALUE);
        return new VBox(2, control, complaint);
    }

    private ConstraintDraft draft() {
        ConstraintDraft draft = start.withName(name.getText())
                .withAssets(List.copyOf(assets.getCheckModel().getCheckedItems()));
        for (Map.Entry<Field, TextField> text : typed.entrySet()) {
            draft = draft.with(text.getKey(), text.getValue().getText());
        }
        for (Map.Entry<Field, ComboBox<String>> choice : chosen.entrySet()) {
            draft = draft.with(choice.getKey(), text(choice.getValue().getValue()));
        }
        if (measure.getValue() != null) {
            draft = draft.with(Field.MEASURE, ConstraintDraft.document(measure.getValue().value()));
        }
        return start.type() == Type.LINEAR ? draft.with(Field.COEFFICIENTS, coefficients.getText()) : draft;
    }

    private boolean check() {
        Map<Field, String> problems = model.problems(draft(), original);
        complaints.forEach((field, label) -> {
            String problem = problems.get(field);
            label.setText(problem == null ? "" : problem);
        });
        save.setDisable(!problems.isEmpty());
        return problems.isEmpty();
    }

    private void apply() {
        if (check()) {
            model.commit(draft(), original);
            close.run();
        }
    }

    private static String text(@Nullable String chosen) {
        return chosen == null ? "" : chosen;
    }

    private static TextField field(String id) {
        TextField field = new TextField();
        field.setId(id);
        return field;
    }
}
