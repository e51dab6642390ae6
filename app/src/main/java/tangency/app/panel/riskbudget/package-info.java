/**
 * The risk budget panel: a slider per asset or group, its budget beside the risk it has. Entry points: {@link
 * tangency.app.panel.riskbudget.BudgetView} and {@link tangency.app.panel.riskbudget.BudgetViewModel}; the arithmetic of the
 * sliders is in {@code BudgetShares}. Neighbours: {@code session}, from which it reads and which it edits, and {@code chart}.
 */
@NullMarked
package tangency.app.panel.riskbudget;

import org.jspecify.annotations.NullMarked;
