package tangency.app.report;

import java.util.Locale;

/** Blue over white to red for -1 to 1, after ColorBrewer's RdBu: safe for colour-blind readers. */
final class CorrelationColours {
    private static final int[] STOPS = {0x2166ac, 0x92c5de, 0xffffff, 0xf4a582, 0xb2182b};
    private static final int MISSING = 0xd0d7de;

    private CorrelationColours() {}

    /** Red, green and blue as a packed number; NaN is grey. */
    static int rgb(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        double position = (Math.clamp(value, -1, 1) + 1) * 2;
        int stop = Math.min(3, (int) position);
        double share = position - stop;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int low = STOPS[stop] >> shift & 0xff;
            int high = STOPS[stop + 1] >> shift & 0xff;
            rgb |= (int) Math.round(low + share * (high - low)) << shift;
        }
        return rgb;
    }

    static String hex(double value) {
        return String.format(Locale.ROOT, "#%06x", rgb(value));
    }
}
