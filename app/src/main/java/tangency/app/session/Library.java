package tangency.app.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import tangency.app.session.ScenarioShelf.Item;
import tangency.app.session.ScenarioShelf.Version;
import tangency.core.report.PlainText;
import tangency.core.run.Analysis;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;
import tangency.storage.workspace.WorkspaceException;

/**
 * The scenarios of the workspace beside the one that is open. Every finished edit is written to the shelf by itself; what
 * cannot be written is kept, said, and tried again, and leaving a scenario leaves nothing behind.
 *
 * <p>All methods and properties belong to the FX thread; storage work runs in the {@link Background}.
 */
public final class Library {
    /** Setting that names the scenario opened last. */
    public static final String LAST_OPEN = "last-open-scenario";

    /** So much of what was done before is there to be undone when a scenario is opened. */
    private static final int RECALLED = 30;
    /** A drag that stands still for so long is written though the hand has not let go. */
    private static final Duration STILL = Duration.ofSeconds(2);

    /** Something done or gone wrong, told to the person once; {@code undo} takes it back where that is possible. */
    public record Notice(String text, boolean failure, @Nullable Runnable undo) {
        public Notice {
            text = PlainText.line(text);
        }
    }

    private final Session session;
    private final Background background;
    private final ScenarioShelf shelf;
    private final Autosave autosave;
    private final ScenarioFiles files;

    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Item> open = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper unsaved = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private Autosave.Target target;
    private @Nullable Scenario written;
    private boolean watching;

    /**
     * @param open the item that the session's scenario was loaded from, null where it is not on the shelf
     */
    public Library(Session session, ScenarioShelf shelf, @Nullable Item open, Background background) {
        this.session = session;
        this.shelf = shelf;
        this.background = background;
        this.autosave = new Autosave(shelf, background, this::written);
        this.files = new ScenarioFiles(session, shelf, this);
        this.target = new Autosave.Target(open);
        this.open.set(open);
        this.written = open == null ? null : session.scenario();
        session.scenarioProperty().subscribe(now -> {
            compare();
            watch();
        });
        session.onFinished(this::keep);
        refresh();
        if (open != null) {
            recall(open);
        }
    }

    /** Files in and out of the open scenario. */
    public ScenarioFiles files() {
        return files;
    }

    /** What is on the shelf, in the order first saved. */
    public ObservableList<Item> items() {
        return items;
    }

    /** The item that is open, null where the open scenario was never saved. */
    public ReadOnlyObjectProperty<@Nullable Item> openProperty() {
        return open.getReadOnlyProperty();
    }

    /** Whether the open scenario differs from what is saved. */
    public ReadOnlyBooleanProperty unsavedProperty() {
        return unsaved.getReadOnlyProperty();
    }

    /** The newest thing to tell. */
    public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public void dismissNotice() {
        notice.set(null);
    }

    /** Tells something that was done elsewhere. */
    public void tell(String text) {
        notice.set(new Notice(text, false, null));
    }

    /** Tells something that went wrong elsewhere. */
    public void fail(String text) {
        notice.set(new Notice(text, true, null));
    }

    /** What to call the place. */
    public String place() {
        return shelf.place();
    }

    /** Whether what is saved outlives the window. */
    public boolean durable() {
        return shelf.durable();
    }

    /** What can be done for the workspace as a whole; empty where none is open for changes. */
    public Optional<WorkspaceCare> care() {
        return shelf.care();
    }

    /** What is looked at instead of a workspace, where nothing can be changed. */
    public Optional<String> readOnly() {
        return shelf.readOnly();
    }

    /** Why what was done is not safe yet, though it should be; null while saving works. */
    public ReadOnlyObjectProperty<@Nullable String> troubleProperty() {
        return autosave.troubleProperty();
    }

    /** Whether changes of {@code item} are not on the shelf yet. */
    public boolean hasDraft(Item item) {
        return autosave.waitingFor(item).isPresent();
    }

    /** Names of scenarios that would be lost if the window closed now: not written yet, or nowhere kept. */
    public List<String> unsavedNames() {
        Set<String> names = new LinkedHashSet<>(durable() ? List.of() : changed);
        if (open.get() != null && unsaved.get()) {
            names.add(session.scenario().name());
        }
        names.addAll(autosave.names());
        return List.copyOf(names);
    }

