package tangency.app.chart;

/**
 * Which colour belongs to which group (cluster, sector, class) in every chart: ten hues that stay apart in both themes and for
 * colour-blind eyes (after Paul Tol's qualitative schemes), used in turn from the eleventh group on. A group below zero means
 * "none" and is grey.
 */
public final class Palette {
    public static final int SIZE = 10;

    private static final ChartColor[] GROUPS = {ChartColor.GROUP_1, ChartColor.GROUP_2, ChartColor.GROUP_3,
            ChartColor.GROUP_4, ChartColor.GROUP_5, ChartColor.GROUP_6, ChartColor.GROUP_7, ChartColor.GROUP_8,
            ChartColor.GROUP_9, ChartColor.GROUP_10};

    private Palette() {}

    /** The colour of group {@code index} (0 is the first). */
    public static ChartColor group(int index) {
        return index < 0 ? ChartColor.OTHER : GROUPS[index % SIZE];
    }

    /** The name of the same colour in a style sheet or an inline style: {@code -fx-background-color: <variable>}. */
    public static String variable(int index) {
        return index < 0 ? "-chart-other" : "-chart-group-" + (index % SIZE + 1);
    }
}
