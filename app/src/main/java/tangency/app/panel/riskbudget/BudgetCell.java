package tangency.app.panel.riskbudget;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import tangency.app.chart.NumberText;
import tangency.core.report.PlainText;

/** A row of the budget list: lock, name, slider, number, bar, weight. Reused for other rows as the list scrolls. */
final class BudgetCell extends ListCell<BudgetRow> {
    static final double LOCK = 24;
    static final double NAME = 64;
    static final double SLIDER = 90;
    static final double NUMBER = 54;
    static final double ACTUAL = 44;
    static final double BAR = 90;
    static final double WEIGHT = 46;
    static final double GAP = 6;
    /** Width of a list with room for the actual share in figures beside its bar. */
    static final double ROOMY = 440;
    private static final double FADED = 0.4;

    private final BudgetViewModel model;
    private final HBox line = new HBox(GAP);
    private final Pane holder = new Holder(line);
    private final ToggleButton lock = new ToggleButton();
    private final FontIcon lockIcon = new FontIcon(Material2AL.LOCK_OPEN);
    private final Label name = new Label();
    private final Tooltip tip = new Tooltip();
    private final Slider slider = new Slider(0, 1, 0);
    private final TextField number = new TextField();
    private final Label actual = new Label();
    private final BudgetBar bar = new BudgetBar();
    private final Label weight = new Label();
    private boolean refreshing;

