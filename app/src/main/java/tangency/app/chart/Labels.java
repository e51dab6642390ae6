package tangency.app.chart;

import java.util.List;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import tangency.core.report.PlainText;

/** Measures, shortens and thins labels so that they never overlap. FX thread only. */
final class Labels {
    private final Text probe = new Text();

    double width(String text, Font font) {
        probe.setFont(font);
        probe.setText(text);
        return probe.getLayoutBounds().getWidth();
    }

    /** The width of the widest of {@code texts}, taking those with the most letters as candidates. */
    double widest(List<String> texts, Font font) {
        int longest = 0;
        for (String text : texts) {
            longest = Math.max(longest, text.length());
        }
        double width = 0;
        for (int letters = longest; letters >= longest - 1; letters--) {
            int measured = 0;
            for (String text : texts) {
                if (text.length() == letters && measured++ < 40) {
                    width = Math.max(width, width(text, font));
                }
            }
        }
        return width;
    }

    /** {@code name} as a line of text, or its beginning and an ellipsis if it is wider than {@code room}. */
    String fit(String name, Font font, double room) {
        String text = PlainText.line(name);
        if (width(text, font) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end) + "\u2026", font) > room) {
            end--;
        }
        return end == 0 ? "" : text.substring(0, end) + "\u2026";
    }

    /** Every how many cells of {@code cell} pixels a label of {@code need} pixels may stand. */
    static int every(double cell, double need) {
        return cell <= 0 ? Integer.MAX_VALUE : Math.max(1, (int) Math.ceil(need / cell));
    }
}
