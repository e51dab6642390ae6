package tangency.storage.workspace;

import java.time.Instant;

/**
 * A backup as it stands in the list. {@code verified}: it was opened and read in full when it was made, and its files still have the sizes they had;
 * looking at one or restoring it reads it again.
 *
 * @param name of its folder, by which it is restored
 * @param changes the number of the last change in it
 * @param bytes of its files; 0 where it is not verified
 */
public record Backup(String name, Instant made, long changes, int scenarios, int datasets, long bytes,
        boolean verified) {}
