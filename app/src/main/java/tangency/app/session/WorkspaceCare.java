package tangency.app.session;

import java.util.List;

import tangency.storage.workspace.Backup;
import tangency.storage.workspace.Damage;

/** What can be done for a workspace as a whole while it is open. Methods block, as those of {@link ScenarioShelf} do. */
public interface WorkspaceCare {
    /** Makes a backup and reads it back. */
    Backup backUp();

    /** Whether it asks for a password. */
    boolean encrypted();

    /** Newest first. */
    List<Backup> backups();

    /** Reads everything, and names what is damaged; empty where nothing is. */
    List<Damage> check();
}
