package tangency.app.chart;

import javafx.scene.paint.Color;

/**
 * A colour for every correlation from −1 to 1: five colours of the theme joined by straight lines, as a table of packed ARGB
 * pixels. Values whose magnitude is below a threshold fade towards the middle.
 *
 * <p>This class is immutable and thread-safe.
 */
final class DivergingScale {
    private static final int STEPS = 1024;
    private static final double FADED = 0.18;

    private final int[] table = new int[STEPS + 1];
    private final int missing;

    DivergingScale(Color low, Color midLow, Color middle, Color midHigh, Color high, Color missing, double threshold) {
        Color[] stops = {low, midLow, middle, midHigh, high};
        for (int i = 0; i <= STEPS; i++) {
            double position = 4.0 * i / STEPS;
            int stop = Math.min(3, (int) position);
            Color color = stops[stop].interpolate(stops[stop + 1], position - stop);
            if (Math.abs(2.0 * i / STEPS - 1) < threshold) {
                color = middle.interpolate(color, FADED);
            }
            table[i] = argb(color);
        }
        this.missing = argb(missing);
    }

    /** The pixel of {@code value}; values outside −1…1 take the colour of the nearer end, NaN that of missing. */
    int pixel(double value) {
        if (Double.isNaN(value)) {
            return missing;
        }
        int index = (int) ((value + 1) * (STEPS / 2.0) + 0.5);
        return table[index < 0 ? 0 : Math.min(index, STEPS)];
    }

    /** A colour as a pixel of premultiplied ARGB. */
    static int argb(Color color) {
        int alpha = (int) Math.round(color.getOpacity() * 255);
        int red = (int) Math.round(color.getRed() * color.getOpacity() * 255);
        int green = (int) Math.round(color.getGreen() * color.getOpacity() * 255);
        int blue = (int) Math.round(color.getBlue() * color.getOpacity() * 255);
        return alpha << 24 | red << 16 | green << 8 | blue;
    }
}
