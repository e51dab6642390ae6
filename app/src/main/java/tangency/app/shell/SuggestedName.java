package tangency.app.shell;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import tangency.core.report.PlainText;

/** Names for files that are suggested after a scenario's: letters and digits of any script, short, and good on every system. */
final class SuggestedName {
    /** Characters of a name without its ending; at four bytes each no file system finds it too long. */
    private static final int LONGEST = 50;
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern EDGES = Pattern.compile("^[-\\p{M}]+|-+$");
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|com\\p{N}|lpt\\p{N}");

    private SuggestedName() {}

    /** @param ending what stands behind the name, the dot included */
    static String of(String scenario, String ending) {
        String name = Normalizer.normalize(PlainText.line(scenario), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String plain = EDGES.matcher(OTHERS.matcher(name).replaceAll("-")).replaceAll("");
        String cut = EDGES.matcher(PlainText.beginning(plain, LONGEST)).replaceAll("");
        boolean unusable = cut.isEmpty() || DEVICE.matcher(cut).matches();
        return (unusable ? "scenario" + (cut.isEmpty() ? "" : "-" + cut) : cut) + ending;
    }
}
