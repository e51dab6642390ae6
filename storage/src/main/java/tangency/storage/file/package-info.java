/**
 * Files whole: what others wrote is read within bounds ({@link tangency.storage.file.BoundedFile}, for {@code market} and
 * {@code document}, which know what stands in them); what is exported is written entirely or not at all
 * ({@link tangency.storage.file.WholeFile}, for command line, reports and window).
 */
@NullMarked
package tangency.storage.file;

import org.jspecify.annotations.NullMarked;
