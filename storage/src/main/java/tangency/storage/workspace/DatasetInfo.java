package tangency.storage.workspace;

import java.time.Instant;

/** A stored dataset without its bytes. {@code id} ({@code d-000003}) stays when it is renamed; {@code sha256} is over the bytes as given. */
public record DatasetInfo(String id, String name, String mediaType, String sha256, Instant savedAt) {}
