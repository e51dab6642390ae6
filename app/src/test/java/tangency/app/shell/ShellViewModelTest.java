package tangency.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;

import org.junit.jupiter.api.Test;
import tangency.app.Toy;
import tangency.app.panel.PanelTable;
import tangency.app.panel.PanelTable.Column;
import tangency.app.session.Background;
import tangency.app.session.Library;
import tangency.app.session.MemoryShelf;
import tangency.app.session.Session;
import tangency.core.model.Constraint;
import tangency.core.scenario.MarketSpec;

class ShellViewModelTest {
    private final Session session = Toy.session(Toy.scenario());
    private final MemoryShelf shelf = new MemoryShelf(InstantSource.system());
    private final Library library = new Library(session, shelf, shelf.save(null, Toy.scenario(), "x"),
            new Background(Runnable::run, Runnable::run));
    private final ShellViewModel model = new ShellViewModel(session, library);

    @Test
    void theAnswerStandsWithItsCertificate() {
        assertThat(model.standingProperty().get()).isEqualTo(ShellViewModel.Standing.OPTIMAL);
        assertThat(model.answerProperty().get()).startsWith("optimal · gap ").endsWith(" ms");
    }

    @Test
    void aProblemWithoutAnswerIsSaidToHaveNone() {
        session.edit("Tight", s -> s.withConstraint(new Constraint.Bounds("Long only", true, null, 0.0, 0.1)));
        assertThat(model.standingProperty().get()).isEqualTo(ShellViewModel.Standing.WITHOUT_ANSWER);
        assertThat(model.answerProperty().get()).startsWith("infeasible");
        assertThat(model.outdatedProperty().get()).isFalse();
    }

    @Test
    void aRefusedScenarioLeavesTheOldPictureOutdated() {
        session.edit("Stranger", s -> s.withUniverse(List.of("AAA", "NOPE")));
        assertThat(model.answerProperty().get()).isEqualTo("refused");
        assertThat(model.findingsTextProperty().get()).contains("1 error");
        assertThat(model.outdatedProperty().get()).isTrue();
        session.undo();
        assertThat(model.outdatedProperty().get()).isFalse();
    }

    @Test
    void theTitleMarksWhatCannotBeSaved() {
        assertThat(model.titleProperty().get()).isEqualTo("Toy – Tangency");
        assertThat(model.savedProperty().get()).contains("nothing is kept");
        session.edit("Notes", s -> s.withNotes("x"));
        assertThat(model.titleProperty().get()).isEqualTo("Toy – Tangency");
    }

    @Test
    void sampleDataIsLabelled() {
        assertThat(model.simulatedProperty().get()).isFalse();
        session.edit("Sample", s -> s.withMarket(MarketSpec.prices("sample:simulated-40/prices.csv")));
        assertThat(model.simulatedProperty().get()).isTrue();
    }

    @Test
    void undoSaysWhatItTakesBack() {
        assertThat(model.canUndo().get()).isFalse();
        session.edit("Raise the cap", s -> s.withNotes("y"));
        assertThat(model.undoText().get()).isEqualTo("Undo \"Raise the cap\"");
        assertThat(model.canUndo().get()).isTrue();
        session.undo();
        assertThat(model.redoText().get()).isEqualTo("Redo \"Raise the cap\"");
    }

    @Test
    void aCommandIsFoundByPartsOfItsWords() {
        Command command = Command.of("x", Command.Menu.FILE, "Export a report…", null, "Shortcut+E", () -> {});
        assertThat(CommandPalette.matches(command, "rep exp")).isTrue();
        assertThat(CommandPalette.matches(command, "file report")).isTrue();
        assertThat(CommandPalette.matches(command, "import")).isFalse();
    }

    @Test
    void tablesGoToFilesWithEveryDigit() {
        PanelTable table = new PanelTable(List.of(Column.text("Asset"), Column.percent("Weight")),
                List.of(List.of("A,B", 1.0 / 3), java.util.Arrays.asList("C", null)));
        assertThat(PanelTables.csv(table).lines()).containsExactly("Asset,Weight", "\"A,B\",0.3333333333333333", "C,");
        assertThat(PanelTables.tabbed(table).lines()).contains("A,B\t0.3333333333333333");
        assertThat(PanelTables.shown(1.0 / 3, PanelTable.Format.PERCENT)).isEqualTo("33.33 %");
        assertThat(PanelTables.shown(-1e-9, PanelTable.Format.PERCENT)).isEqualTo("0.00 %");
        assertThat(PanelTables.shown(-0.25, PanelTable.Format.NUMBER)).isEqualTo("\u22120.2500");
    }
}
