/**
 * Files that others wrote, read whole: {@link tangency.storage.file.BoundedFile}. Used by {@code market} and {@code document}, which know what stands
 * in them.
 */
@NullMarked
package tangency.storage.file;

import org.jspecify.annotations.NullMarked;
