package tangency.app.shell;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import tangency.core.report.PlainText;

/** Small questions, asked in a card over the window. */
final class Prompt {
    private static final double WIDTH = 440;
    private static final double WIDE = 640;

    /** One answer. */
    record Answer(String id, String text, String style, Runnable action) {}

    private Prompt() {}

    /** Asks for a text, {@code start} to begin with. */
    static void text(Overlay overlay, String title, String start, String verb, Consumer<String> done) {
        TextField field = new TextField(start);
        field.setId("prompt-text");
        field.selectAll();
        Button accept = new Button(verb);
        accept.setId("prompt-accept");
        accept.getStyleClass().add("accent");
        accept.disableProperty().bind(field.textProperty().map(String::isBlank));
        Runnable take = () -> {
            String text = field.getText().strip();
            if (!text.isEmpty()) {
                overlay.close();
                done.accept(text);
            }
        };
        accept.setOnAction(event -> take.run());
        field.setOnAction(event -> take.run());
        overlay.show(new VBox(10, heading(title), field, buttons(overlay, "Cancel", accept)), WIDTH, field);
    }

    /** Asks for a password, unseen. @param done gets the letters, which are wiped afterwards */
    static void password(Overlay overlay, String title, String message, String verb, Consumer<char[]> done) {
        Label body = new Label(message);
        body.getStyleClass().add("hint");
        body.setWrapText(true);
        PasswordField field = new PasswordField();
        field.setId("prompt-password");
        Button accept = new Button(verb);
        accept.setId("prompt-accept");
        accept.getStyleClass().add("accent");
        accept.disableProperty().bind(field.textProperty().isEmpty());
        accept.setOnAction(event -> give(overlay, field, done));
        field.setOnAction(event -> accept.fire());
        overlay.show(new VBox(10, heading(title), body, field, buttons(overlay, "Cancel", accept)), WIDTH, field);
    }

    /** Asks for a new password, twice, unseen. @param done gets the letters, which are wiped afterwards */
    static void newPassword(Overlay overlay, String title, String message, String verb, Consumer<char[]> done) {
        Label body = new Label(message);
        body.setWrapText(true);
        body.setMinHeight(Region.USE_PREF_SIZE);
        PasswordField field = new PasswordField();
        field.setId("prompt-password");
        field.setPromptText("New password");
        PasswordField again = new PasswordField();
        again.setId("prompt-password-again");
        again.setPromptText("The same again");
        Label difference = new Label("The two are not the same");
        difference.getStyleClass().add("hint");
        var same = again.textProperty().isEqualTo(field.textProperty());
        difference.visibleProperty().bind(again.textProperty().isNotEmpty().and(same.not()));
        Button accept = new Button(verb);
        accept.setId("prompt-accept");
        accept.getStyleClass().add("accent");
        accept.disableProperty().bind(field.textProperty().isEmpty().or(same.not()));
        accept.setOnAction(event -> {
            again.clear();
            give(overlay, field, done);
        });
        field.setOnAction(event -> again.requestFocus());
        again.setOnAction(event -> accept.fire());
        overlay.show(new VBox(10, heading(title), body, field, again, difference, buttons(overlay, "Cancel", accept)),
                WIDTH, field);
    }

    private static void give(Overlay overlay, PasswordField field, Consumer<char[]> done) {
        char[] letters = field.getText().toCharArray();
        field.clear();
        overlay.close();
        try {
            done.accept(letters);
        } finally {
            Arrays.fill(letters, '\0');
        }
    }

    /** Asks which of several things is meant, one under the other. */
    static void list(Overlay overlay, String title, String message, List<Answer> answers) {
        Label body = new Label(message);
        body.setWrapText(true);
        body.setMinHeight(Region.USE_PREF_SIZE);
        VBox rows = new VBox(2);
        for (Answer answer : answers) {
            Button row = button(overlay, answer);
            row.getStyleClass().add("flat");
            row.setMaxWidth(Double.MAX_VALUE);
            row.setAlignment(Pos.CENTER_LEFT);
            rows.getChildren().add(row);
        }
        overlay.show(new VBox(12, heading(title), body, rows, buttons(overlay, "Cancel")), WIDTH,
                rows.getChildren().getFirst());
    }

    /** Asks which way to go; Escape goes none. */
    static void choice(Overlay overlay, String title, String message, List<Answer> answers, String stay) {
        Label body = new Label(PlainText.of(message));
        body.setWrapText(true);
        body.setMinHeight(Region.USE_PREF_SIZE);
        List<Button> all = answers.stream().map(answer -> button(overlay, answer)).toList();
        VBox card = new VBox(12, heading(title), body, buttons(overlay, stay, all.toArray(Button[]::new)));
        overlay.show(card, WIDTH, all.getFirst());
    }

    /** Shows a text to be read before something is done with it. */
    static void preview(Overlay overlay, String title, String message, String text, Answer answer) {
        Label body = new Label(message);
        body.setWrapText(true);
        body.setMinHeight(Region.USE_PREF_SIZE);
        TextArea area = new TextArea(text);
        area.setId("prompt-preview");
        area.getStyleClass().add("preview");
        area.setEditable(false);
        area.setPrefRowCount(18);
        Button accept = button(overlay, answer);
        overlay.show(new VBox(12, heading(title), body, area, buttons(overlay, "Cancel", accept)), WIDE, accept);
    }

    private static Button button(Overlay overlay, Answer answer) {
        Button button = new Button(answer.text());
        button.setId(answer.id());
        if (!answer.style().isEmpty()) {
            button.getStyleClass().add(answer.style());
        }
        button.setOnAction(event -> {
            overlay.close();
            answer.action().run();
        });
        return button;
    }

    private static Label heading(String title) {
        Label heading = new Label(title);
        heading.getStyleClass().add("help-title");
        heading.setWrapText(true);
        return heading;
    }

    private static HBox buttons(Overlay overlay, String stay, Button... others) {
        Button cancel = new Button(stay);
        cancel.getStyleClass().add("flat");
        cancel.setOnAction(event -> overlay.close());
        HBox box = new HBox(8, others);
        box.getChildren().add(cancel);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
