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
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.run.Study;
import tangency.core.scenario.Scenario;

class LibraryTest {
    private final FaultyShelf shelf = new FaultyShelf();
    private final Item first = shelf.save(null, Toy.scenario(), "First");
    private final Session session = Toy.session(Toy.scenario());
    private final Library library = new Library(session, shelf, first, new Background(Runnable::run, Runnable::run));

    @Test
    void everyFinishedEditIsSaved_undoToo() {
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        assertThat(library.unsavedProperty().get()).isFalse();
        assertThat(shelf.load(first.id()).model()).isEqualTo(new Model.EqualWeight());
        session.undo();
        assertThat(shelf.load(first.id())).isEqualTo(Toy.scenario());
        session.redo();
        assertThat(shelf.history(first.id())).extracting(ScenarioShelf.Version::label).containsExactly("Redo Equal",
                "Undo Equal", "Equal", "First");
    }

    @Test
    void aDragIsSavedOnce_whenTheHandLetsGo() {
        for (int step = 1; step <= 5; step++) {
            String notes = "step " + step;
            session.drag("hand", "Drag", s -> s.withNotes(notes));
            assertThat(library.unsavedProperty().get()).isTrue();
        }
        assertThat(shelf.load(first.id())).isEqualTo(Toy.scenario());
        session.endGesture();
        assertThat(library.unsavedProperty().get()).isFalse();
        assertThat(shelf.load(first.id()).notes()).isEqualTo("step 5");
        assertThat(shelf.history(first.id())).hasSize(2);
        // An edit in the middle of a drag ends it: both are saved.
        session.drag("hand", "Drag", s -> s.withNotes("step 6"));
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        assertThat(shelf.history(first.id())).extracting(ScenarioShelf.Version::label).containsExactly("Equal", "Drag",
                "Drag", "First");
    }

    @Test
    void aDragThatStandsStillIsSavedToo() {
        List<Runnable> later = new ArrayList<>();
        Session dragged = Toy.session(Toy.scenario());
        Library mine = new Library(dragged, shelf, first,
                new Background(Runnable::run, Runnable::run, (delay, task) -> later.add(task)));
        dragged.drag("hand", "Drag", s -> s.withNotes("one"));
        dragged.drag("hand", "Drag", s -> s.withNotes("two"));
        later.removeFirst().run();
        assertThat(mine.unsavedProperty().get()).as("it moved meanwhile").isTrue();
        later.removeFirst().run();
        assertThat(mine.unsavedProperty().get()).isFalse();
        assertThat(shelf.load(first.id()).notes()).isEqualTo("two");
    }

    @Test
    void aSaveKeepsTheAnswerWithIt() {
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        assertThat(shelf.study(first)).as("a cold solve for every edit would be too much").isEmpty();
        library.save();
        Study kept = shelf.study(first).orElseThrow();
        assertThat(kept.status()).isEqualTo("optimal");
        assertThat(kept.scenario()).isEqualTo(session.scenario());
        session.edit("Notes", s -> s.withNotes("changed"));
        shelf.save(first.id(), session.scenario(), "Elsewhere");
        assertThat(shelf.study(first)).as("of an older state").isEmpty();
    }

    @Test
    void whatCannotBeSaved_isKeptInOrder_said_andTriedAgain() {
        List<Runnable> later = new ArrayList<>();
        Session edited = Toy.session(Toy.scenario());
        Library mine = new Library(edited, shelf, first,
                new Background(Runnable::run, Runnable::run, (delay, task) -> later.add(task)));
        shelf.fault = "The disk is full.";
        edited.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        edited.edit("Notes", s -> s.withNotes("x"));
        List<String> after = new ArrayList<>();
        mine.saveAll(() -> after.add("closed"), () -> after.add("asked"));
        assertThat(after).containsExactly("asked");
        assertThat(mine.unsavedProperty().get()).isTrue();
        assertThat(mine.unsavedNames()).containsExactly("Toy");
        assertThat(mine.troubleProperty().get()).contains("The disk is full.");
        assertThat(edited.scenario().notes()).isEqualTo("x");
        shelf.fault = null;
        List.copyOf(later).forEach(Runnable::run);
        assertThat(mine.troubleProperty().get()).isNull();
        assertThat(mine.unsavedNames()).isEmpty();
        assertThat(shelf.history(first.id())).extracting(ScenarioShelf.Version::label).containsExactly("Notes", "Equal",
                "First");
        mine.saveAll(() -> after.add("closed"), () -> after.add("asked"));
        assertThat(after).containsExactly("asked", "closed");
    }

    @Test
    void anEditThatNoDocumentCanHold_doesNotHoldUpTheOnesAfterIt(@TempDir Path folder) {
        try (ScenarioShelf kept = new WorkspaceShelf(folder, null)) {
            Item item = kept.save(null, Toy.scenario(), "First");
            Session edited = Toy.session(Toy.scenario());
            Library mine = new Library(edited, kept, item, new Background(Runnable::run, Runnable::run));
            edited.edit("Cross", s -> s.withConstraint(new Constraint.Bounds("Long only", true, null, 0.9, 0.1)));
            assertThat(mine.troubleProperty().get()).isNotNull();
            assertThat(mine.unsavedNames()).containsExactly("Toy");
            edited.edit("Mend", s -> s.withConstraint(new Constraint.Bounds("Long only", true, null, 0.1, 0.9)));
            assertThat(mine.troubleProperty().get()).isNull();
            assertThat(mine.unsavedNames()).isEmpty();
            assertThat(kept.load(item.id())).isEqualTo(edited.scenario());
        }
    }

