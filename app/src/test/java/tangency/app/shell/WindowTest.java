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
import tangency.app.session.ScenarioShelf;
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
            assertThat(hand.window().library().items()).extracting(ScenarioShelf.Item::name)
                    .containsExactly("Simulated sample", "prices");
            assertThat(hand.text("#status-saved")).isEqualTo("Saved");

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
            hand.await("the versions", () -> hand.find("#version-list") != null);
            hand.clickButton("#version-list", "Go back to this version");
            hand.await("the first version", () -> hand.session().scenario().model() instanceof Model.MeanRisk);
            hand.settle();
            hand.press(KeyCode.CONTROL, KeyCode.Z);
            hand.settle();
            assertThat(scenario(hand)).isEqualTo(saved);

            // Export
            Path report = folder.resolve("report.html");
            hand.answer(report);
            hand.press(KeyCode.CONTROL, KeyCode.E);
            hand.await("report", () -> Files.exists(report) && hand.window().idle());
            assertThat(Files.readString(report)).contains("AAA").contains("<svg");
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

    @Test
    void everyEditIsSavedByItself_andClosingAsksNothing() {
        try (Hand hand = new Hand(folder)) {
            hand.drag("#frontier-handle", -30, 30);
            hand.click("#constraint-long-only .toggle-switch");
            hand.settle();
            assertThat(hand.text("#status-saved")).isEqualTo("Saved");
            Fx.run(hand.window()::close);
            hand.awaitEnd();
        }
        try (Hand hand = new Hand(folder)) {
            assertThat(scenario(hand).constraints()).filteredOn(Constraint::enabled).extracting(Constraint::name)
                    .containsExactly("Fully invested", "Target return");
            // What was done before the restart can be undone.
            hand.await("the history", () -> hand.session().undoLabelProperty().get() != null);
            hand.press(KeyCode.CONTROL, KeyCode.Z);
            hand.press(KeyCode.CONTROL, KeyCode.Z);
            hand.settle();
            assertThat(scenario(hand)).isEqualTo(Start.sample());
        }
    }

    @Test
    void aSecondWindowSaysSo_andCallsTheFirst() {
        try (Hand first = new Hand(folder.resolve("a")); Hand second = new Hand(folder.resolve("a"))) {
            assertThat(second.find("#workspace-trouble")).isNotNull();
            assertThat(second.text("#status-saved")).contains("nothing is kept");
            assertThat(study(second).status()).isEqualTo("optimal");
            second.click("#toggle-theme");
            // The first window comes to the front when it is asked to.
            Fx.run(() -> first.stage().setIconified(true));
            second.click("#workspace-focus");
            second.awaitEnd();
            first.await("it in front", () -> !first.stage().isIconified());
        }
    }

    @Test
    void aSecondWindowCanWaitForTheFirst() {
        try (Hand first = new Hand(folder.resolve("a")); Hand second = new Hand(folder.resolve("a"))) {
            first.close();
            second.click("#workspace-again");
            second.await("the workspace", () -> second.window().library().durable());
            second.settle();
            assertThat(second.find("#workspace-trouble")).isNull();
            assertThat(second.text("#status-saved")).isEqualTo("Saved");
        }
    }

    @Test
    void aFolderThatCannotHoldAWorkspaceLeavesTheWayToAnother() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        try (Hand hand = new Hand(file)) {
            assertThat(hand.find("#workspace-trouble")).isNotNull();
            hand.click("#constraint-long-only .toggle-switch");
            hand.settle();
            Scenario mine = scenario(hand);
            hand.answer(folder.resolve("good"));
            hand.click("#workspace-choose");
            hand.await("the workspace", () -> hand.window().library().durable());
            hand.await("what was done to come along", () -> hand.session().scenario().constraints()
                    .equals(mine.constraints()));
            hand.await("saved", () -> !hand.window().library().unsavedProperty().get());
        }
    }

    @Test
    void whatCanBeReadOfADamagedWorkspaceIsLookedAt_andNothingIsChanged() throws Exception {
        try (Hand hand = new Hand(folder)) {
            hand.click("#constraint-long-only .toggle-switch");
            hand.settle();
        }
        Path mark = folder.resolve("workspace.manifest");
        // A mark from the future: the database has lost its newest changes.
        Files.writeString(mark, "tangency-workspace/1 999 " + "0".repeat(64) + "\n");
        try (Hand hand = new Hand(folder)) {
            assertThat(hand.find("#workspace-trouble")).isNotNull();
            hand.click("#workspace-salvage");
            hand.await("the read-only view", () -> hand.window().library().readOnly().isPresent());
            hand.settle();
            assertThat(scenario(hand).constraints()).filteredOn(Constraint::enabled).extracting(Constraint::name)
                    .containsExactly("Fully invested");
            assertThat(hand.text("#status-saved")).startsWith("Read-only");
            byte[] before = Files.readAllBytes(folder.resolve("workspace.mv.db"));
            hand.click("#constraint-long-only .toggle-switch");
            hand.press(KeyCode.CONTROL, KeyCode.S);
            hand.settle();
            Path copy = folder.resolve("copy.json");
            hand.answer(copy);
            hand.click("#workspace-export");
            hand.await("the copy", () -> Files.exists(copy));
            assertThat(Files.readAllBytes(folder.resolve("workspace.mv.db"))).isEqualTo(before);
        }
        assertThat(Files.readString(mark)).contains(" 999 ");
    }

    @Test
    void aDeletedScenarioComesBackByOneClick() {
        try (Hand hand = new Hand(folder)) {
            hand.press(KeyCode.CONTROL, KeyCode.D);
            hand.await("the copy", () -> hand.session().scenario().name().equals("Simulated sample copy"));
            hand.settle();
            hand.click("#scenarios");
            hand.clickButton("#scenario-list", "Delete Simulated sample copy");
            hand.await("the offer to undo", () -> hand.find("#notice-undo") != null);
            assertThat(hand.window().library().items()).hasSize(1);
            hand.press(KeyCode.ESCAPE);
            hand.click("#notice-undo");
            hand.await("it back", () -> hand.window().library().items().size() == 2);
            hand.await("saved", () -> !hand.window().library().unsavedProperty().get());
        }
    }

    @Test
    void aConflictIsShownAndRelaxedByOneClick() {
        try (Hand hand = new Hand(folder)) {
            Fx.run(() -> hand.session().edit("Tighten",
                    s -> s.withConstraint(new Constraint.Bounds("Long only", true, null, 0.0, 0.02))));
            hand.settle();
            assertThat(study(hand).status()).isEqualTo("infeasible");
            assertThat(hand.find("#trouble")).isNotNull();
            hand.click("#constraint-long-only .danger");
            hand.settle();
            assertThat(study(hand).status()).isEqualTo("optimal");
            assertThat(hand.find("#trouble")).isNull();
        }
    }

    @Test
    void filesThatAreDroppedGoWhereTheyBelong() throws Exception {
        Path assets = Files.writeString(folder.resolve("assets.csv"),
                "id,name,sector\nAAA,Alpha,Energy\nBBB,Beta,Health\nCCC,Gamma,Health\n");
        Path document = Files.writeString(folder.resolve("scenario.json"),
                "{\"format\":\"tangency-scenario/1\",\"name\":\"From a file\",\"market\":{\"prices\":\"prices.csv\"},"
                        + "\"model\":{\"method\":\"equal-weight\"}}");
        prices();
        try (Hand hand = new Hand(folder.resolve("ws"))) {
            Fx.run(() -> hand.window().shell().take(document));
            hand.await("the scenario", () -> hand.session().scenario().name().equals("From a file"));
            hand.settle();
            // Its prices lie beside it, wherever the program was started.
            assertThat(study(hand).assets()).containsExactly("AAA", "BBB", "CCC");
            Fx.run(() -> hand.window().shell().take(assets));
            hand.await("the assets",
                    () -> "workspace:assets".equals(Toy.there(hand.session().scenario().market()).assets()));
            hand.settle();
            assertThat(Fx.get(() -> Toy.there(hand.session().snapshot()).analysis().universe().groupings()))
                    .containsExactly("sector");
            // What is no scenario is refused in words, and nothing changes.
            Path broken = Files.writeString(folder.resolve("broken.json"), "{\"format\": 1}");
            Scenario before = scenario(hand);
            Fx.run(() -> hand.window().shell().take(broken));
            hand.await("the refusal", () -> hand.window().library().noticeProperty().get() != null
                    && Toy.there(hand.window().library().noticeProperty().get()).failure());
            assertThat(Toy.there(hand.window().library().noticeProperty().get()).text()).contains("broken.json");
            assertThat(scenario(hand)).isEqualTo(before);
        }
    }

    @Test
    void everythingIsReachedByKeys() {
        try (Hand hand = new Hand(folder)) {
            hand.press(KeyCode.F1);
            assertThat(hand.find("#shortcut-sheet")).isNotNull();
            hand.press(KeyCode.ESCAPE);
            assertThat(hand.find("#shortcut-sheet")).isNull();
            for (int place = 0; place < 4; place++) {
                hand.press(KeyCode.CONTROL, KeyCode.getKeyCode(String.valueOf(place + 1)));
                int at = place;
                hand.await("panel " + place, () -> Panels.all().get(at)
                        .equals(hand.window().shell().grid().activeProperty().get()));
                assertThat(hand.focusIsIn("#panel-" + Panels.all().get(place).id())).isTrue();
            }
            hand.press(KeyCode.CONTROL, KeyCode.K);
            hand.type("dark");
            hand.press(KeyCode.ENTER);
            hand.await("the dark theme", () -> hand.window().shell().darkProperty().get());
        }
        try (Hand hand = new Hand(folder)) {
            hand.await("the dark theme again", () -> hand.window().shell().darkProperty().get());
        }
    }

    private static String market(Hand hand) {
        MarketSpec market = hand.session().scenario().market();
        return market == null ? "" : market.prices();
    }
}
