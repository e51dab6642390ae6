/**
 * What a panel is and which there are. Entry points: {@link tangency.app.panel.PanelDescriptor} and the list
 * {@link tangency.app.panel.Panels}; one subpackage per panel. {@code shell} frames and arranges panels; they meet each
 * other only in {@code session}.
 */
@NullMarked
package tangency.app.panel;

import org.jspecify.annotations.NullMarked;
