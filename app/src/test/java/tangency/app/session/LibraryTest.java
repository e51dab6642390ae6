package tangency.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.app.Toy;
import tangency.app.session.ScenarioShelf.Item;
import tangency.core.model.Model;
import tangency.core.run.Study;
import tangency.core.scenario.Scenario;
import tangency.storage.workspace.Workspace;

class LibraryTest {
    private final FaultyShelf shelf = new FaultyShelf();
    private final Item first = shelf.save(null, Toy.scenario(), "First");
    private final Session session = Toy.session(Toy.scenario());
    private final Library library = new Library(session, shelf, first, new Background(Runnable::run, Runnable::run));

    @Test
    void anEditIsUnsavedUntilItIsSaved() {
        assertThat(library.unsavedProperty().get()).isFalse();
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        assertThat(library.unsavedProperty().get()).isTrue();
        library.save();
        assertThat(library.unsavedProperty().get()).isFalse();
        assertThat(shelf.load(first.id()).model()).isEqualTo(new Model.EqualWeight());
        assertThat(shelf.history(first.id()).getFirst().label()).isEqualTo("Equal");
        session.undo();
        assertThat(library.unsavedProperty().get()).isTrue();
    }

    @Test
    void aSaveKeepsTheAnswerWithIt() {
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        assertThat(shelf.study(first)).isEmpty();
        library.save();
        Study kept = shelf.study(first).orElseThrow();
        assertThat(kept.status()).isEqualTo("optimal");
        assertThat(kept.scenario()).isEqualTo(session.scenario());
        session.edit("Notes", s -> s.withNotes("changed"));
        shelf.save(first.id(), session.scenario(), "Elsewhere");
        assertThat(shelf.study(first)).as("of an older state").isEmpty();
    }

    @Test
    void aSaveThatFailsKeepsTheMarkAndSaysWhy() {
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        shelf.fault = "The disk is full.";
        List<String> after = new ArrayList<>();
        library.save(() -> after.add("closed"));
        assertThat(library.unsavedProperty().get()).isTrue();
        assertThat(after).isEmpty();
        assertThat(Toy.there(library.noticeProperty().get()).failure()).isTrue();
        assertThat(Toy.there(library.noticeProperty().get()).text()).contains("The disk is full.");
        shelf.fault = null;
        library.save(() -> after.add("closed"));
        assertThat(after).containsExactly("closed");
        assertThat(library.unsavedProperty().get()).isFalse();
    }

    @Test
    void leavingUnsavedWorkKeepsIt() {
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        library.add(Toy.scenario().withName("Other"), "New");
        assertThat(session.scenario().name()).isEqualTo("Other");
        assertThat(library.unsavedNames()).containsExactly("Toy");
        assertThat(library.hasDraft(first)).isTrue();
        library.open(first);
        assertThat(session.scenario().model()).isEqualTo(new Model.EqualWeight());
        assertThat(library.unsavedProperty().get()).isTrue();
        session.undo();
        assertThat(session.scenario()).isEqualTo(Toy.scenario());
    }

    @Test
    void savingAllSavesDraftsToo() {
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        library.add(Toy.scenario().withName("Other"), "New");
        session.edit("Notes", s -> s.withNotes("x"));
        List<String> after = new ArrayList<>();
        library.saveAll(() -> after.add("done"));
        assertThat(after).containsExactly("done");
        assertThat(library.unsavedNames()).isEmpty();
        assertThat(shelf.load(first.id()).model()).isEqualTo(new Model.EqualWeight());
    }

    @Test
    void aDeletedScenarioComesBack() {
        library.delete(first);
        assertThat(library.items()).isEmpty();
        assertThat(library.unsavedProperty().get()).isTrue();
        Toy.there(Toy.there(library.noticeProperty().get()).undo()).run();
        assertThat(library.items()).extracting(Item::name).containsExactly("Toy");
        assertThat(library.unsavedProperty().get()).isFalse();
    }

    @Test
    void aDuplicateHasANameOfItsOwnAndIsOpen() {
        library.duplicate(first);
        library.duplicate(first);
        assertThat(library.items()).extracting(Item::name).containsExactly("Toy", "Toy copy", "Toy copy 2");
        assertThat(session.scenario().name()).isEqualTo("Toy copy 2");
        assertThat(library.unsavedProperty().get()).isFalse();
    }

    @Test
    void renamingChangesDocumentAndList() {
        library.rename(first, "Renamed");
        assertThat(library.items()).extracting(Item::name).containsExactly("Renamed");
        assertThat(shelf.load(first.id()).name()).isEqualTo("Renamed");
        assertThat(library.unsavedProperty().get()).isFalse();
    }

    @Test
    void anOlderVersionComesBackAsAnEdit() {
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        library.save();
        library.reopen(Toy.there(library.openProperty().get()), shelf.history(first.id()).getLast());
        assertThat(session.scenario()).isEqualTo(Toy.scenario());
        assertThat(session.undoLabelProperty().get()).isEqualTo("Version 1");
        assertThat(library.unsavedProperty().get()).isTrue();
    }

    @Test
    void aWorkspaceKeepsEverythingOverARestart(@TempDir Path folder) throws Exception {
        Path prices = Files.writeString(folder.resolve("prices.csv"), "date,A,B\n2020-01-01,1,2\n2020-01-02,1.1,2.1\n");
        String id;
        try (ScenarioShelf kept = new WorkspaceShelf(Workspace.open(folder.resolve("ws")))) {
            Session edited = Toy.session(Toy.scenario());
            Library mine = new Library(edited, kept, null, new Background(Runnable::run, Runnable::run));
            mine.importPrices(prices);
            assertThat(Toy.there(edited.scenario().market()).prices()).isEqualTo("workspace:prices");
            mine.save();
            assertThat(mine.noticeProperty().get()).isNull();
            id = Toy.there(mine.openProperty().get()).id();
            Files.writeString(prices, "date,A,B\n2020-01-01,1,2\n2020-01-02,1.5,2.1\n");
            assertThat(kept.keepFile(prices)).isEqualTo("workspace:prices 2");
        }
        Files.delete(prices);
        try (ScenarioShelf again = new WorkspaceShelf(Workspace.open(folder.resolve("ws")))) {
            assertThat(again.setting(Library.LAST_OPEN)).contains(id);
            Scenario scenario = again.load(id);
            assertThat(again.load(Toy.there(scenario.market())).prices().series(0)).containsExactly(1, 1.1);
        }
    }

    /** A shelf in memory that fails when told to. */
    private static final class FaultyShelf extends ForwardingShelf {
        @Nullable
        String fault;

        FaultyShelf() {
            super(new MemoryShelf(InstantSource.system()));
        }

        @Override
        public Item save(@Nullable String id, Scenario scenario, String label) {
            if (fault != null) {
                throw new IllegalStateException(fault);
            }
            return super.save(id, scenario, label);
        }
    }
}
