package tangency.app.report;

import java.util.stream.DoubleStream;

import org.w3c.dom.Element;
import tangency.app.report.Drawing.Anchor;
import tangency.core.report.Figure.Bar;
import tangency.core.report.Figure.WeightBars;

/** Draws weights and shares of risk as pairs of bars. */
final class BarsDrawing {
    private static final double TOP = 44;
    private static final double THICK = 9;
    private static final double GAP = 8;
    private static final double VALUE = 48;
    private static final int LONGEST = 22;
    private static final int TICKS = 6;

    private BarsDrawing() {}

    static void draw(Drawing drawing, WeightBars figure) {
        boolean risks = figure.bars().stream().anyMatch(b -> b.risk() != null);
        double left = 12 + figure.bars().stream().mapToDouble(b -> Drawing.width(Drawing.shortened(b.label(), LONGEST)))
                .max().orElse(0);
        double lowest = values(figure).min().orElse(0);
        double highest = values(figure).max().orElse(0);
        double low = Math.min(0, lowest);
        double high = Math.max(Math.max(0, highest), low + 1e-6);
        Scale scale = new Scale(low, high, left + (low < 0 ? VALUE : 0), Drawing.WIDTH - VALUE);
        double row = GAP + THICK * (risks ? 2 : 1);
        double bottom = TOP + row * figure.bars().size();

        legend(drawing, left, risks);
        int decimals = scale.decimals(TICKS, 100);
        for (double tick : scale.ticks(TICKS)) {
            double x = scale.pixel(tick);
            drawing.line(x, TOP - 4, x, bottom, Ink.GRID, 1);
            drawing.text(x, TOP - 12, Anchor.MIDDLE, Ink.MUTED, Numbers.percent(tick, decimals));
        }
        double y = TOP + GAP / 2;
        for (Bar bar : figure.bars()) {
            Element label = drawing.text(left - 8, y + (row - GAP) / 2, Anchor.END, Ink.TEXT,
                    Drawing.shortened(bar.label(), LONGEST));
            drawing.hint(label, bar.label());
            bar(drawing, scale, y, bar.weight(), Ink.ACCENT, bar.label() + ", weight ");
            if (bar.risk() != null) {
                bar(drawing, scale, y + THICK, bar.risk(), Ink.BEST, bar.label() + ", share of risk ");
            }
            y += row;
        }
        drawing.line(scale.pixel(0), TOP - 4, scale.pixel(0), bottom, Ink.AXIS, 1);
        drawing.size(bottom + 6, "Weights" + (risks ? " and shares of risk" : "") + " of " + figure.bars().size()
                + (figure.bars().size() == 1 ? " asset" : " assets") + "; the table has the numbers");
    }

    private static DoubleStream values(WeightBars figure) {
        return figure.bars().stream()
                .flatMapToDouble(b -> b.risk() == null
                        ? DoubleStream.of(b.weight())
                        : DoubleStream.of(b.weight(), b
                                .risk()));
    }

    private static void bar(Drawing drawing, Scale scale, double y, double value, Ink ink, String name) {
        double zero = scale.pixel(0);
        double end = scale.pixel(value);
        Element bar = drawing.rectangle(Math.min(zero, end), y, Math.abs(end - zero), THICK - 1, ink);
        String text = Numbers.percent(value, 1);
        drawing.hint(bar, name + text);
        Element number = drawing.text(value < 0 ? end - 4 : end + 4, y + (THICK - 1) / 2,
                value < 0 ? Anchor.END : Anchor.START, Ink.MUTED, text);
        number.setAttribute("font-size", "9");
    }

    private static void legend(Drawing drawing, double left, boolean risks) {
        drawing.rectangle(left, 5, 12, THICK, Ink.ACCENT);
        drawing.text(left + 17, 10, Anchor.START, Ink.TEXT, "Weight");
        if (risks) {
            drawing.rectangle(left + 74, 5, 12, THICK, Ink.BEST);
            drawing.text(left + 91, 10, Anchor.START, Ink.TEXT, "Share of risk");
        }
    }
}
