package tangency.storage.workspace;

import java.time.Instant;

/** One version in a scenario's history. {@code number} counts from 1, {@code label} says what the edit was. */
public record Version(int number, String name, String label, String sha256, Instant savedAt) {}
