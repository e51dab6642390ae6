package tangency.app.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import tangency.core.model.Model;
import tangency.core.report.PlainText;
import tangency.core.run.Analysis;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.market.Sources;

/**
 * The scenarios of the workspace beside the one that is open. What is open and not saved is never dropped: leaving it
 * keeps a draft that comes back when the scenario is opened again, and a save that fails leaves the mark of the unsaved.
 *
 * <p>All methods and properties belong to the FX thread; storage work runs in the {@link Background}.
 */
public final class Library {
    /** Setting that names the scenario opened last. */
    public static final String LAST_OPEN = "last-open-scenario";

    /** Something done or gone wrong, told to the person once; {@code undo} takes it back where that is possible. */
    public record Notice(String text, boolean failure, @Nullable Runnable undo) {
        public Notice {
            text = PlainText.line(text);
        }
    }

    private final Session session;
    private final Background background;
    private final ScenarioShelf shelf;

    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Item> open = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper unsaved = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final Map<String, Scenario> drafts = new HashMap<>();
    private @Nullable Scenario saved;

    /**
     * @param open the item that the session's scenario was loaded from, null where it is not on the shelf
     */
    public Library(Session session, ScenarioShelf shelf, @Nullable Item open, Background background) {
        this.session = session;
        this.shelf = shelf;
        this.background = background;
        this.open.set(open);
        this.saved = open == null ? null : session.scenario();
        session.scenarioProperty().subscribe(this::compare);
        refresh();
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

    /** Whether leaving {@code item} left unsaved changes behind, which come back when it is opened. */
    public boolean hasDraft(Item item) {
        return drafts.containsKey(item.id());
    }

    /** Names of scenarios with changes that are not saved, the open one first. */
    public List<String> unsavedNames() {
        List<String> names = new ArrayList<>();
        if (unsaved.get()) {
            names.add(session.scenario().name());
        }
        drafts.forEach((id, draft) -> names.add(draft.name()));
        return names;
    }

    /** Saves the open scenario. */
    public void save() {
        save(() -> {});
    }

    /** Saves the open scenario, then goes on; does not go on where saving fails. */
    public void save(Runnable then) {
        Item item = open.get();
        store(item == null ? null : item.id(), session.scenario(), session.lastEdit(), then);
    }

    /** Saves everything that is not saved, drafts included, then goes on; does not go on where saving fails. */
    public void saveAll(Runnable then) {
        Runnable rest = then;
        for (Map.Entry<String, Scenario> draft : Map.copyOf(drafts).entrySet()) {
            Runnable after = rest;
            rest = () -> ask("Saving", () -> shelf.save(draft.getKey(), draft.getValue(), "Draft"), item -> {
                drafts.remove(draft.getKey());
                after.run();
            });
        }
        Runnable all = rest;
        if (unsaved.get()) {
            save(all);
        } else {
            all.run();
        }
    }

    /** Saves the open scenario under another name as a scenario of its own, which is then the open one. */
    public void saveAs(String name) {
        session.edit("Name " + name, s -> s.withName(name));
        store(null, session.scenario(), "Saved as", () -> {});
    }

    private void store(@Nullable String id, Scenario scenario, String label, Runnable then) {
        Item before = open.get();
        Snapshot answer = session.snapshot();
        ask("Saving", () -> shelf.save(id, scenario, label), item -> {
            if (open.get() == before) {
                open.set(item);
                saved = scenario;
                compare(session.scenario());
            }
            remember(item);
            refresh();
            if (answer != null && answer.study() != null && answer.analysis().scenario().equals(scenario)) {
                keep(item, answer.analysis());
            }
            then.run();
        });
    }

    /** Keeps the answer with what was saved, solved cold: what is written down does not depend on what was tried before. */
    private void keep(Item item, Analysis answered) {
        ask("Keeping the answer", () -> {
            shelf.keepStudy(item, answered.afresh(Deadline.asTheScenarioSays()).study(InstantSource.system()));
            return item;
        }, kept -> {});
    }

    /** Opens a scenario of the shelf; its unsaved changes come back with it. */
    public void open(Item item) {
        ask("Opening " + item.name(), () -> shelf.load(item.id()), scenario -> {
            leave();
            open.set(item);
            saved = scenario;
            Scenario draft = drafts.remove(item.id());
            session.open(scenario);
            if (draft != null) {
                session.edit("Unsaved changes", s -> draft);
            }
            compare(session.scenario());
            remember(item);
        });
    }

    /** Makes an older version the content of the open scenario, as an edit that undo takes back. */
    public void reopen(Item item, Version version) {
        ask("Opening version " + version.number(), () -> shelf.load(item.id(), version.number()), scenario -> {
            if (item.equals(open.get())) {
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
        if (item.equals(open.get())) {
            session.edit("Rename to " + name, s -> s.withName(name));
            save();
        } else {
            UnaryOperator<Scenario> renamed = s -> s.withName(name);
            drafts.computeIfPresent(item.id(), (id, draft) -> renamed.apply(draft));
            ask("Renaming", () -> shelf.save(item.id(), renamed.apply(shelf.load(item.id())), "Rename to " + name),
                    i -> refresh());
        }
    }

    /** Saves a copy beside it and opens that. */
    public void duplicate(Item item) {
        boolean current = item.equals(open.get());
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
            if (gone.equals(open.get())) {
                open.set(null);
                saved = null;
                compare(session.scenario());
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

    /**
     * Keeps a price file and lets the open scenario use it, with every asset and every date. The shipped sample stays as
     * it is: from there a scenario of its own begins, named after the file.
     */
    public void importPrices(Path file) {
        String name = String.valueOf(file.getFileName());
        ask("Importing " + name, () -> shelf.keepFile(file), path -> {
            MarketSpec before = session.scenario().market();
            if (before != null && before.prices().startsWith(Sources.SAMPLE)) {
                Model model = session.scenario().model();
                Model portable = model instanceof Model.RiskBudget ? Model.RiskBudget.equal() : model;
                add(Scenario.of(name.replaceFirst("\\.[A-Za-z]{1,4}$", ""), MarketSpec.prices(path), portable)
                        .withEstimates(session.scenario().estimates()), "Prices from " + name);
                return;
            }
            session.edit("Prices from " + name, s -> s.withMarket(MarketSpec.prices(path)).withUniverse(null)
                    .withWindow(s.window().withDates(null, null)));
            session.reload();
        });
    }

    /** Keeps an assets file and lets the open scenario use it. */
    public void importAssets(Path file) {
        ask("Importing " + file.getFileName(), () -> shelf.keepFile(file), path -> {
            session.edit("Assets from " + file.getFileName(), s -> {
                MarketSpec market = s.market();
                return market == null
                        ? s
                        : s.withMarket(new MarketSpec(market.prices(), market.returns(), path,
                                market.volumes(), market.factors(), market.benchmark(), market.riskFree()));
            });
            session.reload();
        });
    }

    /** Adds the scenario of a document file to the shelf and opens it. */
    public void importScenario(Path file) {
        ask("Importing " + file.getFileName(), () -> shelf.read(file), scenario -> add(scenario, "Imported"));
    }

    /** Writes the open scenario as a document of its own. */
    public void exportScenario(Path file) {
        Scenario scenario = session.scenario();
        ask("Writing " + file.getFileName(), () -> Files.writeString(file, shelf.write(scenario)),
                path -> notice.set(new Notice("Wrote " + path, false, null)));
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

    private void leave() {
        Item left = open.get();
        if (left != null && unsaved.get()) {
            drafts.put(left.id(), session.scenario());
            notice.set(
                    new Notice("Unsaved changes to \"" + left.name() + "\" are kept until you come back to it", false,
                            () -> open(left)));
        }
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

    private void compare(Scenario now) {
        unsaved.set(!now.equals(saved));
    }

    private <T> void ask(String what, Callable<T> work, Consumer<T> done) {
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
