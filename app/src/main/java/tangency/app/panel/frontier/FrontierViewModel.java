package tangency.app.panel.frontier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;
import tangency.app.chart.FrontierPicture;
import tangency.app.chart.FrontierPicture.Point;
import tangency.app.chart.NumberText;
import tangency.app.chart.TransitionPicture;
import tangency.app.panel.PanelTable;
import tangency.app.session.Clusters;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.estimate.Moments;
import tangency.core.estimate.OrderedTree;
import tangency.core.market.Finding;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.measure.Measures;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Frontier;
import tangency.core.solve.FrontierResult;

/**
 * The exact frontier of the open scenario, and a target return that slides along it. Means and volatilities are annual fractions.
 *
 * <p>{@link #pictureProperty} and {@link #transitionProperty} change only with the frontier itself; a drag moves no more than
 * {@link #targetProperty} and {@link #currentProperty}. The point under the hand is exact at once: between two corner portfolios
 * every efficient portfolio is their mixture.
 */
public final class FrontierViewModel {
    private static final String GESTURE = "frontier";
    private static final int CURVE_POINTS = 240;
    private static final int COMPOSITION = 5;
    private static final double HELD = 5e-5;
    private static final double TRACE = 1e-9;

    /** What picture and transition map were drawn from; compared by identity. */
    private record Source(@Nullable FrontierResult frontier, Moments moments, Universe universe, double periods,
            double riskFree, @Nullable OrderedTree tree, int clusters, @Nullable Study baseline) {
        boolean same(@Nullable Source that) {
            return that != null && frontier == that.frontier && moments == that.moments
                    && universe.equals(that.universe) && periods == that.periods && riskFree == that.riskFree
                    && tree == that.tree && clusters == that.clusters && baseline == that.baseline;
        }
    }

    private final Session session;
    private final InvalidationListener answerChanged = o -> answerChanged();
    private final InvalidationListener selectionChanged = o -> select();
    private final InvalidationListener baselineChanged = o -> baselineChanged();

    private final ReadOnlyObjectWrapper<FrontierPicture> picture = new ReadOnlyObjectWrapper<>(FrontierPicture.EMPTY);
    private final ReadOnlyObjectWrapper<TransitionPicture> transition = new ReadOnlyObjectWrapper<>(
            TransitionPicture.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable Point> current = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Point> baseline = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper target = new ReadOnlyDoubleWrapper(Double.NaN);
    private final ReadOnlyObjectWrapper<Set<Integer>> selected = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper readOut = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");

    private @Nullable Source drawn;
    private @Nullable Frontier frontier;
    private List<Point> pinnedCurve = List.of();
    private boolean dragging;

    public FrontierViewModel(Session session) {
        this.session = session;
        session.snapshotProperty().addListener(answerChanged);
        session.problemsProperty().addListener(answerChanged);
        session.baselineProperty().addListener(baselineChanged);
        session.selection().assetsProperty().addListener(selectionChanged);
        session.selection().clustersProperty().addListener(answerChanged);
        baselineChanged();
    }

    /** Takes the listeners off the session. */
    public void dispose() {
        session.snapshotProperty().removeListener(answerChanged);
        session.problemsProperty().removeListener(answerChanged);
        session.baselineProperty().removeListener(baselineChanged);
        session.selection().assetsProperty().removeListener(selectionChanged);
        session.selection().clustersProperty().removeListener(answerChanged);
    }

    /** Curve, assets and special portfolios. */
    public ReadOnlyObjectProperty<FrontierPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** Weights along the curve over volatility: of the assets held somewhere on it, in the order of the tree's leaves. */
    public ReadOnlyObjectProperty<TransitionPicture> transitionProperty() {
        return transition.getReadOnlyProperty();
    }

    /** The portfolio of the newest answer, or of the point under the hand; null without one. */
    public ReadOnlyObjectProperty<@Nullable Point> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** The portfolio of the pinned baseline, null without one. */
    public ReadOnlyObjectProperty<@Nullable Point> baselineProperty() {
        return baseline.getReadOnlyProperty();
    }

    /** Where the handle stands: a mean, NaN without a frontier. */
    public ReadOnlyDoubleProperty targetProperty() {
        return target.getReadOnlyProperty();
    }

    /** Positions in the universe of the selected assets. */
    public ReadOnlyObjectProperty<Set<Integer>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Why there is no frontier, and what to do; empty when there is one. */
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** The portfolio that the handle stands for, in a line. */
    public ReadOnlyStringProperty readOutProperty() {
        return readOut.getReadOnlyProperty();
    }

    /** What the model asks and the curve does not know; empty where answers lie on it. */
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return session.runningProperty();
    }

