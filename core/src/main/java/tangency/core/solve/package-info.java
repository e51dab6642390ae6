/** How what a model asks is answered, with a certificate. Entry points: {@link tangency.core.solve.Solution} and the subpackages, one per family of methods. */
@NullMarked
package tangency.core.solve;

import org.jspecify.annotations.NullMarked;
