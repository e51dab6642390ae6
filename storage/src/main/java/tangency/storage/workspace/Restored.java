package tangency.storage.workspace;

import java.nio.file.Path;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * What a restore did.
 *
 * @param lost how many acknowledged changes are newer than the backup; empty where nothing says how many there were
 * @param replaced the folder that now holds what was there before; null where there was nothing
 */
public record Restored(Backup backup, OptionalLong lost, @Nullable Path replaced) {}
