package tangency.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
import tangency.storage.workspace.Backup;
import tangency.storage.workspace.Damage;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.Saved;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;

/**
 * The shelf that a workspace is. Closing it closes the workspace. After a change that could not be written the workspace
 * takes no more until it is opened again: the next change does that, so that trying again is all it takes. Thread-safe.
 */
public final class WorkspaceShelf implements ScenarioShelf, WorkspaceCare {
    private final @Nullable Path folder;
    private final @Nullable Password password;
    private Workspace workspace;
    private boolean again;

    /**
     * Opens the workspace in {@code folder}, making it where there is none.
     *
     * @param password of one that is encrypted; the caller closes it
     */
    public WorkspaceShelf(Path folder, @Nullable Password password) {
        this.folder = folder;
        this.workspace = Workspace.open(folder, password);
        this.password = password == null ? null : password.copy();
    }

    /** One that is only looked at. */
    WorkspaceShelf(Workspace open) {
        this.folder = null;
        this.password = null;
        this.workspace = open;
    }

    private synchronized Workspace workspace() {
        return workspace;
    }

    private synchronized <T> T change(Function<Workspace, T> work) {
        if (again && folder != null) {
            try {
                workspace.close();
            } catch (WorkspaceException e) {
                // It lets go of everything all the same; opening it again says what is still wrong.
                System.getLogger(WorkspaceShelf.class.getName()).log(System.Logger.Level.DEBUG, "Closing", e);
            }
            workspace = Workspace.open(folder, password);
            again = false;
        }
        try {
            return work.apply(workspace);
        } catch (WorkspaceException e) {
            again = e.kind() == WorkspaceException.Kind.WRITE_FAILED;
            throw e;
        }
    }

    @Override
    public String place() {
        return workspace().folder().toString();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public List<Item> list() {
        return workspace().list().stream().map(WorkspaceShelf::item).toList();
    }

    @Override
    public Scenario load(String id) {
        return ScenarioCodec.read(workspace().load(id), workspace().find(id).name());
    }

    @Override
    public List<Version> history(String id) {
        return workspace().history(id).stream().map(v -> new Version(v.number(), v.label(), v.savedAt())).toList()
                .reversed();
    }

    @Override
    public Scenario load(String id, int version) {
        return ScenarioCodec.read(workspace().loadVersion(id, version), workspace().find(id).name());
    }

    @Override
    public Item save(@Nullable String id, Scenario scenario, String label) {
        List<DocumentException.Problem> problems = ScenarioCodec.problems(scenario);
        if (!problems.isEmpty()) {
            // What could not be read back must not be taken for saved.
            throw new DocumentException(problems);
        }
        String json = ScenarioCodec.canonical(scenario);
        return item(change(open -> id == null
                ? open.save(scenario.name(), json, label)
                : open.saveVersion(id, scenario.name(), json, label)));
    }

    @Override
    public void keepStudy(Item item, Study study) {
        String json = StudyCodec.canonical(study);
        change(open -> open.putStudy(item.id(), open.find(item.id()).sha256(), json));
    }

    @Override
    public Optional<Study> study(Item item) {
        return workspace().study(item.id(), workspace().find(item.id()).sha256())
                .map(stored -> StudyCodec.read(stored.json(), item.name()));
    }

    @Override
    public void delete(String id) {
        change(open -> {
            open.delete(id);
            return id;
        });
    }

    @Override
    public Item undelete(String id) {
        return item(change(open -> open.undelete(id)));
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
        String free = name;
        change(open -> open.putDataset(free, bytes));
        return Sources.WORKSPACE + free;
    }

    private boolean taken(String name, byte[] bytes) {
        return workspace().datasets().stream().anyMatch(d -> d.name().equals(name))
                && !Arrays.equals(workspace().dataset(name), bytes);
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
    public Optional<WorkspaceCare> care() {
        return Optional.of(this);
    }

    @Override
    public boolean encrypted() {
        return workspace().encrypted();
    }

    @Override
    public Backup backUp() {
        return change(Workspace::backup);
    }

    @Override
    public List<Backup> backups() {
        return Workspace.backups(workspace().folder());
    }

    @Override
    public List<Damage> check() {
        return workspace().check();
    }

    @Override
    public Optional<String> setting(String name) {
        return workspace().setting(name);
    }

    @Override
    public void setting(String name, String text) {
        change(open -> {
            open.putSetting(name, text);
            return name;
        });
    }

    @Override
    public MarketData load(MarketSpec spec) {
        return MarketLoader.load(spec, Sources.files(Path.of("")).withWorkspace(this::dataset));
    }

    private Source dataset(String path) throws IOException {
        try {
            return Source.file(path, workspace().dataset(path.substring(Sources.WORKSPACE.length())));
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
    public synchronized void close() {
        again = false;
        workspace.close();
        if (password != null) {
            password.close();
        }
    }

    private static Item item(Saved saved) {
        return new Item(saved.id(), saved.name(), saved.savedAt());
    }
}
