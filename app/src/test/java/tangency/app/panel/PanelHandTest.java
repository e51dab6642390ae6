package tangency.app.panel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javafx.event.ActionEvent;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;
import tangency.app.panel.correlation.CorrelationView;
import tangency.app.panel.frontier.FrontierView;
import tangency.app.panel.hierarchy.HierarchyView;
import tangency.app.panel.riskbudget.BudgetView;
import tangency.app.session.Session;
import tangency.app.shell.Theme;
import tangency.core.market.MarketData;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.run.Study;

/** The four panels in a window, made before there is data, and a hand on each. */
class PanelHandTest {
    private static final List<PanelDescriptor> PANELS = List.of(CorrelationView.DESCRIPTOR, FrontierView.DESCRIPTOR,
            BudgetView.DESCRIPTOR, HierarchyView.DESCRIPTOR);

    private final Queue<Runnable> toCome = new ArrayDeque<>();
    private final List<Panel> panels = new ArrayList<>();
    private final MarketData data = SyntheticMarket.of(14, 200);
    private final Session session = Fx.get(() -> new Session(SyntheticMarket.scenario(Model.MeanRisk.MINIMUM_VARIANCE),
            spec -> data, Runnable::run, toCome::add));
    private final GridPane grid = Fx.get(GridPane::new);
    private final Scene scene = Fx.get(() -> new Scene(grid, 960, 880));
    private final Stage stage = Fx.get(Stage::new);

    @BeforeEach
    void open() {
        Fx.run(() -> {
            for (PanelDescriptor descriptor : PANELS) {
                Panel panel = descriptor.factory().create(PanelContext.fixed(session, false));
                Region view = (Region) panel.view();
                view.setMinSize(480, 440);
                view.setPrefSize(480, 440);
                grid.add(view, panels.size() % 2, panels.size() / 2);
                panels.add(panel);
            }
            Theme.LIGHT.applyTo(scene);
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(0);
            stage.show();
        });
        Fx.pulses(scene, 2);
        arrive();
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            panels.forEach(Panel::dispose);
            stage.close();
        });
    }

    /** Lets answers arrive and frames pass. */
    private void arrive() {
        Fx.run(() -> {
            while (!toCome.isEmpty()) {
                toCome.remove().run();
            }
        });
        Fx.pulses(scene, 3);
    }

    private Node node(String id) {
        return Fx.get(() -> requireNonNull(scene.lookup("#" + id), id));
    }

    private void key(String id, KeyCode code) {
        Node node = node(id);
        Fx.run(() -> {
            node.requestFocus();
            node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
            node.fireEvent(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", code, false, false, false, false));
        });
        arrive();
    }

    private void mouse(Node node, EventType<MouseEvent> type, double x, double y) {
        Fx.run(() -> {
            var at = node.localToScene(x, y);
            node.fireEvent(new MouseEvent(type, at.getX(), at.getY(), at.getX(), at.getY(), MouseButton.PRIMARY, 1,
                    false, false, false, false, type != MouseEvent.MOUSE_RELEASED, false, false, false, false,
                    type == MouseEvent.MOUSE_CLICKED, new PickResult(node, at.getX(), at.getY())));
        });
    }

    private Study study() {
        return requireNonNull(requireNonNull(session.snapshot()).study());
    }

    @Test
    void panels_followDataThatComesLater() {
        assertThat(((ListView<?>) node("budget-list")).getItems()).hasSize(14);
        assertThat(((ChoiceBox<?>) node("budget-grouping")).getValue()).isEqualTo("Each asset");
        assertThat(((ChoiceBox<?>) node("correlation-order")).getValue()).hasToString("Cluster");
        for (Panel panel : panels) {
            assertThat(Fx.get(panel::describe)).contains("14");
            assertThat(Fx.get(panel::table)).isNotNull();
        }
    }

    @Test
    void arrowOnTheFrontier_movesTheTargetReturn() {
        double before = requireNonNull(requireNonNull(study().measures()).mean());
        key("frontier-chart", KeyCode.UP);
        key("frontier-chart", KeyCode.UP);
        assertThat(Fx.get(() -> session.scenario().constraints())).extracting(Constraint::name)
                .contains(Session.TARGET_RETURN);
        assertThat(requireNonNull(requireNonNull(study().measures()).mean())).isGreaterThan(before);
    }

    @Test
    void sliderInTheBudgetList_makesRiskBudgets_inOneEntryOfTheHistory() {
        Slider slider = (Slider) node("budget-slider-A2");
        for (double share = 0.1; share <= 0.3; share += 0.02) {
            double now = share;
            Fx.run(() -> slider.setValue(now));
        }
        mouse(slider, MouseEvent.MOUSE_RELEASED, 5, 5);
        arrive();
        assertThat(Fx.get(() -> session.scenario().model())).isInstanceOf(Model.RiskBudget.class);
        assertThat(requireNonNull(study().riskContributions()).get(1)).isEqualTo(slider.getValue(), within(1e-6));
        Fx.run(session::undo);
        arrive();
        assertThat(Fx.get(() -> session.scenario().model())).isEqualTo(Model.MeanRisk.MINIMUM_VARIANCE);
    }

    @Test
    void numberTyped_setsTheBudget() {
        TextField field = (TextField) node("budget-number-A3");
        Fx.run(() -> {
            field.setText("25,5 %");
            field.fireEvent(new ActionEvent());
        });
        arrive();
        assertThat(requireNonNull(study().riskContributions()).get(2)).isEqualTo(0.255, within(1e-6));
        Fx.run(() -> {
            field.setText("a quarter");
            field.fireEvent(new ActionEvent());
        });
        assertThat(field.getText()).isEqualTo("25.5%");
    }

    @Test
    void clickOnTheHeatMap_selectsInEveryPanel() {
        Region map = (Region) node("correlation-heatmap");
        mouse(map, MouseEvent.MOUSE_PRESSED, map.getWidth() / 2 + 20, map.getHeight() / 2 - 30);
        mouse(map, MouseEvent.MOUSE_RELEASED, map.getWidth() / 2 + 20, map.getHeight() / 2 - 30);
        mouse(map, MouseEvent.MOUSE_CLICKED, map.getWidth() / 2 + 20, map.getHeight() / 2 - 30);
        assertThat(Fx.get(() -> session.selection().assets())).hasSize(2);
    }

    @Test
    void arrowOnTheDendrogram_movesTheCutForAllPanels() {
        key("hierarchy-dendrogram", KeyCode.LEFT);
        for (int k = 0; k < 40; k++) {
            key("hierarchy-dendrogram", KeyCode.LEFT);
        }
        assertThat(Fx.get(() -> session.selection().clusters())).isBetween(1, 3);
    }

    @Test
    void groupingBySector_showsSectors_andKeepsThemThroughAnEdit() {
        @SuppressWarnings("unchecked")
        ChoiceBox<String> grouping = (ChoiceBox<String>) node("budget-grouping");
        Fx.run(() -> grouping.setValue("sector"));
        Fx.run(() -> session.edit("Model", s -> s.withModel(Model.Hrp.DEFAULT)));
        arrive();
        assertThat(grouping.getValue()).isEqualTo("sector");
        assertThat(((ListView<?>) node("budget-list")).getItems()).hasSize(6);
    }
}
