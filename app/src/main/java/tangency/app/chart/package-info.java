/**
 * The drawing kit: charts and heat maps as resizable nodes that know nothing of panels, scenarios or solvers. They are given plain
 * numbers and names, take every colour from the theme, and answer mouse and keyboard through callbacks. Start with {@link
 * tangency.app.chart.ChartRegion}, which they all extend; panels put them to use.
 */
@NullMarked
package tangency.app.chart;

import org.jspecify.annotations.NullMarked;
