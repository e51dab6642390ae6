package tangency.app.shell;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Library;
import tangency.app.session.MemoryShelf;
import tangency.app.session.ReadOnlyShelf;
import tangency.app.session.ScenarioShelf;
import tangency.app.session.ScenarioShelf.Item;
import tangency.app.session.WorkspaceShelf;
import tangency.core.model.Model;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;
import tangency.storage.workspace.Backup;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;

/**
 * What a window begins with.
 *
 * @param item what the scenario was loaded from, null where it is not on the shelf
 * @param trouble what went wrong, in words; null where nothing did
 * @param refusal why there is no workspace; null where there is one
 * @param backup the newest one to go back to, where the workspace was refused; null where there is none
 * @param folder of the workspace that was asked for
 */
record Start(ScenarioShelf shelf, Scenario scenario, @Nullable Item item, Theme theme, @Nullable String trouble,
        @Nullable WorkspaceException refusal, @Nullable Backup backup, Path folder) {
    static final String THEME = "theme";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Puts the first portfolio somewhere in the middle of the frontier. */
    private static final double RISK_AVERSION = 6;
    private static final String SAMPLE = "sample:simulated-40/";

    /** Opens something in a folder, with the password where one is needed. Blocks. */
    @FunctionalInterface
    interface Opening {
        Start with(@Nullable Password password);
    }

    /**
     * Opens the workspace in {@code folder} and the scenario that was open last; a new workspace gets the sample. Where
     * there is no opening it, the window begins without one and says why. Blocks: not for the FX thread.
     */
    static Start in(Path folder, @Nullable Password password) {
        return of(folder, () -> new WorkspaceShelf(folder, password));
    }

    /** What can still be read of a damaged workspace, to be looked at. */
    static Start salvaged(Path folder, @Nullable Password password) {
        return of(folder, () -> new ReadOnlyShelf(Workspace.salvage(folder, password),
                "what can be read of a damaged workspace"));
    }

    /** A backup, to be looked at; the workspace itself may be open elsewhere. */
    static Start backup(Path folder, Backup backup, @Nullable Password password) {
        return of(folder, () -> new ReadOnlyShelf(Workspace.openBackup(folder, backup.name(), password),
                said(backup)));
    }

    /** Puts a backup in the place of the workspace, and opens that. */
    static Start restored(Path folder, Backup backup, @Nullable Password password) {
        return of(folder, () -> {
            Workspace.restore(folder, backup.name(), password);
            return new WorkspaceShelf(folder, password);
        });
    }

    /**
     * Gives the workspace another password, or none, and opens it. Where that cannot be done it is opened as it was, and
     * said why; closes {@code fresh} once it is used.
     */
    static Start rekeyed(Path folder, @Nullable Password old, @Nullable Password fresh) {
        List<Path> left;
        try {
            left = Workspace.setPassword(folder, old, fresh);
        } catch (WorkspaceException e) {
            return switch (e.kind()) {
                case PASSWORD_MISSING, PASSWORD_WRONG -> of(folder, () -> {
                    throw e;
                });
                default -> in(folder, old).withTrouble(String.valueOf(e.getMessage()));
            };
        }
        try (fresh) {
            Start opened = in(folder, fresh);
            return left.isEmpty()
                    ? opened
                    : opened.withTrouble("Still under the password they had, or under none: "
                            + left.stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
    }

    private Start withTrouble(String more) {
        return new Start(shelf, scenario, item, theme, trouble == null ? more : trouble + " " + more, refusal, backup,
                folder);
    }

    private static Start of(Path folder, Supplier<ScenarioShelf> opener) {
        try {
            return on(opener.get(), folder);
        } catch (WorkspaceException e) {
            ScenarioShelf memory = new MemoryShelf(InstantSource.system());
            Item item = memory.save(null, sample(), "Sample");
            return new Start(memory, sample(), item, Theme.LIGHT, e.getMessage(), e, newest(folder), folder);
        }
    }

    /** The newest backup that can be relied on. */
    private static @Nullable Backup newest(Path folder) {
        try {
            return Workspace.backups(folder).stream().filter(Backup::verified).findFirst().orElse(null);
        } catch (WorkspaceException e) {
            return null;
        }
    }

    /** A backup by its date. */
    static String said(Backup backup) {
        return "backup of " + TIME.format(backup.made().atZone(ZoneId.systemDefault()));
    }

    /** Begins with what is on a shelf. */
    static Start on(ScenarioShelf shelf, Path folder) {
        Theme theme = setting(shelf, THEME).filter("dark"::equals).isPresent() ? Theme.DARK : Theme.LIGHT;
        List<Item> items = shelf.list();
        Optional<Item> last = setting(shelf, Library.LAST_OPEN)
                .flatMap(id -> items.stream().filter(item -> item.id().equals(id)).findFirst())
                .or(() -> items.stream().reduce((a, b) -> b));
        if (last.isPresent()) {
            try {
                return new Start(shelf, shelf.load(last.get().id()), last.get(), theme, null, null, null, folder);
            } catch (DocumentException | WorkspaceException e) {
                // One damaged scenario must not keep the others away: begin with the sample, and say so.
                return new Start(shelf, sample(), null, theme,
                        "The scenario \"" + last.get().name() + "\" cannot be opened. " + e.getMessage(), null, null,
                        folder);
            }
        }
        try {
            Item item = shelf.save(null, sample(), "Sample");
            return new Start(shelf, sample(), item, theme, null, null, null, folder);
        } catch (WorkspaceException e) {
            return new Start(shelf, sample(), null, theme, e.getMessage(), null, null, folder);
        }
    }

    /** A choice that is damaged is as one that was never made; a check of the workspace names it. */
    private static Optional<String> setting(ScenarioShelf shelf, String name) {
        try {
            return shelf.setting(name);
        } catch (WorkspaceException e) {
            return Optional.empty();
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
