package tangency.app.chart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

import tangency.core.report.PlainText;

/**
 * What all charts share: themed colours, one repaint per pulse, focus, a spoken summary, the same content as a table and as a
 * picture.
 *
 * <p>A subclass draws in {@link #paint} and calls {@link #repaint} when its static content changed. Painting happens in the
 * layout pass: any number of changes between two pulses cost one repaint, and a chart that nothing happened to costs nothing.
 * Parts that move with the hand (markers, cursors) are nodes of their own and need no repaint.
 */
public abstract class ChartRegion extends Region {
    private static final Map<ChartColor, CssMetaData<ChartRegion, Color>> COLORS = colorMetaData();
    private static final List<CssMetaData<? extends Styleable, ?>> CSS = allMetaData();

    protected static final Font SMALL = Font.font(10);
    protected static final Font NORMAL = Font.font(11);
    protected static final Font LARGE = Font.font(12);

    private final Map<ChartColor, StyleableObjectProperty<Color>> colors = new EnumMap<>(ChartColor.class);
    private boolean dirty = true;
    private double paintedWidth = -1;
    private double paintedHeight = -1;

    protected ChartRegion(String styleClass) {
        getStyleClass().addAll("tangency-chart", styleClass);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(40, 40);
        setPrefSize(480, 360);
        for (ChartColor color : ChartColor.values()) {
            SimpleStyleableObjectProperty<Color> property = new SimpleStyleableObjectProperty<>(COLORS.get(color), this,
                    color.name(), color.initial());
            property.addListener((o, old, now) -> {
                colorsChanged();
                repaint();
            });
            colors.put(color, property);
        }
    }

    /** One or two sentences that say what the chart shows, for a screen reader or a caption. */
    public abstract String describe();

    /** What the chart shows, as a table. */
    public abstract ChartTable asTable();

    /** The chart as it stands, as a picture at its present size. On the FX thread; the chart must be in a scene. */
    public WritableImage picture() {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(color(ChartColor.SURFACE));
        return snapshot(parameters, null);
    }

    /** Draws the static content into an area of the given size; called in the layout pass, only when something changed. */
    protected abstract void paint(double width, double height);

    /** The theme changed: whatever is cached in its colours is stale. A repaint follows. */
    protected void colorsChanged() {}

    /** Asks for {@link #paint} in the next pulse. */
    protected final void repaint() {
        dirty = true;
        requestLayout();
    }

    /** The theme's value of {@code color}. */
    protected final Color color(ChartColor color) {
        StyleableObjectProperty<Color> property = colors.get(color);
        Color value = property == null ? null : property.get();
        return value == null ? color.initial() : value;
    }

    /** To be called with every change of content: renews the spoken summary. */
    protected final void contentChanged() {
        setAccessibleText(PlainText.line(describe()));
        repaint();
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() < 4 || getHeight() < 4) {
            return;
        }
        if (dirty || paintedWidth != getWidth() || paintedHeight != getHeight()) {
            dirty = false;
            paintedWidth = getWidth();
            paintedHeight = getHeight();
            paint(paintedWidth, paintedHeight);
        }
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return CSS;
    }

    private static Map<ChartColor, CssMetaData<ChartRegion, Color>> colorMetaData() {
        Map<ChartColor, CssMetaData<ChartRegion, Color>> all = new EnumMap<>(ChartColor.class);
        for (ChartColor color : ChartColor.values()) {
            all.put(color, new CssMetaData<>(color.property(), StyleConverter.getColorConverter(), color.initial()) {
                @Override
                public boolean isSettable(ChartRegion chart) {
                    StyleableObjectProperty<Color> property = chart.colors.get(color);
                    return property != null && !property.isBound();
                }

                @Override
                public StyleableProperty<Color> getStyleableProperty(ChartRegion chart) {
                    StyleableObjectProperty<Color> property = chart.colors.get(color);
                    if (property == null) {
                        throw new IllegalStateException("No property for " + color);
                    }
                    return property;
                }
            });
        }
        return all;
    }

    private static List<CssMetaData<? extends Styleable, ?>> allMetaData() {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        all.addAll(COLORS.values());
        return List.copyOf(all);
    }
}