    @Test
    void leavingWhatCouldNotBeSavedKeepsIt() {
        shelf.fault = "The disk is full.";
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        Item other = shelf.other.save(null, Toy.scenario().withName("Other"), "New");
        library.open(other);
        assertThat(session.scenario().name()).isEqualTo("Other");
        assertThat(library.unsavedNames()).containsExactly("Toy");
        assertThat(library.hasDraft(first)).isTrue();
        library.open(first);
        assertThat(session.scenario().model()).isEqualTo(new Model.EqualWeight());
        assertThat(library.unsavedProperty().get()).isTrue();
        shelf.fault = null;
        library.retry();
        assertThat(library.unsavedProperty().get()).isFalse();
        assertThat(shelf.load(first.id()).model()).isEqualTo(new Model.EqualWeight());
    }

    @Test
    void whatIsNowhereKeptIsAskedAbout() {
        MemoryShelf memory = new MemoryShelf(InstantSource.system());
        Item item = memory.save(null, Toy.scenario(), "First");
        Session edited = Toy.session(Toy.scenario());
        Library mine = new Library(edited, memory, item, new Background(Runnable::run, Runnable::run));
        assertThat(mine.unsavedNames()).isEmpty();
        edited.edit("Notes", s -> s.withNotes("x"));
        assertThat(mine.unsavedNames()).containsExactly("Toy");
    }

    @Test
    void savingAsLeavesTheFirstAsItIs() {
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        library.saveAs("Second");
        session.edit("Notes", s -> s.withNotes("x"));
        assertThat(library.items()).extracting(Item::name).containsExactly("Toy", "Second");
        assertThat(shelf.load(first.id())).isEqualTo(Toy.scenario().withModel(new Model.EqualWeight()));
        assertThat(shelf.load(Toy.there(library.openProperty().get()).id())).isEqualTo(session.scenario());
        assertThat(session.scenario().notes()).isEqualTo("x");
    }

    @Test
    void whatWasDoneBeforeARestartCanBeUndone(@TempDir Path folder) {
        Item item;
        try (ScenarioShelf kept = new WorkspaceShelf(folder, null)) {
            item = kept.save(null, Toy.scenario(), "First");
            Session edited = Toy.session(Toy.scenario());
            new Library(edited, kept, item, new Background(Runnable::run, Runnable::run)).dismissNotice();
            edited.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
            edited.edit("Notes", s -> s.withNotes("x"));
        }
        try (ScenarioShelf kept = new WorkspaceShelf(folder, null)) {
            Session again = Toy.session(kept.load(item.id()));
            new Library(again, kept, item, new Background(Runnable::run, Runnable::run)).dismissNotice();
            assertThat(again.undoLabelProperty().get()).isEqualTo("Notes");
            again.undo();
            assertThat(again.undoLabelProperty().get()).isEqualTo("Equal");
            again.undo();
            assertThat(again.scenario()).isEqualTo(Toy.scenario());
            assertThat(again.undoLabelProperty().get()).isNull();
        }
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
        assertThat(shelf.history(first.id()).getFirst().label()).isEqualTo("Version 1");
    }

    @Test
    void aWorkspaceKeepsEverythingOverARestart(@TempDir Path folder) throws Exception {
        Path prices = Files.writeString(folder.resolve("prices.csv"), "date,A,B\n2020-01-01,1,2\n2020-01-02,1.1,2.1\n");
        String id;
        try (ScenarioShelf kept = new WorkspaceShelf(folder.resolve("ws"), null)) {
            Session edited = Toy.session(Toy.scenario());
            Library mine = new Library(edited, kept, null, new Background(Runnable::run, Runnable::run));
            mine.files().importPrices(prices);
            assertThat(Toy.there(edited.scenario().market()).prices()).isEqualTo("workspace:prices");
            mine.save();
            assertThat(mine.noticeProperty().get()).isNull();
            id = Toy.there(mine.openProperty().get()).id();
            Files.writeString(prices, "date,A,B\n2020-01-01,1,2\n2020-01-02,1.5,2.1\n");
            assertThat(kept.keepFile(prices)).isEqualTo("workspace:prices 2");
        }
        Files.delete(prices);
        try (ScenarioShelf again = new WorkspaceShelf(folder.resolve("ws"), null)) {
            assertThat(again.setting(Library.LAST_OPEN)).contains(id);
            Scenario scenario = again.load(id);
            assertThat(again.load(Toy.there(scenario.market())).prices().series(0)).containsExactly(1, 1.1);
        }
    }

    /** A shelf in memory that fails when told to. */
    private static final class FaultyShelf extends ForwardingShelf {
        @Nullable
        String fault;

        final MemoryShelf other;

        FaultyShelf() {
            this(new MemoryShelf(InstantSource.system()));
        }

        private FaultyShelf(MemoryShelf memory) {
            super(memory);
            other = memory;
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
