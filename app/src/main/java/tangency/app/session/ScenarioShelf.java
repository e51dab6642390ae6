package tangency.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tangency.core.run.Study;
import tangency.core.scenario.Scenario;

/**
 * Where scenarios are kept, as the window sees it. Methods block and are called off the FX thread; what they cannot do
 * they throw, with a message for the person. A save that returns is safely on disk.
 */
public interface ScenarioShelf extends MarketSource, AutoCloseable {
    /** A scenario on the shelf. */
    record Item(String id, String name, Instant saved) {}

    /** An older state of a scenario; {@code number} counts from 1, {@code label} says what the edit was. */
    record Version(int number, String label, Instant saved) {}

    /** What to call the place. */
    String place();

    /** Whether what is saved outlives the window. */
    boolean durable();

    /** What this is instead of a workspace ("backup of 2026-01-02 15:04"), where it is only looked at. */
    default Optional<String> readOnly() {
        return Optional.empty();
    }

    /** What can be done for it as a whole; empty where it is not a workspace that is open for changes. */
    default Optional<WorkspaceCare> care() {
        return Optional.empty();
    }

    List<Item> list();

    Scenario load(String id);

    /** All versions, newest first. */
    List<Version> history(String id);

    Scenario load(String id, int version);

    /** Saves under {@code id}, or as a new scenario where that is null. */
    Item save(@Nullable String id, Scenario scenario, String label);

    /** Keeps the answer to a scenario as it was last saved. */
    void keepStudy(Item item, Study study);

    /** The answer kept with a scenario as it was last saved, if there is one. */
    Optional<Study> study(Item item);

    void delete(String id);

    /** Takes {@link #delete} back. */
    Item undelete(String id);

    /**
     * Keeps a copy of a data file; of a folder, its place.
     *
     * @return the path by which a scenario's market part refers to it
     */
    String keepFile(Path file) throws IOException;

    /** A scenario document from a file, its market paths made absolute. */
    Scenario read(Path file) throws IOException;

    /** A scenario as its document, for a file of its own. */
    String write(Scenario scenario);

    Optional<String> setting(String name);

    void setting(String name, String text);

    @Override
    void close();
}
