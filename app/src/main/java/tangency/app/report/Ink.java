package tangency.app.report;

import java.util.List;

/**
 * The colours of drawings: each as it is on white, and the class by which the style sheet for screens replaces it on a
 * dark ground. The same as the window's charts.
 */
enum Ink {
    TEXT("#1f2328", "text"), MUTED("#59636e", "muted"), GRID("#e4e8ec", "grid"), AXIS("#8c959f", "axis"), ACCENT(
            "#0969da", "accent"), BEST("#b35900", "best"), DOT("#8c959f", "dot"), SURFACE("#ffffff", "surface");

    private static final List<String> GROUPS = List.of("#4477aa", "#ee7733", "#228833", "#aa3377", "#33bbee", "#ccaa22",
            "#cc3311", "#009988", "#7a5ac2", "#8c6d46");

    private final String colour;
    private final String name;

    Ink(String colour, String name) {
        this.colour = colour;
        this.name = name;
    }

    /** On white. */
    String colour() {
        return colour;
    }

    /** Class of what is filled with it. */
    String fill() {
        return "f-" + name;
    }

    /** Class of what is stroked with it. */
    String stroke() {
        return "s-" + name;
    }

    /** The colour of a cluster; they come round again after the tenth. */
    static String group(int number) {
        return GROUPS.get(Math.floorMod(number, GROUPS.size()));
    }
}
