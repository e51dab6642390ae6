/** From prices to aligned returns. Entry point: {@link tangency.core.returns.Alignment}, which gives a {@link tangency.core.returns.ReturnTable}; what is wanted is said by a {@link tangency.core.returns.Window}. Before it: {@code market}; after it: {@code estimate}. */
@NullMarked
package tangency.core.returns;

import org.jspecify.annotations.NullMarked;