    BudgetCell(BudgetViewModel model) {
        this.model = model;
        lock.setGraphic(lockIcon);
        lock.getStyleClass().addAll("flat", "button-icon", "small");
        lock.setFocusTraversable(false);
        fix(lock, LOCK);
        fix(name, NAME);
        fix(number, NUMBER);
        fix(actual, ACTUAL);
        fix(weight, WEIGHT);
        number.getStyleClass().add("small");
        number.setAlignment(Pos.CENTER_RIGHT);
        // AtlantaFX takes the frame off fields in cells; here it says that one can type.
        number.setStyle("-fx-background-color: -color-border-default, -color-bg-default; -fx-background-insets: 0, 1;"
                + " -fx-background-radius: 4, 3; -fx-padding: 1 5 1 5;");
        actual.setAlignment(Pos.CENTER_RIGHT);
        weight.setAlignment(Pos.CENTER_RIGHT);
        name.setTooltip(tip);
        name.getStyleClass().add("text-small");
        actual.getStyleClass().add("text-small");
        weight.getStyleClass().add("text-small");
        slider.getStyleClass().add("small");
        slider.setMinWidth(50);
        slider.setPrefWidth(SLIDER);
        bar.setPrefWidth(BAR);
        HBox.setHgrow(slider, Priority.ALWAYS);
        HBox.setHgrow(bar, Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getChildren().addAll(lock, name, slider, number, bar, actual, weight);
        setText(null);
        // As wide as the list and no wider: rows shrink instead of scrolling sideways.
        setPrefWidth(0);
        widthProperty().addListener((o, old, now) -> {
            boolean roomy = now.doubleValue() >= ROOMY;
            actual.setVisible(roomy);
            actual.setManaged(roomy);
        });
        setStyle("-fx-padding: 1 6 1 6; -fx-cell-size: 28;");
        answerTheHand();
    }

    private static void fix(Region node, double width) {
        node.setMinWidth(width);
        node.setPrefWidth(width);
        node.setMaxWidth(width);
    }

    private void answerTheHand() {
        lock.setOnAction(e -> with(model::toggleLock));
        name.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> with(row -> model.select(row, e.isShortcutDown())));
        slider.valueProperty().addListener((o, old, now) -> {
            if (!refreshing) {
                with(row -> model.drag(row, now.doubleValue()));
            }
        });
        slider.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> model.endDrag());
        slider.addEventFilter(KeyEvent.KEY_RELEASED, e -> model.endDrag());
        number.setOnAction(e -> typed());
        number.focusedProperty().addListener((o, was, is) -> {
            if (was) {
                typed();
            }
        });
        number.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                with(row -> number.setText(text(row)));
            }
        });
    }

    private void with(Consumer<BudgetRow> action) {
        BudgetRow row = getItem();
        if (row != null) {
            action.accept(row);
        }
    }

    /** Takes over what was typed if it is a share and another one than shown. */
    private void typed() {
        with(row -> {
            Double share = parse(number.getText());
            if (share != null && !number.getText().equals(text(row))) {
                model.set(row, share);
            }
            number.setText(text(row));
        });
    }

    /** A share typed as per cent ("12.5", "12,5 %"), null if it is none between 0 and 100. */
    static @Nullable Double parse(String text) {
        String plain = text.strip().replace("%", "").replace(',', '.').strip();
        try {
            double value = Double.parseDouble(plain) / 100;
            return value >= 0 && value <= 1 ? value : null;
        } catch (NumberFormatException e) {
            // What is not a number is put back as it was.
            return null;
        }
    }

    private static String text(BudgetRow row) {
        return NumberText.percent(row.budget());
    }

    @Override
    protected void updateItem(@Nullable BudgetRow row, boolean empty) {
        super.updateItem(row, empty);
        if (row == null || empty) {
            setGraphic(null);
            return;
        }
        String label = PlainText.line(row.label());
        name.setText(label);
        tip.setText(row.detail().isEmpty() ? label : label + ": " + PlainText.line(row.detail()));
        slider.setId("budget-slider-" + row.label());
        number.setId("budget-number-" + row.label());
        lock.setId("budget-lock-" + row.label());
        slider.setAccessibleText("Risk budget of " + label);
        number.setAccessibleText("Risk budget of " + label + " in per cent");
        lock.setAccessibleText("Lock the risk budget of " + label);
        setGraphic(holder);
        refresh(row);
    }

    /** Shows the row as it is now. */
    void refresh() {
        BudgetRow row = getItem();
        if (row != null && !isEmpty()) {
            refresh(row);
        }
    }

    private void refresh(BudgetRow row) {
        refreshing = true;
        if (slider.getMax() != model.scale()) {
            slider.setMax(model.scale());
            slider.setBlockIncrement(model.scale() / 50);
        }
        slider.setValue(row.budget());
        refreshing = false;
        slider.setDisable(row.locked());
        if (!number.isFocused()) {
            number.setText(text(row));
        }
        number.setDisable(row.locked());
        if (lock.isSelected() != row.locked()) {
            lock.setSelected(row.locked());
            lockIcon.setIconCode(row.locked() ? Material2AL.LOCK : Material2AL.LOCK_OPEN);
        }
        actual.setText(NumberText.percent(row.actual()));
        actual.setStyle(row.unattained() ? "-fx-text-fill: -color-danger-fg;" : "");
        weight.setText(NumberText.percent(row.weight()));
        bar.show(row.actual(), row.budget(), model.equalShare(), model.scale(), row.colour());
        line.setOpacity(model.anythingSelected() && !row.selected() ? FADED : 1);
        name.setUnderline(row.selected());
    }

    /**
     * Ends the way up of layout requests: a number that changes in a row would otherwise make the list lay out all of its
     * cells, at every step of a drag.
     */
    private static final class Holder extends Pane {
        private final Region content;

        Holder(Region content) {
            super(content);
            this.content = content;
            content.setManaged(false);
        }

        @Override
        protected double computePrefWidth(double height) {
            return content.prefWidth(height);
        }

        @Override
        protected double computeMinWidth(double height) {
            return content.minWidth(height);
        }

        @Override
        protected double computePrefHeight(double width) {
            return content.prefHeight(width);
        }

        @Override
        protected void layoutChildren() {
            content.resizeRelocate(0, 0, getWidth(), getHeight());
        }
    }
}
