package tangency.core.estimate.spec;

/** How assets are clustered: coefficient, distance, linkage and the order of the leaves. */
public record TreeSpec(Codependence codependence, Distance distance, Linkage linkage, LeafOrder leafOrder) {
    /** Pearson correlation, Ward linkage, optimal leaf order. */
    public static final TreeSpec DEFAULT = new TreeSpec(Codependence.PEARSON, Distance.CORRELATION, Linkage.WARD,
            LeafOrder.OPTIMAL);

    /** The coefficient by which two assets are alike. */
    public enum Codependence {
        PEARSON, SPEARMAN, KENDALL, GERBER, DISTANCE_CORRELATION, LOWER_TAIL
    }

    /** From coefficient to distance. */
    public enum Distance {
        /** sqrt((1-c)/2), or sqrt(1-c) for coefficients in [0, 1]. */
        CORRELATION,
        /** Euclidean distance between the columns of the correlation distance (López de Prado 2016). */
        CORRELATION_OF_DISTANCES
    }

    /** How the distance between clusters follows from that between their members. */
    public enum Linkage {
        SINGLE, AVERAGE, COMPLETE, WARD
    }

    /** How the leaves are laid out. */
    public enum LeafOrder {
        /** Left before right, as merged. */
        TREE,
        /** Bar-Joseph's optimal leaf ordering. */
        OPTIMAL
    }
}
