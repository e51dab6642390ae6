@NullMarked
package tangency.core.solve.convex;

import org.jspecify.annotations.NullMarked;
