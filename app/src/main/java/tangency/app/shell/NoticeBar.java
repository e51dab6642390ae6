package tangency.app.shell;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import tangency.app.session.Library;
import tangency.app.session.Library.Notice;

/** What was just done, with a way back, or what went wrong: a bar that takes no room while there is nothing to tell. */
final class NoticeBar extends HBox {
    private static final PseudoClass FAILURE = PseudoClass.getPseudoClass("failure");
    /** Good news goes by itself; what went wrong stays until it is dismissed. */
    private static final Duration STAY = Duration.seconds(8);
    /** What can be taken back stays long enough to think about it. */
    private static final Duration STAY_WITH_UNDO = Duration.seconds(30);

    private final Label text = new Label();
    private final FontIcon icon = new FontIcon(Material2OutlinedAL.INFO);
    private final Button undo = new Button("Undo");
    private final PauseTransition away = new PauseTransition(STAY);

    NoticeBar(Library library) {
        getStyleClass().add("notice");
        setId("notice");
        setAlignment(Pos.CENTER_LEFT);
        text.setGraphic(icon);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        undo.setId("notice-undo");
        undo.getStyleClass().addAll("small", "flat", "accent");
        undo.setMinWidth(Region.USE_PREF_SIZE);
        undo.managedProperty().bind(undo.visibleProperty());
        Button close = new Button(null, new FontIcon(Material2AL.CLOSE));
        close.getStyleClass().addAll("flat", "icon-button");
        close.setTooltip(new Tooltip("Dismiss"));
        close.setAccessibleText("Dismiss");
        close.setOnAction(event -> library.dismissNotice());
        getChildren().setAll(text, undo, close);
        managedProperty().bind(visibleProperty());
        away.setOnFinished(event -> library.dismissNotice());
        library.noticeProperty().subscribe(this::show);
    }

    private void show(@Nullable Notice notice) {
        away.stop();
        setVisible(notice != null);
        if (notice == null) {
            return;
        }
        text.setText(notice.text());
        icon.setIconCode(notice.failure() ? Material2OutlinedAL.ERROR_OUTLINE : Material2OutlinedAL.INFO);
        pseudoClassStateChanged(FAILURE, notice.failure());
        Runnable back = notice.undo();
        undo.setVisible(back != null);
        undo.setOnAction(event -> {
            if (back != null) {
                back.run();
            }
        });
        if (!notice.failure()) {
            away.setDuration(back == null ? STAY : STAY_WITH_UNDO);
            away.playFromStart();
        }
    }
}
