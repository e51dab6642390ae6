/** Dense value types and kernels that everything else is computed with. Entry point: {@link tangency.core.math.Matrix}. */
@NullMarked
package tangency.core.math;

import org.jspecify.annotations.NullMarked;
