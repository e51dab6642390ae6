/**
 * What a panel is. Entry points: {@link tangency.app.panel.Panel} and {@link tangency.app.panel.PanelDescriptor}; one
 * subpackage per panel, each offering a descriptor that the shell lists. {@code shell} frames and arranges panels; they
 * meet each other only in {@code session}.
 */
@NullMarked
package tangency.app.panel;

import org.jspecify.annotations.NullMarked;
