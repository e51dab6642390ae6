/**
 * Scenarios and studies as JSON documents. Entry points: {@link tangency.storage.document.ScenarioCodec} and
 * {@link tangency.storage.document.StudyCodec}; {@link tangency.storage.document.Canonical} gives the bytes that are
 * hashed. Neighbours: {@code core.scenario} and {@code core.run} hold the values, {@code storage.workspace} keeps the
 * documents.
 */
@NullMarked
package tangency.storage.document;

import org.jspecify.annotations.NullMarked;
