package tangency.core.report;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.ClusterTree;
import tangency.core.math.Matrix;

/** A picture, as the data that is drawn. */
public sealed interface Figure extends Report.Block {
    String caption();

    /**
     * The efficient frontier; volatility across and mean up, both annual fractions.
     *
     * @param curve points from the highest mean down, at least one
     * @param assets each alone
     * @param marks portfolios of note
     */
    record FrontierCurve(String caption, List<Point> curve, List<Marker> assets, List<Marker> marks)
            implements
                Figure {
        public FrontierCurve {
            curve = List.copyOf(curve);
            assets = List.copyOf(assets);
            marks = List.copyOf(marks);
        }
    }

    record Point(double volatility, double mean) {}

    /** A labelled point. */
    record Marker(String label, double volatility, double mean) {}

    /** Two bars per item, as fractions: what it weighs and what it risks. */
    record WeightBars(String caption, List<Bar> bars) implements Figure {
        public WeightBars {
            bars = List.copyOf(bars);
        }
    }

    /** @param risk share of the risk, null where there is none */
    record Bar(String label, double weight, @Nullable Double risk) {}

    /**
     * Correlations between -1 and 1, rows and columns in the same order.
     *
     * @param labels N
     * @param values N x N
     */
    record HeatMap(String caption, List<String> labels, Matrix values) implements Figure {
        public HeatMap {
            labels = List.copyOf(labels);
            if (values.rows() != labels.size() || values.columns() != labels.size()) {
                throw new IllegalArgumentException(values + " has not the size of " + labels.size() + " labels");
            }
        }
    }

    /**
     * A cluster tree.
     *
     * @param labels by leaf number
     * @param order leaf numbers from left to right
     */
    record Dendrogram(String caption, List<String> labels, ClusterTree tree, List<Integer> order) implements Figure {
        public Dendrogram {
            labels = List.copyOf(labels);
            order = List.copyOf(order);
        }
    }
}
