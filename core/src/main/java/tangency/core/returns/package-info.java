/** From prices to aligned returns. Entry point: {@link tangency.core.returns.ReturnTable}; specs: {@link tangency.core.returns.Window}. */
@NullMarked
package tangency.core.returns;

import org.jspecify.annotations.NullMarked;
