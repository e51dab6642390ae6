package tangency.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tangency.core.market.MarketData;
import tangency.core.run.Study;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;
import tangency.storage.document.ScenarioCodec;
import tangency.storage.document.StudyCodec;
import tangency.storage.file.BoundedFile;
import tangency.storage.market.MarketLoader;
import tangency.storage.market.Source;
import tangency.storage.market.Sources;
import tangency.storage.workspace.Saved;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;

/** The shelf that a workspace is. Closing it closes the workspace. */
public final class WorkspaceShelf implements ScenarioShelf {
    private final Workspace workspace;

    public WorkspaceShelf(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public String place() {
        return workspace.folder().toString();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public List<Item> list() {
        return workspace.list().stream().map(WorkspaceShelf::item).toList();
    }

    @Override
    public Scenario load(String id) {
        return ScenarioCodec.read(workspace.load(id), workspace.find(id).name());
    }

    @Override
    public List<Version> history(String id) {
        return workspace.history(id).stream().map(v -> new Version(v.number(), v.label(), v.savedAt())).toList()
                .reversed();
    }

    @Override
    public Scenario load(String id, int version) {
        return ScenarioCodec.read(workspace.loadVersion(id, version), workspace.find(id).name());
    }

    @Override
    public Item save(@Nullable String id, Scenario scenario, String label) {
        List<DocumentException.Problem> problems = ScenarioCodec.problems(scenario);
        if (!problems.isEmpty()) {
            // What could not be read back must not be taken for saved.
            throw new DocumentException(problems);
        }
        String json = ScenarioCodec.canonical(scenario);
        return item(id == null
                ? workspace.save(scenario.name(), json, label)
                : workspace.saveVersion(id, scenario.name(), json, label));
    }

    @Override
    public void keepStudy(Item item, Study study) {
        workspace.putStudy(item.id(), workspace.find(item.id()).sha256(), StudyCodec.canonical(study));
    }

    @Override
    public Optional<Study> study(Item item) {
        return workspace.study(item.id(), workspace.find(item.id()).sha256())
                .map(stored -> StudyCodec.read(stored.json(), item.name()));
    }

    @Override
    public void delete(String id) {
        workspace.delete(id);
    }

    @Override
    public Item undelete(String id) {
        return item(workspace.undelete(id));
    }

    @Override
    public String keepFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return file.toAbsolutePath().normalize().toString();
        }
        byte[] bytes = BoundedFile.bytes(file, Workspace.LARGEST);
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[A-Za-z]{1,4}$", "")
                .replaceAll("[^\\p{L}\\p{N}_. -]", "-").strip();
        String wanted = stem.isEmpty() ? "prices" : stem;
        String name = wanted;
        // Other scenarios may rest on what a name stands for: a file with other content gets a name of its own.
        for (int i = 2; taken(name, bytes); i++) {
            name = wanted + " " + i;
        }
        workspace.putDataset(name, bytes);
        return Sources.WORKSPACE + name;
    }

    private boolean taken(String name, byte[] bytes) {
        return workspace.datasets().stream().anyMatch(d -> d.name().equals(name))
                && !Arrays.equals(workspace.dataset(name), bytes);
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
    public Optional<String> setting(String name) {
        return workspace.setting(name);
    }

    @Override
    public void setting(String name, String text) {
        workspace.putSetting(name, text);
    }

    @Override
    public MarketData load(MarketSpec spec) {
        return MarketLoader.load(spec, Sources.files(Path.of("")).withWorkspace(this::dataset));
    }

    private Source dataset(String path) throws IOException {
        try {
            return Source.file(path, workspace.dataset(path.substring(Sources.WORKSPACE.length())));
        } catch (WorkspaceException e) {
            if (e.kind() == WorkspaceException.Kind.NOT_FOUND) {
                NoSuchFileException missing = new NoSuchFileException(path, null, e.getMessage());
                missing.initCause(e);
                throw missing;
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        workspace.close();
    }

    private static Item item(Saved saved) {
        return new Item(saved.id(), saved.name(), saved.savedAt());
    }
}
