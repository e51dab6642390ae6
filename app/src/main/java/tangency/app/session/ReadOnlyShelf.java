package tangency.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tangency.core.market.MarketData;
import tangency.core.run.Study;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.workspace.Workspace;

/**
 * A workspace that is only looked at: a backup, or what can be read of a damaged one. What is done with its scenarios
 * stays in memory, and can be exported. Closing it closes the workspace.
 */
public final class ReadOnlyShelf implements ScenarioShelf {
    private final WorkspaceShelf kept;
    private final MemoryShelf memory = new MemoryShelf(InstantSource.system());
    private final String what;

    /** @param what it is, in words ("backup of 2026-01-02 15:04") */
    public ReadOnlyShelf(Workspace workspace, String what) {
        this.kept = new WorkspaceShelf(workspace);
        this.what = what;
    }

    private ScenarioShelf of(String id) {
        return memory.list().stream().anyMatch(item -> item.id().equals(id)) ? memory : kept;
    }

    @Override
    public String place() {
        return kept.place() + " (read-only)";
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public Optional<String> readOnly() {
        return Optional.of(what);
    }

    @Override
    public List<Item> list() {
        List<Item> changed = memory.list();
        return Stream.concat(
                kept.list().stream().map(item -> changed.stream().filter(c -> c.id().equals(item.id())).findFirst()
                        .orElse(item)),
                changed.stream().filter(c -> kept.list().stream().noneMatch(item -> item.id().equals(c.id()))))
                .toList();
    }

    @Override
    public Scenario load(String id) {
        return of(id).load(id);
    }

    @Override
    public List<Version> history(String id) {
        return of(id).history(id);
    }

    @Override
    public Scenario load(String id, int version) {
        return of(id).load(id, version);
    }

    /** In memory; the first change of a scenario of the workspace begins with what it was. */
    @Override
    public Item save(@Nullable String id, Scenario scenario, String label) {
        if (id != null && of(id) == kept) {
            memory.save(id, kept.load(id), "As it was");
        }
        return memory.save(id, scenario, label);
    }

    @Override
    public void keepStudy(Item item, Study study) {
        memory.keepStudy(item, study);
    }

    @Override
    public Optional<Study> study(Item item) {
        return of(item.id()).study(item);
    }

    @Override
    public void delete(String id) {
        if (of(id) == kept) {
            throw new UnsupportedOperationException("Nothing can be deleted here: this is the " + what
                    + ", which is read-only.");
        }
        memory.delete(id);
    }

    @Override
    public Item undelete(String id) {
        return memory.undelete(id);
    }

    @Override
    public String keepFile(Path file) throws IOException {
        return memory.keepFile(file);
    }

    @Override
    public Scenario read(Path file) {
        return memory.read(file);
    }

    @Override
    public String write(Scenario scenario) {
        return memory.write(scenario);
    }

    @Override
    public Optional<String> setting(String name) {
        return memory.setting(name).or(() -> kept.setting(name));
    }

    @Override
    public void setting(String name, String text) {
        memory.setting(name, text);
    }

    @Override
    public MarketData load(MarketSpec spec) {
        return kept.load(spec);
    }

    @Override
    public void close() {
        kept.close();
    }
}