    /** One step of a hand on the frontier: asks for the least risk at {@code mean}, or at the nearest end. */
    public void drag(double mean) {
        Source source = drawn;
        Frontier now = frontier;
        if (source == null || now == null) {
            return;
        }
        dragging = true;
        double wanted = Math.clamp(mean / source.periods(), lowest(now), now.highestMean().mean());
        Frontier.Corner point = now.at(wanted, source.moments().covariance());
        if (note.get().isEmpty()) {
            show(point.volatility(), wanted, source.periods(), point.weights());
        } else {
            // The answer lies elsewhere: it shows when it is there.
            target.set(wanted * source.periods());
        }
        session.drag(GESTURE, Session.TARGET_RETURN, s -> withTarget(s, wanted));
    }

    /** As {@link #drag}, to the point of the curve with this volatility. */
    public void dragToVolatility(double volatility) {
        List<Point> curve = picture.get().curve();
        for (int k = 1; k < curve.size(); k++) {
            Point low = curve.get(k - 1);
            Point high = curve.get(k);
            if (volatility <= high.volatility() || k == curve.size() - 1) {
                double width = high.volatility() - low.volatility();
                double part = width > 0 ? Math.clamp((volatility - low.volatility()) / width, 0, 1) : 1;
                drag(low.mean() + part * (high.mean() - low.mean()));
                return;
            }
        }
    }

    /** The hand has left the frontier. */
    public void endDrag() {
        if (dragging) {
            dragging = false;
            session.endGesture();
            showAnswer();
        }
    }

    private static Scenario withTarget(Scenario scenario, double perPeriod) {
        // The least of the model's own risk, where it has one that is not read off the curve.
        Model least = scenario.model() instanceof Model.MeanRisk model && !model.risk().measure().quadratic()
                ? new Model.MeanRisk(Model.Goal.MINIMISE_RISK, model.risk(), null, null)
                : Model.MeanRisk.MINIMUM_VARIANCE;
        Scenario minimised = scenario.model().equals(least) ? scenario : scenario.withModel(least);
        return minimised.withConstraint(new Constraint.Return(Session.TARGET_RETURN, true, perPeriod));
    }

    /** The lowest mean that other floors on the return leave. */
    private double lowest(Frontier now) {
        double lowest = now.minimumRisk().mean();
        for (Constraint constraint : session.scenario().enabledConstraints()) {
            if (constraint instanceof Constraint.Return floor && !floor.name().equals(Session.TARGET_RETURN)) {
                lowest = Math.max(lowest, floor.min());
            }
        }
        return Math.min(lowest, now.highestMean().mean());
    }

    /** Selects an asset in all panels; with {@code add} it joins what is selected, or leaves it. */
    public void select(int asset, boolean add) {
        Source source = drawn;
        if (source != null) {
            String id = source.universe().assets().get(asset).id();
            if (add) {
                session.selection().toggle(id);
            } else {
                session.selection().choose(List.of(id));
            }
        }
    }

    /** The efficient portfolio at {@code mean} in words: where it is, a year and a period, and what it holds most of. */
    public String composition(double mean) {
        Source source = drawn;
        Frontier now = frontier;
        if (source == null || now == null) {
            return "";
        }
        double wanted = Math.clamp(mean / source.periods(), now.minimumRisk().mean(), now.highestMean().mean());
        Frontier.Corner point = now.at(wanted, source.moments().covariance());
        return inWords(point.volatility(), wanted, source.periods()) + ": " + holdings(point.weights());
    }

    private static String inWords(double volatility, double mean, double periods) {
        return "return " + NumberText.percent(mean * periods) + ", volatility "
                + NumberText.percent(volatility * Math.sqrt(periods)) + " a year (" + NumberText.percent(mean, 3) + ", "
                + NumberText.percent(volatility, 3) + " a period)";
    }

    private String holdings(Vector weights) {
        Source source = drawn;
        if (source == null) {
            return "";
        }
        List<Integer> largest = IntStream.range(0, weights.size()).boxed().filter(i -> Math.abs(weights.get(i)) > HELD)
                .sorted(Comparator.comparingDouble(i -> -Math.abs(weights.get(i)))).toList();
        List<String> parts = new ArrayList<>();
        for (int i : largest.subList(0, Math.min(COMPOSITION, largest.size()))) {
            parts.add(source.universe().assets().get(i).id() + " " + NumberText.percent(weights.get(i)));
        }
        int more = largest.size() - parts.size();
        if (more > 0) {
            parts.add("and " + more + " more");
        }
        return String.join(", ", parts);
    }

