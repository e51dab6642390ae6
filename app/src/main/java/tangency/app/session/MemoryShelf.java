package tangency.app.session;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tangency.core.market.MarketData;
import tangency.core.run.Study;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.document.ScenarioCodec;
import tangency.storage.market.MarketLoader;
import tangency.storage.market.Sources;

/** A shelf that lasts as long as the window, for when no workspace can be opened. */
public final class MemoryShelf implements ScenarioShelf {
    private record Kept(Item item, List<Scenario> states, List<Version> versions) {}

    private final InstantSource clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private final Map<String, Kept> deleted = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, Study> studies = new HashMap<>();
    private int next = 1;

    /** @param clock dates what is saved */
    public MemoryShelf(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public MarketData load(MarketSpec spec) {
        return MarketLoader.load(spec, Sources.files(Path.of("")));
    }

    @Override
    public String place() {
        return "no workspace";
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public synchronized List<Item> list() {
        return kept.values().stream().map(Kept::item).toList();
    }

    @Override
    public synchronized Scenario load(String id) {
        return find(id).states().getLast();
    }

    @Override
    public synchronized List<Version> history(String id) {
        return find(id).versions().reversed();
    }

    @Override
    public synchronized Scenario load(String id, int version) {
        return find(id).states().get(version - 1);
    }

    @Override
    public synchronized Item save(@Nullable String id, Scenario scenario, String label) {
        String key = id == null ? "m-" + next++ : id;
        Kept before = kept.get(key);
        List<Scenario> states = new ArrayList<>(before == null ? List.of() : before.states());
        List<Version> versions = new ArrayList<>(before == null ? List.of() : before.versions());
        states.add(scenario);
        versions.add(new Version(states.size(), label, clock.instant()));
        Kept now = new Kept(new Item(key, scenario.name(), clock.instant()), states, versions);
        kept.put(key, now);
        return now.item();
    }

    @Override
    public synchronized void keepStudy(Item item, Study study) {
        studies.put(item.id(), study);
    }

    @Override
    public synchronized Optional<Study> study(Item item) {
        return Optional.ofNullable(studies.get(item.id()))
                .filter(study -> study.scenario().equals(find(item.id()).states().getLast()));
    }

    @Override
    public synchronized void delete(String id) {
        deleted.put(id, find(id));
        kept.remove(id);
    }

    @Override
    public synchronized Item undelete(String id) {
        Kept back = deleted.remove(id);
        if (back == null) {
            return find(id).item();
        }
        kept.put(id, back);
        return back.item();
    }

    @Override
    public String keepFile(Path file) {
        return file.toAbsolutePath().toString();
    }

    @Override
    public Scenario read(Path file) {
        return Documents.read(file);
    }

    @Override
    public String write(Scenario scenario) {
        return ScenarioCodec.write(scenario);
    }

    @Override
    public synchronized Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    @Override
    public synchronized void setting(String name, String text) {
        settings.put(name, text);
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private Kept find(String id) {
        Kept found = kept.get(id);
        if (found == null) {
            throw new NoSuchElementException("There is no scenario " + id);
        }
        return found;
    }
}
