package tangency.app.chart;

import java.util.Locale;
import javafx.scene.paint.Color;

/**
 * The colours a chart draws with. Each is a styleable property {@code -tangency-*} of every {@link ChartRegion}; the theme's
 * sheets give them values. The defaults are those of the light theme, so that a chart without style sheets still shows.
 */
public enum ChartColor {
    SURFACE("#ffffff"), INK("#1f2328"), MUTED("#656d76"), GRID("#d8dee4"), LINE("#d0d7de"), ACCENT("#0969da"), SELECT(
            "#1f2328"), BEST("#b35900"), GHOST("#8c959f"), LOW("#2166ac"), MID_LOW("#92c5de"), MIDDLE(
                    "#ffffff"), MID_HIGH("#f4a582"), HIGH("#b2182b"), MISSING("#d0d7de"), OTHER("#afb8c1"), GROUP_1(
                            "#4477aa"), GROUP_2("#ee7733"), GROUP_3("#228833"), GROUP_4("#aa3377"), GROUP_5(
                                    "#33bbee"), GROUP_6("#ccaa22"), GROUP_7("#cc3311"), GROUP_8("#009988"), GROUP_9(
                                            "#7a5ac2"), GROUP_10("#8c6d46");

    private final Color initial;

    ChartColor(String initial) {
        this.initial = Color.web(initial);
    }

    Color initial() {
        return initial;
    }

    String property() {
        return "-tangency-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
