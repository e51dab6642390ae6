package tangency.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.app.Fx;
import tangency.app.Toy;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.run.Study;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/** The main job, by hand, in the real window. */
class WindowTest {
    @TempDir
    Path folder;

    private static Study study(Hand hand) {
        return Fx.get(() -> Toy.study(hand.session()));
    }

    private static Scenario scenario(Hand hand) {
        return Fx.get(() -> hand.session().scenario());
    }

    private Path prices() throws Exception {
        StringBuilder text = new StringBuilder("date,AAA,BBB,CCC\n");
        var table = Toy.data().prices();
        for (int t = 0; t < table.dates().size(); t++) {
            text.append(table.dates().get(t));
            for (int i = 0; i < 3; i++) {
                text.append(',').append(table.series(i)[t]);
            }
            text.append('\n');
        }
        return Files.writeString(folder.resolve("prices.csv"), text);
    }

    @Test
    void loadDragUndoSaveRestartReopenExport() throws Exception {
        Path workspace = folder.resolve("ws");
        Scenario saved;
        try (Hand hand = new Hand(workspace)) {
            // A new workspace opens on the sample, labelled as simulated.
            assertThat(hand.find("#simulated-badge")).isNotNull();
            assertThat(study(hand).assets()).hasSize(40);
            assertThat(study(hand).status()).isEqualTo("optimal");

            // Load
            hand.answer(prices());
            hand.click("#open-data");
            hand.await("the imported prices", () -> "workspace:prices".equals(market(hand)));
            hand.settle();
            assertThat(study(hand).assets()).containsExactly("AAA", "BBB", "CCC");
            assertThat(hand.find("#simulated-badge")).isNull();
            hand.press(KeyCode.CONTROL, KeyCode.S);
            hand.await("saved", () -> !hand.window().library().unsavedProperty().get());

            // Drag the frontier: a return limit appears, the answer keeps to it exactly.
            Scenario before = scenario(hand);
            hand.drag("#frontier-handle", -40, 40);
            Constraint target = Toy.there(scenario(hand).constraints().stream()
                    .filter(Constraint.Return.class::isInstance).findFirst().orElse(null));
            assertThat(study(hand).status()).isEqualTo("optimal");
            assertThat(Toy.there(study(hand).measures()).mean()).isCloseTo(((Constraint.Return) target).min(),
                    within(1e-12));
            assertThat(hand.find("#constraint-target-return")).isNotNull();

            // Undo takes the whole drag back.
            hand.press(KeyCode.CONTROL, KeyCode.Z);
            hand.settle();
            assertThat(scenario(hand)).isEqualTo(before);
            hand.press(KeyCode.CONTROL, KeyCode.Y);
            hand.settle();

            // Drag a budget: the model becomes risk budgeting.
            hand.drag("#budget-slider-BBB .thumb", 30, 0);
            assertThat(scenario(hand).model()).isInstanceOf(Model.RiskBudget.class);

            // Save
            hand.click("#save");
            hand.await("saved", () -> !hand.window().library().unsavedProperty().get());
            saved = scenario(hand);
        }
        Files.delete(folder.resolve("prices.csv"));
        try (Hand hand = new Hand(workspace)) {
            // After a restart the scenario is there, its data too.
            assertThat(scenario(hand)).isEqualTo(saved);
            assertThat(study(hand).assets()).containsExactly("AAA", "BBB", "CCC");

            // Reopen the first version from the history, as an edit.
            hand.click("#scenarios");
            hand.clickButton("#scenario-list", "History");
            hand.clickButton("#version-list", "Go back to this version");
            hand.await("the sample", () -> hand.session().scenario().equals(Start.sample()));
            hand.settle();
            hand.press(KeyCode.CONTROL, KeyCode.Z);
            hand.settle();
            assertThat(scenario(hand)).isEqualTo(saved);

            // Export
            Path report = folder.resolve("report.html");
            hand.answer(report);
            hand.press(KeyCode.CONTROL, KeyCode.E);
            hand.await("report", () -> Files.exists(report));
            Path table = folder.resolve("frontier.csv");
            hand.answer(table);
            hand.clickButton("#panel-frontier", "Export the numbers (CSV)");
            hand.await("table", () -> Files.exists(table));
            hand.settle();
            assertThat(Files.readAllLines(table).getFirst()).contains("AAA").contains("BBB");
            Path picture = folder.resolve("frontier.png");
            hand.answer(picture);
            hand.clickButton("#panel-frontier", "Export a picture (PNG)");
            hand.await("picture", () -> Files.exists(picture));
            hand.settle();
            assertThat(Files.size(picture)).isPositive();
        }
    }

    private static String market(Hand hand) {
        MarketSpec market = hand.session().scenario().market();
        return market == null ? "" : market.prices();
    }
}
