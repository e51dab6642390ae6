/**
 * Every convex portfolio model as a conic program, and its answer in the user's terms: any measure as goal or limit, trading
 * costs, uncertain means, growth. Entry point: {@link tangency.core.solve.convex.ConvexAllocation}. It states programs for
 * {@code solve.conic}, hands what is linear-quadratic to {@code solve.quadratic} and measures its answers with
 * {@code measure}; {@code run} decides which models come here.
 */
@NullMarked
package tangency.core.solve.convex;

import org.jspecify.annotations.NullMarked;
