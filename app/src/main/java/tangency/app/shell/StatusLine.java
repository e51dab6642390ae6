package tangency.app.shell;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;
import tangency.app.session.Background;
import tangency.core.report.PlainText;

/** The line at the foot: how the answer stands, what is running, what was found, whether it is saved. */
final class StatusLine extends HBox {
    /** Work that is done sooner is not announced. */
    private static final Duration PATIENCE = Duration.millis(200);

    private final ShellViewModel model;

    StatusLine(ShellViewModel model, Background background) {
        this.model = model;
        getStyleClass().add("status-line");
        setAlignment(Pos.CENTER_LEFT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().setAll(answer(), running(background), gap, simulated(), findings(), saved());
    }

    private Label answer() {
        FontIcon dot = new FontIcon(Material2AL.FIBER_MANUAL_RECORD);
        Label label = new Label("", dot);
        label.setId("status-answer");
        label.getStyleClass().add("status-answer");
        label.setMinWidth(0);
        label.textProperty().bind(model.answerProperty());
        model.standingProperty().subscribe(standing -> {
            for (ShellViewModel.Standing each : ShellViewModel.Standing.values()) {
                label.pseudoClassStateChanged(
                        PseudoClass.getPseudoClass(each.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')),
                        each == standing);
            }
        });
        return label;
    }

    private HBox running(Background background) {
        ProgressIndicator wheel = new ProgressIndicator();
        wheel.getStyleClass().add("status-wheel");
        Label what = new Label();
        what.getStyleClass().add("hint");
        Button stop = new Button("Stop");
        stop.setId("stop-now");
        stop.getStyleClass().addAll("flat", "status-button");
        stop.setOnAction(event -> model.session().stop());
        stop.visibleProperty().bind(model.session().runningProperty());
        stop.managedProperty().bind(stop.visibleProperty());
        HBox box = new HBox(6, wheel, what, stop);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setVisible(false);
        box.managedProperty().bind(box.visibleProperty());
        PauseTransition wait = new PauseTransition(PATIENCE);
        Runnable follow = () -> {
            boolean busy = model.session().runningProperty().get() || background.doingProperty().get() != null;
            if (!busy) {
                wait.stop();
                box.setVisible(false);
            } else if (!box.isVisible()) {
                wait.playFromStart();
            }
        };
        wait.setOnFinished(event -> {
            String doing = background.doingProperty().get();
            what.setText(doing == null ? "Solving" : PlainText.line(doing));
            box.setVisible(true);
        });
        model.session().runningProperty().subscribe(now -> follow.run());
        background.doingProperty().subscribe(now -> follow.run());
        return box;
    }

    private Label simulated() {
        Label badge = new Label("Simulated data", new FontIcon(Material2OutlinedMZ.SCIENCE));
        badge.setId("simulated-badge");
        badge.getStyleClass().add("badge");
        badge.visibleProperty().bind(model.simulatedProperty());
        badge.managedProperty().bind(badge.visibleProperty());
        return badge;
    }

    private Button findings() {
        Button button = new Button();
        button.setId("findings");
        button.setGraphic(new FontIcon(Material2OutlinedAL.ERROR_OUTLINE));
        button.getStyleClass().addAll("flat", "status-button");
        button.textProperty().bind(model.findingsTextProperty());
        button.visibleProperty().bind(model.findingsTextProperty().isNotEmpty());
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(event -> PopOvers.show(new FindingsList(model.findings()), button,
                PopOver.ArrowLocation.BOTTOM_RIGHT));
        return button;
    }

    private Label saved() {
        Label label = new Label();
        label.setId("status-saved");
        label.getStyleClass().add("status-saved");
        label.setMinWidth(0);
        FontIcon icon = new FontIcon();
        label.setGraphic(icon);
        Tooltip tooltip = new Tooltip();
        label.setTooltip(tooltip);
        PauseTransition wait = new PauseTransition(PATIENCE);
        Runnable show = () -> {
            String text = model.savedProperty().get();
            boolean well = text.equals(ShellViewModel.SAVED) || text.equals(ShellViewModel.SAVING);
            label.setText(model.troubleProperty().get() == null ? text : "Not saved");
            tooltip.setText(text.equals(ShellViewModel.SAVED) ? "Every edit is on disk" : text);
            icon.setIconCode(text.equals(ShellViewModel.SAVED) ? Material2AL.CHECK : Material2OutlinedAL.EDIT);
            label.pseudoClassStateChanged(PseudoClass.getPseudoClass("unsaved"), !well);
        };
        wait.setOnFinished(event -> show.run());
        model.savedProperty().subscribe(text -> {
            wait.stop();
            // A save takes some milliseconds: a word that flickers tells nothing.
            if (text.equals(ShellViewModel.SAVING) && !label.getText().isEmpty()) {
                wait.playFromStart();
            } else {
                show.run();
            }
        });
        return label;
    }
}
