package tangency.app.shell;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;

import tangency.app.diagnostics.FaultLog;

/**
 * A window in a process of its own, whose hand makes one edit after another until it is killed: {@code begin N} before an
 * edit, {@code safe N} once the status says that it is saved.
 */
public final class EditingChild {
    private EditingChild() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int first = Integer.parseInt(args[1]);
        Toolkit.startHeadless();
        Start start = Start.in(folder, null);
        CountDownLatch gone = new CountDownLatch(1);
        Window window = Toolkit.onFx(() -> {
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(900);
            stage.setHeight(700);
            Window made = new Window(stage, start, Panels.all(), FileDialogs.none(), null,
                    new FaultLog(folder.resolveSibling("diagnostics"), InstantSource.system()), gone::countDown);
            stage.show();
            return made;
        });
        for (int edit = first;; edit++) {
            int number = edit;
            System.out.println("begin " + number);
            Toolkit.onFx(() -> {
                // A drag of three steps: one entry.
                for (int step = 1; step <= 3; step++) {
                    String notes = "edit " + number + " step " + step;
                    window.session().drag("hand", "Edit " + number, s -> s.withNotes(notes));
                }
                window.session().endGesture();
                return true;
            });
            while (Toolkit.onFx(() -> window.library().unsavedProperty().get())) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            System.out.println("safe " + number);
            if (gone.getCount() == 0) {
                Platform.exit();
            }
        }
    }
}
