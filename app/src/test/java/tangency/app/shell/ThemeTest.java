package tangency.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.RangeSlider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;

class ThemeTest {
    @BeforeAll
    static void start() {
        Fx.start();
    }

    @Test
    void controlsOfAllLibrariesAreStyledWithoutAWarning() {
        Map<Theme, List<String>> warnings = new TreeMap<>();
        for (Theme theme : Theme.values()) {
            Supplier<Parent> content = () -> new VBox(new RangeSlider(0, 100, 20, 80), new Slider(), new Button("b"),
                    new TextField("t"), new ComboBox<String>(), new TableView<String>());
            warnings.put(theme, Fx.warningsDuring(() -> PictureBooth.writePng(
                    PictureBooth.draw(content, 400, 300, theme),
                    java.nio.file.Path.of("target", "pictures", "controls-" + theme + ".png"))));
        }
        assertThat(warnings).containsEntry(Theme.LIGHT, List.of()).containsEntry(Theme.DARK, List.of());
    }

    @Test
    void aWarningWouldBeSeen() {
        List<String> warnings = Fx.warningsDuring(() -> PictureBooth.draw(() -> {
            Pane pane = new Pane();
            pane.setStyle("-fx-background-color: -no-such-colour;");
            return pane;
        }, 50, 50, Theme.LIGHT));
        assertThat(warnings).isNotEmpty();
    }

    @Test
    void changingTheThemeReplacesTheSheetsAndKeepsOthers() {
        List<String> sheets = Fx.get(() -> {
            Scene scene = new Scene(new Pane());
            scene.getStylesheets().add("data:text/css,");
            Theme.LIGHT.applyTo(scene);
            Theme.DARK.applyTo(scene);
            Theme.DARK.applyTo(scene);
            return List.copyOf(scene.getStylesheets());
        });
        assertThat(sheets).containsOnlyOnceElementsOf(Theme.DARK.stylesheets()).contains("data:text/css,")
                .hasSize(Theme.DARK.stylesheets().size() + 1);
    }
}
