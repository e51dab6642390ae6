/** What can be asked: models, constraints, costs and holdings, as values without code. Entry points: {@link tangency.core.model.Model}, {@link tangency.core.model.Constraint}; {@code solve} answers. */
@NullMarked
package tangency.core.model;

import org.jspecify.annotations.NullMarked;