    private void baselineChanged() {
        Study pinned = session.baselineProperty().get();
        Snapshot snapshot = session.snapshot();
        boolean shown = pinned != null && snapshot != null && snapshot.study() == pinned;
        pinnedCurve = shown ? picture.get().curve() : List.of();
        baseline.set(pinned == null ? null : point(pinned.measures()));
        answerChanged();
    }

    private void answerChanged() {
        Snapshot snapshot = session.snapshot();
        if (snapshot != null) {
            Analysis analysis = snapshot.analysis();
            boolean coming = session.runningProperty().get();
            FrontierResult result = snapshot.frontier();
            OrderedTree tree = snapshot.tree();
            Source last = drawn;
            // What is still on its way is drawn as it was, if it is of the same assets.
            if (tree == null && coming && last != null && last.universe().equals(analysis.universe())) {
                tree = last.tree();
            }
            Source source = new Source(result, analysis.moments(), analysis.universe(),
                    analysis.scenario().window().periodsPerYear(), analysis.setting().riskFree(), tree,
                    session.selection().clusters(), session.baselineProperty().get());
            if ((result != null || !coming) && !source.same(last)) {
                drawn = source;
                draw(source);
            }
            note.set(noteText(analysis));
        }
        message.set(messageText());
        if (!dragging) {
            showAnswer();
        }
    }

