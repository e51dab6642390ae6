/** What strangers may send: inputs made to cost, crash or mislead, and how the readers take them. */
@NullMarked
package tangency.storage.hostile;

import org.jspecify.annotations.NullMarked;
