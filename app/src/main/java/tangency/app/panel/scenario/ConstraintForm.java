package tangency.app.panel.scenario;

import java.util.List;
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

/** A constraint being edited: checked as it is typed, taken over by one button. */
final class ConstraintForm {
    private final ConstraintsViewModel model;
    private final ConstraintDraft start;
    private final @Nullable String original;
    private final Runnable close;

    private final TextField name = field("constraint-name");
    private final TextField min = field("constraint-min");
    private final TextField max = field("constraint-max");
    private final ComboBox<String> by = new ComboBox<>();
    private final ComboBox<String> value = new ComboBox<>();
    private final CheckComboBox<String> assets = new CheckComboBox<>();
    private final TextArea coefficients = new TextArea();
    private final Map<Field, Label> complaints = new java.util.EnumMap<>(Field.class);
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
        min.setText(start.min());
        max.setText(start.max());
        max.setPromptText("none");
        min.setPromptText("none");
        VBox form = new VBox(6);
        form.getStyleClass().add("constraint-form");
        form.getChildren().addAll(Forms.row("Name", with(Field.NAME, name)));
        switch (start.type()) {
            case GROUP -> form.getChildren().addAll(groupRows());
            case BOUNDS -> form.getChildren().add(assetsRow());
            case LINEAR -> form.getChildren().add(coefficientsRow());
            case BUDGET, RETURN -> {
            }
        }
        String unit = start.type() == Type.RETURN ? "At least, % a period" : "At least, %";
        form.getChildren().add(Forms.row(unit, with(Field.MIN, min)));
        if (start.type() != Type.RETURN) {
            form.getChildren().add(Forms.row("At most, %", with(Field.MAX, max)));
        }
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
        for (TextField text : List.of(name, min, max)) {
            text.textProperty().subscribe(typed -> check());
        }
        coefficients.textProperty().subscribe(typed -> check());
        by.valueProperty().subscribe(chosen -> check());
        value.valueProperty().subscribe(chosen -> check());
        check();
        return form;
    }

    private List<Node> groupRows() {
        by.getItems().setAll(model.columns());
        by.setId("constraint-by");
        by.valueProperty().subscribe(column -> {
            value.getItems().setAll(column == null ? List.of() : model.values(column));
            value.setValue(value.getItems().isEmpty() ? null : value.getItems().getFirst());
        });
        if (!start.by().isEmpty()) {
            by.setValue(start.by());
        }
        if (!start.value().isEmpty()) {
            value.setValue(start.value());
        }
        value.setId("constraint-value");
        return List.of(Forms.row("Column", with(Field.BY, by)), Forms.row("Value", with(Field.VALUE, value)));
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
        coefficients.setText(start.coefficients());
        coefficients.setId("constraint-coefficients");
        coefficients.setPromptText("AAPL 1, MSFT -1");
        coefficients.setWrapText(true);
        coefficients.setPrefRowCount(3);
        return Forms.row("Weights", with(Field.COEFFICIENTS, coefficients));
    }

    private VBox with(Field field, javafx.scene.layout.Region control) {
        Label complaint = Forms.complaint();
        complaints.put(field, complaint);
        control.setMaxWidth(Double.MAX_VALUE);
        return new VBox(2, control, complaint);
    }

    private ConstraintDraft draft() {
        return new ConstraintDraft(start.type(), name.getText(), start.enabled(), min.getText(), max.getText(),
                List.copyOf(assets.getCheckModel().getCheckedItems()), text(by.getValue()), text(value.getValue()),
                start.relative(), coefficients.getText());
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
