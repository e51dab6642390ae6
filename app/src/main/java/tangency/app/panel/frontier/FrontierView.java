package tangency.app.panel.frontier;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2MZ;
import tangency.app.chart.FrontierChart;
import tangency.app.chart.FrontierPicture;
import tangency.app.chart.TransitionMap;
import tangency.app.chart.TransitionPicture;
import tangency.app.panel.Panel;
import tangency.app.panel.PanelBody;
import tangency.app.panel.PanelDescriptor;
import tangency.app.panel.PanelTable;
import tangency.core.report.PlainText;

/** The frontier with its handle, and under it the weights on the same axis. */
public final class FrontierView implements Panel {
    /** For the list of panels. */
    public static final PanelDescriptor DESCRIPTOR = new PanelDescriptor("frontier", "Frontier",
            PanelDescriptor.Group.ALLOCATE, Material2MZ.SHOW_CHART,
            new PanelDescriptor.Help(
                    "The least volatility at which each return can be had within the limits: every corner portfolio, exact."
                            + " Dots are assets, diamonds the portfolios of least variance and of the best ratio; the dashed"
                            + " line mixes the latter with the riskless rate. Below: the weights along the curve.",
                    "min w\u2032\u03a3w subject to \u03bc\u2032w \u2265 r and the limits",
                    "Markowitz (1956), The optimization of a quadratic function subject to linear constraints",
                    "Drag the handle along the curve: the weights follow exactly\nArrows move it by a hundredth of the range,"
                            + " with Shift a tenth; Home and End go to the ends\nClick an asset: selects it; with Ctrl"
                            + " adds it\nWheel: zooms; double click shows all"),
            context -> new FrontierView(new FrontierViewModel(context.session())));

    private final FrontierViewModel model;
    private final FrontierChart chart = new FrontierChart();
    private final TransitionMap map = new TransitionMap("Volatility, % a year");
    private final PanelBody body;
    private final Label readOut;
    private boolean adding;

    public FrontierView(FrontierViewModel model) {
        this.model = model;
        chart.setId("frontier-chart");
        map.setId("frontier-transition");
        VBox charts = new VBox(chart, map);
        chart.prefHeightProperty().bind(charts.heightProperty().multiply(0.64));
        map.prefHeightProperty().bind(charts.heightProperty().multiply(0.36));
        VBox.setVgrow(chart, Priority.ALWAYS);
        body = new PanelBody(charts, model.messageProperty(), model.runningProperty());
        // Without a frontier the assets still show, and the message stands where the weights would be.
        body.setMessagePosition(Pos.BOTTOM_CENTER);
        Label note = body.addLine("frontier-note");
        note.textProperty().bind(model.noteProperty());
        note.visibleProperty().bind(model.noteProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        readOut = body.addLine("frontier-readout");
        model.readOutProperty().addListener((o, old, now) -> sayCurrent());
        chart.setOnCurveHover(this::say);
        sayCurrent();

        chart.addEventFilter(MouseEvent.MOUSE_CLICKED, e -> adding = e.isShortcutDown());
        chart.setOnAssetClick(asset -> model.select(asset, adding));
        chart.setOnDrag(model::drag);
        chart.setOnDragEnd(mean -> model.endDrag());
        map.setOnPick(model::dragToVolatility);
        map.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> model.endDrag());
        map.addEventFilter(KeyEvent.KEY_RELEASED, e -> model.endDrag());
        model.pictureProperty().addListener((o, old, now) -> showPicture(now));
        model.transitionProperty().addListener((o, old, now) -> showTransition(now));
        model.currentProperty().addListener((o, old, now) -> showCurrent(now));
        model.baselineProperty().addListener((o, old, now) -> chart.setBaseline(now));
        model.targetProperty().addListener((o, old, now) -> chart.setTarget(now.doubleValue()));
        model.selectedProperty().addListener((o, old, now) -> chart.setSelection(now));
        showPicture(model.pictureProperty().get());
        showTransition(model.transitionProperty().get());
        showCurrent(model.currentProperty().get());
        chart.setBaseline(model.baselineProperty().get());
        chart.setTarget(model.targetProperty().get());
        chart.setSelection(model.selectedProperty().get());
    }

    private void sayCurrent() {
        readOut.setText(PlainText.line(model.readOutProperty().get()));
    }

    /** Reads out the efficient portfolio at {@code mean}, or the current one for NaN. */
    private void say(double mean) {
        readOut.setText(PlainText
                .line(Double.isNaN(mean) ? model.readOutProperty().get() : model.composition(mean)));
    }

    private void showPicture(FrontierPicture picture) {
        chart.show(picture);
        map.setRange(chart.volatilityRange());
    }

    private void showTransition(TransitionPicture picture) {
        map.setVisible(picture.x().size() > 1);
        map.show(picture);
    }

    private void showCurrent(FrontierPicture.@Nullable Point current) {
        chart.setCurrent(current);
        map.setCursorAt(current == null ? Double.NaN : current.volatility());
    }

    @Override
    public Node view() {
        return body;
    }

    @Override
    public String describe() {
        return model.describe();
    }

    @Override
    public @Nullable PanelTable table() {
        return model.table();
    }

    @Override
    public void dispose() {
        body.dispose();
        model.dispose();
    }
}
