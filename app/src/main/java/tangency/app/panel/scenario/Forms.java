package tangency.app.panel.scenario;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import tangency.core.report.PlainText;

/** The few kinds of rows that the editor's forms are made of. */
final class Forms {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private Forms() {}

    /** A label in a column of its own, and a control that fills the rest. */
    static HBox row(String label, Node control) {
        Label text = new Label(label);
        text.getStyleClass().add("form-label");
        text.setLabelFor(control);
        text.setMinWidth(Region.USE_PREF_SIZE);
        if (control instanceof Region region) {
            region.setMaxWidth(Double.MAX_VALUE);
        }
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox row = new HBox(text, control);
        row.getStyleClass().add("form-row");
        // A row in the row has no baseline worth sharing: icons would hang from it.
        row.setAlignment(control instanceof HBox ? Pos.CENTER_LEFT : Pos.BASELINE_LEFT);
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    /** Small muted text that wraps and takes no room while empty. */
    static Label hint() {
        Label label = new Label();
        label.getStyleClass().add("hint");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    /** As {@link #hint}, for what is wrong. */
    static Label complaint() {
        Label label = hint();
        label.getStyleClass().setAll("label", "complaint");
        return label;
    }

    static Button icon(Ikon icon, String what, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "icon-button");
        button.setTooltip(new Tooltip(PlainText.line(what)));
        button.setAccessibleText(PlainText.line(what));
        button.setOnAction(event -> action.run());
        return button;
    }

    /** A choice that calls {@code pick} when the person chooses another entry; {@link #show} sets it without a call. */
    static <T> ComboBox<Choice<T>> combo(String id, List<Choice<T>> offered, Consumer<Choice<T>> pick) {
        ComboBox<Choice<T>> combo = new ComboBox<>();
        combo.setId(id);
        combo.getItems().setAll(offered);
        combo.setOnAction(event -> {
            Choice<T> chosen = combo.getValue();
            if (chosen != null && !chosen.equals(combo.getProperties().get("shown"))) {
                combo.getProperties().put("shown", chosen);
                pick.accept(chosen);
            }
        });
        return combo;
    }

    /** Shows what is in force, as an entry of its own where it is not on offer. */
    static <T> void show(ComboBox<Choice<T>> combo, Choice<T> now) {
        combo.getProperties().put("shown", now);
        if (!combo.getItems().contains(now)) {
            combo.getItems().add(now);
        }
        combo.setValue(now);
    }

    /** A text that is taken over on Enter or on leaving, and put back by Escape. */
    static final class Entry extends VBox {
        private final TextField text = new TextField();
        private final Label complaint = complaint();
        private final Supplier<String> current;
        private final Function<String, String> commit;

        /**
         * @param current what stands there when nothing is being typed
         * @param commit takes the text over, or says what is wrong with it
         */
        Entry(String id, Supplier<String> current, Function<String, String> commit) {
            this.current = current;
            this.commit = commit;
            text.setId(id);
            getChildren().setAll(text, complaint);
            getStyleClass().add("entry");
            text.setOnAction(event -> take());
            text.focusedProperty().addListener((o, before, focused) -> {
                if (!focused) {
                    take();
                }
            });
            text.setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.ESCAPE) {
                    reset();
                    event.consume();
                }
            });
            reset();
        }

        TextField field() {
            return text;
        }

        /** Shows what is in force, unless something is being typed. */
        void refresh() {
            if (!text.isFocused()) {
                reset();
            }
        }

        private void reset() {
            text.setText(current.get());
            text.selectEnd();
            say("");
        }

        private void take() {
            if (text.getText().equals(current.get())) {
                say("");
                return;
            }
            String wrong = commit.apply(text.getText());
            say(wrong);
            if (wrong.isEmpty()) {
                reset();
            }
        }

        private void say(String wrong) {
            complaint.setText(wrong);
            text.pseudoClassStateChanged(WRONG, !wrong.isEmpty());
        }
    }
}
