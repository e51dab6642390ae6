/**
 * The workspace: scenarios with their history, datasets, studies and settings in one folder that loses nothing it has acknowledged. Entry point:
 * {@link tangency.storage.workspace.Workspace}; {@link tangency.storage.workspace.Exchange} carries documents in and out as a zip. Documents are
 * opaque here: {@code tangency.storage.document} reads and writes their JSON, {@code tangency.storage.market} reads the datasets.
 */
@NullMarked
package tangency.storage.workspace;

import org.jspecify.annotations.NullMarked;
