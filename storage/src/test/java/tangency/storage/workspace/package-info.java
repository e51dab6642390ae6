/** Tests of the workspace; {@code SavingChild} is a program of its own that they start and kill. */
@NullMarked
package tangency.storage.workspace;

import org.jspecify.annotations.NullMarked;
