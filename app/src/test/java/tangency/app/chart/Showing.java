package tangency.app.chart;

import java.util.List;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import tangency.app.Fx;
import tangency.app.shell.Theme;

/** A chart in a showing headless window of 800 × 600, and a hand for it. */
final class Showing implements AutoCloseable {
    private final ChartRegion chart;
    private final Stage stage;

    Showing(ChartRegion chart) {
        this.chart = chart;
        stage = Fx.get(() -> {
            Stage window = new Stage();
            Scene scene = new Scene(new StackPane(chart), 800, 600);
            Theme.LIGHT.applyTo(scene);
            window.setScene(scene);
            window.setX(0);
            window.setY(0);
            window.show();
            return window;
        });
        Fx.pulses(stage.getScene(), 4);
    }

    Scene scene() {
        return stage.getScene();
    }

    /** Sends one mouse event at a point of the chart. */
    void mouse(EventType<MouseEvent> type, double x, double y) {
        Fx.run(() -> {
            Point2D at = chart.localToScene(x, y);
            boolean down = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
            MouseButton button = type == MouseEvent.MOUSE_MOVED ? MouseButton.NONE : MouseButton.PRIMARY;
            chart.fireEvent(new MouseEvent(type, at.getX(), at.getY(), at.getX(), at.getY(), button, 1, false, false,
                    false, false, down, false, false, false, false, type == MouseEvent.MOUSE_CLICKED,
                    new PickResult(chart, at.getX(), at.getY())));
        });
    }

    void drag(List<Point2D> path) {
        mouse(MouseEvent.MOUSE_PRESSED, path.getFirst().getX(), path.getFirst().getY());
        for (Point2D point : path.subList(1, path.size())) {
            mouse(MouseEvent.MOUSE_DRAGGED, point.getX(), point.getY());
        }
        mouse(MouseEvent.MOUSE_RELEASED, path.getLast().getX(), path.getLast().getY());
    }

    void key(KeyCode code) {
        Fx.run(() -> {
            chart.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
            chart.fireEvent(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", code, false, false, false, false));
        });
    }

    @Override
    public void close() {
        Fx.run(stage::close);
    }
}
