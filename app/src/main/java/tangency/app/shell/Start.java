package tangency.app.shell;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Library;
import tangency.app.session.MemoryShelf;
import tangency.app.session.ScenarioShelf;
import tangency.app.session.ScenarioShelf.Item;
import tangency.app.session.WorkspaceShelf;
import tangency.core.model.Model;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;

/**
 * What a window begins with.
 *
 * @param item what the scenario was loaded from, null where it is not on the shelf
 * @param trouble why there is no workspace, null where there is one
 * @param folder of the workspace that was asked for
 */
record Start(ScenarioShelf shelf, Scenario scenario, @Nullable Item item, Theme theme, @Nullable String trouble,
        Path folder) {
    static final String THEME = "theme";

    /** Puts the first portfolio somewhere in the middle of the frontier. */
    private static final double RISK_AVERSION = 6;
    private static final String SAMPLE = "sample:simulated-40/";

    /** The folder of the user's own workspace: {@code $TANGENCY_HOME}, else where the system keeps such data. */
    static Path home() {
        String named = System.getenv("TANGENCY_HOME");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Path user = Path.of(System.getProperty("user.home", "."));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String local = System.getenv("LOCALAPPDATA");
        if (system.contains("win")) {
            return (local == null ? user.resolve("AppData").resolve("Local") : Path.of(local)).resolve("Tangency");
        }
        if (system.contains("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve("Tangency");
        }
        String data = System.getenv("XDG_DATA_HOME");
        return (data == null || data.isBlank() ? user.resolve(".local").resolve("share") : Path.of(data))
                .resolve("tangency");
    }

    /**
     * Opens the workspace in {@code folder} and the scenario that was open last; a new workspace gets the sample. Where
     * there is no opening it, the window begins without one and says why. Blocks: not for the FX thread.
     */
    static Start in(Path folder) {
        try {
            return on(new WorkspaceShelf(Workspace.open(folder)), folder);
        } catch (WorkspaceException e) {
            ScenarioShelf memory = new MemoryShelf(InstantSource.system());
            Item item = memory.save(null, sample(), "Sample");
            return new Start(memory, sample(), item, Theme.LIGHT, e.getMessage(), folder);
        }
    }

    /** Begins with what is on a shelf. */
    static Start on(ScenarioShelf shelf, Path folder) {
        Theme theme = shelf.setting(THEME).filter("dark"::equals).isPresent() ? Theme.DARK : Theme.LIGHT;
        List<Item> items = shelf.list();
        Optional<Item> last = shelf.setting(Library.LAST_OPEN)
                .flatMap(id -> items.stream().filter(item -> item.id().equals(id)).findFirst())
                .or(() -> items.stream().reduce((a, b) -> b));
        if (last.isPresent()) {
            try {
                return new Start(shelf, shelf.load(last.get().id()), last.get(), theme, null, folder);
            } catch (DocumentException | WorkspaceException e) {
                // One damaged scenario must not keep the others away: begin with the sample, and say so.
                return new Start(shelf, sample(), null, theme,
                        "The scenario \"" + last.get().name() + "\" cannot be opened. " + e.getMessage(), folder);
            }
        }
        try {
            Item item = shelf.save(null, sample(), "Sample");
            return new Start(shelf, sample(), item, theme, null, folder);
        } catch (WorkspaceException e) {
            return new Start(shelf, sample(), null, theme, e.getMessage(), folder);
        }
    }

    /** What a new workspace holds: the shipped, simulated universe. */
    static Scenario sample() {
        MarketSpec market = new MarketSpec(SAMPLE + "prices.csv", false, SAMPLE + "assets.csv", SAMPLE + "volumes.csv",
                null, null, MarketSpec.RiskFree.ZERO);
        return Scenario.of("Simulated sample", market, Model.MeanRisk.utility(RISK_AVERSION))
                .withNotes("Simulated data, shipped with the product: no real market, asset or return.");
    }
}
