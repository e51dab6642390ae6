package tangency.storage.workspace;

import java.time.Instant;

/** A study as stored, with the scenario version it answers. */
public record StoredStudy(String scenarioId, String scenarioSha256, String sha256, Instant savedAt, String json) {}
