package tangency.core.report;

/**
 * Text that others wrote, made fit for eyes: names of scenarios, limits and assets may hold anything. Markup and formulas stay as they stand, since
 * whoever shows a text shows it as text; what cannot be seen, or changes how the rest is seen, is replaced.
 */
public final class PlainText {
    private static final int UNPRINTABLE = 0xfffd;

    private PlainText() {}

    /**
     * {@code text} with everything that is not for eyes replaced by the replacement character: control characters but
     * line breaks and tabs, halves of surrogate pairs, and the marks that turn the direction of what follows.
     */
    public static String of(String text) {
        return clean(text, false);
    }

    /** As {@link #of}, on one line: breaks and tabs are blanks. */
    public static String line(String text) {
        return clean(text, true);
    }

    /** The beginning of {@code text}, at most {@code length} characters long, and no half of a surrogate pair at its end. */
    public static String beginning(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean pair = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, pair ? length - 1 : length);
    }

    private static String clean(String text, boolean oneLine) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(shown(c, oneLine)));
        return clean.toString();
    }

    private static int shown(int c, boolean oneLine) {
        boolean breaks = c == '\n' || c == '\t' || (oneLine && (c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85));
        if (breaks) {
            return oneLine ? ' ' : c;
        }
        boolean turnsDirection = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e
                || c == 0x200f || c == 0x061c;
        boolean noCharacter = Character.getType(c) == Character.SURROGATE || (c & 0xfffe) == 0xfffe
                || (c >= 0xfdd0 && c <= 0xfdef);
        return Character.isISOControl(c) || turnsDirection || noCharacter ? UNPRINTABLE : c;
    }
}
