package tangency.storage.workspace;

import java.time.Instant;

/**
 * A scenario as it stands in the list: its stable id ({@code s-000012}), the name it goes by, the SHA-256 of its newest document and when that was
 * saved (to the millisecond).
 */
public record Saved(String id, String name, String sha256, Instant savedAt) {}