    private void draw(Source source) {
        double mean = source.periods();
        double deviation = Math.sqrt(mean);
        int n = source.universe().size();
        OrderedTree tree = source.tree();
        int wanted = source.clusters() > 0 ? source.clusters() : Clusters.automatic(n);
        int[] colours = new int[n];
        int[] leaves = IntStream.range(0, n).toArray();
        Arrays.fill(colours, -1);
        if (tree != null && tree.tree().leaves() == n) {
            leaves = tree.orderArray();
            colours = Clusters.of(tree.tree().cut(wanted), leaves).numbers();
        }
        List<FrontierPicture.Asset> assets = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            double volatility = Math.sqrt(Math.max(0, source.moments().covariance().get(i, i)));
            assets.add(new FrontierPicture.Asset(source.universe().assets().get(i).id(), volatility * deviation,
                    source.moments().mean().get(i) * mean, colours[i]));
        }
        if (!(source.frontier() instanceof FrontierResult.Traced traced)) {
            frontier = null;
            picture.set(new FrontierPicture(List.of(), assets, null, null, null, List.of()));
            transition.set(TransitionPicture.EMPTY);
            select();
            return;
        }
        Frontier now = traced.frontier();
        frontier = now;
        List<Point> curve = new ArrayList<>();
        List<double[]> down = Arrays.asList(now.curve(CURVE_POINTS));
        for (double[] point : down.reversed()) {
            curve.add(new Point(point[0] * deviation, point[1] * mean));
        }
        Frontier.Corner best = traced.maximumRatio();
        Point maximumRatio = best == null ? null : new Point(best.volatility() * deviation, best.mean() * mean);
        List<Point> ghost = source.baseline() == null || pinnedCurve.equals(curve) ? List.of() : pinnedCurve;
        // Where least variance and best ratio are the same portfolio one mark is enough.
        Point minimumVariance = best != null && best.mean() == now.minimumRisk().mean() ? null : curve.getFirst();
        picture.set(new FrontierPicture(curve, assets, minimumVariance, maximumRatio, source.riskFree() * mean, ghost));
        transition.set(transition(now, curve, mean, source.universe(), leaves, colours));
        select();
    }

    private static TransitionPicture transition(Frontier frontier, List<Point> curve, double periods, Universe universe,
            int[] leaves, int[] groups) {
        int[] held = Arrays.stream(leaves)
                .filter(i -> frontier.corners().stream().anyMatch(c -> Math.abs(c.weights().get(i)) > TRACE)).toArray();
        double[] weights = new double[curve.size() * held.length];
        for (int k = 0; k < curve.size(); k++) {
            Vector at = frontier.weightsAt(curve.get(k).mean() / periods);
            for (int j = 0; j < held.length; j++) {
                weights[k * held.length + j] = at.get(held[j]);
            }
        }
        return new TransitionPicture(curve.stream().map(Point::volatility).toList(),
                Arrays.stream(held).mapToObj(i -> universe.assets().get(i).id()).toList(),
                Arrays.stream(held).mapToObj(i -> groups[i]).toList(),
                Matrix.wrap(curve.size(), held.length, weights));
    }

    private void showAnswer() {
        Snapshot snapshot = session.snapshot();
        Study study = snapshot == null ? null : snapshot.study();
        Measures measures = study == null ? null : study.measures();
        Vector weights = study == null ? null : study.weights();
        Source source = drawn;
        Frontier now = frontier;
        // After a change of assets the answer comes before its frontier: it is not shown on the frontier of others.
        boolean apart = snapshot != null && source != null
                && !source.universe().equals(snapshot.analysis().universe());
        if (snapshot == null || source == null || now == null || apart) {
            target.set(Double.NaN);
            current.set(point(measures));
            readOut.set("");
        } else if (measures == null || weights == null || measures.mean() == null || measures.volatility() == null) {
            current.set(null);
            readOut.set("");
            target.set(now.minimumRisk().mean() * source.periods());
        } else {
            show(measures.volatility(), measures.mean(), source.periods(), weights);
        }
    }

    private void show(double volatility, double mean, double periods, Vector weights) {
        Frontier now = frontier;
        current.set(new Point(volatility * Math.sqrt(periods), mean * periods));
        target.set(now == null
                ? Double.NaN
                : Math.clamp(mean, now.minimumRisk().mean(), now.highestMean().mean()) * periods);
        readOut.set(inWords(volatility, mean, periods) + ": " + holdings(weights));
    }

    private static @Nullable Point point(@Nullable Measures measures) {
        return measures == null || measures.annualVolatility() == null || measures.annualReturn() == null
                ? null
                : new Point(measures.annualVolatility(), measures.annualReturn());
    }

    private void select() {
        Set<Integer> positions = new TreeSet<>();
        Source source = drawn;
        if (source != null) {
            session.selection().assets().forEach(id -> positions.add(source.universe().indexOf(id)));
            positions.remove(-1);
        }
        selected.set(positions);
    }

    private String noteText(Analysis analysis) {
        if (frontier == null) {
            return "";
        }
        List<String> places = analysis.frontierRefusals().stream().map(Finding::column).filter(Objects::nonNull)
                .toList();
        String without = places.stream().filter(place -> !place.equals("model.risk")).map(place -> switch (place) {
            case "costs.ridge" -> "the ridge";
            case "costs.impact" -> "market impact";
            case "costs.fixed" -> "costs per trade";
            case "model.meanUncertainty.shape" -> "uncertain means";
            default -> place;
        }).collect(Collectors.joining(", "));
        if (places.contains("model.risk")) {
            return without.isEmpty()
                    ? "The curve is of variance, not of the model's risk."
                    : "The curve is of variance, without " + without + ".";
        }
        return without.isEmpty() ? "" : "The curve is without " + without + ".";
    }

    private String messageText() {
        Source source = drawn;
        if (source != null && source.frontier() instanceof FrontierResult.None none) {
            return "No frontier: " + none.reason() + ".";
        }
        if (frontier != null) {
            return "";
        }
        List<Finding> problems = session.problemsProperty().get();
        if (!problems.isEmpty()) {
            return problems.getFirst().where() + ": " + problems.getFirst().message();
        }
        return session.runningProperty().get()
                ? "Tracing the frontier\u2026"
                : "Load market data to see what return the assets can give at what risk.";
    }

    public String describe() {
        Frontier now = frontier;
        FrontierPicture shown = picture.get();
        if (now == null || shown.curve().isEmpty()) {
            return message.get();
        }
        Point low = shown.curve().getFirst();
        Point high = shown.curve().getLast();
        return "Exact frontier of " + now.corners().size() + " corner portfolios, from " + say(low) + " to " + say(high)
                + " a year. Current: " + (readOut.get().isEmpty() ? "no portfolio" : readOut.get()) + ".";
    }

    private static String say(Point point) {
        return "return " + NumberText.percent(point.mean()) + " at volatility "
                + NumberText.percent(point.volatility());
    }

    /** The corner portfolios, from the highest mean down. */
    public @Nullable PanelTable table() {
        Source source = drawn;
        Frontier now = frontier;
        if (source == null || now == null) {
            return null;
        }
        List<PanelTable.Column> columns = new ArrayList<>(
                List.of(PanelTable.Column.percent("Return a year"), PanelTable.Column.percent("Volatility a year")));
        source.universe().ids().forEach(id -> columns.add(PanelTable.Column.percent(id)));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Frontier.Corner corner : now.corners()) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(corner.mean() * source.periods());
            row.add(corner.volatility() * Math.sqrt(source.periods()));
            for (int i = 0; i < corner.weights().size(); i++) {
                row.add(corner.weights().get(i));
            }
            rows.add(row);
        }
        return new PanelTable(columns, rows);
    }
}
