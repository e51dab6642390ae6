/**
 * Dense value types and kernels that everything else is computed with. Entry point: {@link tangency.core.math.Matrix}; heavy products:
 * {@link tangency.core.math.SymmetricUpdate}, on {@link tangency.core.math.Workers}.
 */
@NullMarked
package tangency.core.math;

import org.jspecify.annotations.NullMarked;