    /** A finished edit of the open scenario: on to the shelf with it. */
    private void keep(Session.Edit edit) {
        Scenario before = autosave.newest(target).orElse(written);
        if (!edit.scenario().equals(before)) {
            autosave.add(target, edit);
        }
        changed.add(edit.scenario().name());
        compare();
    }

    private void written(Autosave.Target done, Item item, Scenario scenario) {
        if (done == target) {
            if (open.get() == null) {
                remember(item);
            }
            open.set(item);
            written = scenario;
        }
        list(item);
        compare();
    }

    private void list(Item item) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id().equals(item.id())) {
                items.set(i, item);
                return;
            }
        }
        items.add(item);
    }

    /** A hand that rests in the middle of a drag: what it has reached is written, too. */
    private void watch() {
        if (watching || !unsaved.get()) {
            return;
        }
        watching = true;
        Scenario now = session.scenario();
        background.later(STILL, () -> {
            watching = false;
            if (!unsaved.get()) {
                return;
            }
            if (now.equals(session.scenario()) && open.get() != null) {
                keep(new Session.Edit(session.lastEdit(), now));
            } else {
                watch();
            }
        });
    }

    /** Saves the open scenario with its answer. */
    public void save() {
        save(() -> {});
    }

    /** Saves the open scenario with its answer, then goes on; does not go on where saving fails. */
    public void save(Runnable then) {
        session.endGesture();
        if (open.get() == null && autosave.newest(target).isEmpty()) {
            autosave.add(target, new Session.Edit(session.lastEdit(), session.scenario()));
        }
        Snapshot answer = session.snapshot();
        autosave.whenWritten(() -> {
            Item item = open.get();
            if (item != null && answer != null && answer.study() != null
                    && answer.analysis().scenario().equals(session.scenario())) {
                keep(item, answer.analysis());
            }
            then.run();
        }, () -> {});
    }

    /** Writes everything that waits, then goes on one way, or the other where that fails. */
    public void saveAll(Runnable then, Runnable otherwise) {
        session.endGesture();
        autosave.whenWritten(then, otherwise);
    }

    /** Tries at once to write what waits. */
    public void retry() {
        autosave.retry();
    }

    /** Saves the open scenario under another name as a scenario of its own, which is then the open one. */
    public void saveAs(String name) {
        session.endGesture();
        Scenario named = session.scenario().withName(name);
        target = new Autosave.Target(null);
        open.set(null);
        written = null;
        session.edit("Name " + name, s -> named);
        save();
    }

    /** Keeps the answer with what was saved, solved cold: what is written down does not depend on what was tried before. */
    private void keep(Item item, Analysis answered) {
        ask("Keeping the answer", () -> {
            shelf.keepStudy(item, answered.afresh(Deadline.asTheScenarioSays()).study(InstantSource.system()));
            return item;
        }, kept -> {});
    }

    /** Opens a scenario of the shelf, with what waits to be written of it. */
    public void open(Item item) {
        ask("Opening " + item.name(), () -> shelf.load(item.id()), scenario -> {
            session.endGesture();
            target = autosave.waitingFor(item).orElseGet(() -> new Autosave.Target(item));
            Scenario draft = autosave.newest(target).orElse(null);
            open.set(item);
            written = scenario;
            session.open(scenario);
            if (draft != null) {
                session.edit("Unsaved changes", s -> draft);
            }
            compare();
            remember(item);
            recall(item);
        });
    }

    /** Lets undo go on to the versions before the one that was opened. */
    private void recall(Item item) {
        Autosave.Target opened = target;
        Scenario base = session.scenario();
        ask("Reading the history", () -> {
            List<Session.Edit> edits = new ArrayList<>();
            try {
                for (Version version : shelf.history(item.id()).stream().limit(RECALLED).toList()) {
                    edits.addFirst(new Session.Edit(version.label(), shelf.load(item.id(), version.number())));
                }
            } catch (WorkspaceException | DocumentException e) {
                // A damaged version is told where the history is looked at; undo goes back as far as it can be read.
                return edits;
            }
            return edits;
        }, edits -> {
            // What was done meanwhile is in the list of versions already, or comes after all of it.
            if (target == opened && edits.size() > 1 && edits.getLast().scenario().equals(base)
                    && base.equals(session.oldest())) {
                session.recall(edits.subList(0, edits.size() - 1), edits.getLast().label());
            }
        });
    }

    /** Makes an older version the content of the open scenario, as an edit that undo takes back. */
    public void reopen(Item item, Version version) {
        ask("Opening version " + version.number(), () -> shelf.load(item.id(), version.number()), scenario -> {
            if (isOpen(item)) {
                session.edit("Version " + version.number(), s -> scenario);
            }
        });
    }

    /** The versions of a scenario, newest first. */
    public void history(Item item, Consumer<List<Version>> show) {
        ask("Reading the history", () -> shelf.history(item.id()), show);
    }

    /** Renames, inside the document too. */
    public void rename(Item item, String name) {
        if (isOpen(item)) {
            session.edit("Rename to " + name, s -> s.withName(name));
            return;
        }
        UnaryOperator<Scenario> renamed = s -> s.withName(name);
        Autosave.Target waiting = autosave.waitingFor(item).orElse(null);
        if (waiting != null) {
            autosave.newest(waiting).ifPresent(draft -> autosave.add(waiting,
                    new Session.Edit("Rename to " + name, renamed.apply(draft))));
        } else {
            ask("Renaming", () -> shelf.save(item.id(), renamed.apply(shelf.load(item.id())), "Rename to " + name),
                    i -> refresh());
        }
    }

    /** Saves a copy beside it and opens that. */
    public void duplicate(Item item) {
        boolean current = isOpen(item);
        Scenario now = session.scenario();
        ask("Duplicating", () -> {
            Scenario original = current ? now : shelf.load(item.id());
            Scenario copy = original.withName(freeName(original.name() + " copy", shelf.list()));
            return shelf.save(null, copy, "Duplicated");
        }, copy -> {
            refresh();
            open(copy);
        });
    }

    /** Takes a scenario off the shelf; the notice offers to take that back. */
    public void delete(Item item) {
        ask("Deleting", () -> {
            shelf.delete(item.id());
            return item;
        }, gone -> {
            autosave.waitingFor(gone).ifPresent(autosave::drop);
            if (isOpen(gone)) {
                target.forget();
                open.set(null);
                written = null;
                compare();
            }
            refresh();
            notice.set(new Notice("Deleted \"" + item.name() + "\"", false, () -> undelete(item)));
        });
    }

    private void undelete(Item item) {
        ask("Bringing back", () -> shelf.undelete(item.id()), back -> {
            if (open.get() == null && session.scenario().name().equals(back.name())) {
                open(back);
            }
            refresh();
            notice.set(null);
        });
    }

    /** Starts a scenario from another as a new one on the shelf, and opens it. */
    public void add(Scenario scenario, String label) {
        ask("Saving", () -> {
            Scenario named = scenario.withName(freeName(scenario.name(), shelf.list()));
            return shelf.save(null, named, label);
        }, item -> {
            refresh();
            open(item);
        });
    }

    /** Keeps a small choice such as the theme; a failure is not worth a notice. */
    public void setting(String name, String text) {
        background.run("Saving", () -> {
            shelf.setting(name, text);
            return true;
        }, done -> {}, failure -> {});
    }

    private void remember(Item item) {
        setting(LAST_OPEN, item.id());
    }

    private void refresh() {
        ask("Reading the workspace", () -> shelf.list(), list -> {
            items.setAll(list);
            Item current = open.get();
            if (current != null) {
                list.stream().filter(item -> item.id().equals(current.id())).findFirst().ifPresent(open::set);
            }
        });
    }

    private boolean isOpen(Item item) {
        Item now = open.get();
        return now != null && now.id().equals(item.id());
    }

    private void compare() {
        unsaved.set(!session.scenario().equals(written));
    }

    <T> void ask(String what, Callable<T> work, Consumer<T> done) {
        background.run(what, work, done,
                message -> notice.set(new Notice(what + " failed. " + message, true, null)));
    }

    static String freeName(String wanted, List<Item> taken) {
        String name = wanted;
        for (int i = 2; isTaken(name, taken); i++) {
            name = wanted + " " + i;
        }
        return name;
    }

    private static boolean isTaken(String name, List<Item> taken) {
        return taken.stream().anyMatch(item -> item.name().equals(name));
    }
}
