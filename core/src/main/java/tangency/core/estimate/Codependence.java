package tangency.core.estimate;

import tangency.core.estimate.spec.TreeSpec;
import tangency.core.math.Matrix;

/**
 * How alike every two assets are, by one coefficient. An asset that never moves has 0 with all others.
 *
 * @param coefficients N x N, unit diagonal, symmetric to the bit
 * @param signed whether the coefficient reaches from -1 to 1, else from 0 to 1
 */
public record Codependence(Matrix coefficients, boolean signed) {
    /** The smallest move that counts for {@link #gerber}, in standard deviations. */
    public static final double GERBER_THRESHOLD = 0.5;
    /** The share of outcomes that is the tail for {@link #lowerTail}. */
    public static final double LOWER_TAIL = 0.05;

    /**
     * The coefficient {@code kind}: Pearson's from the covariance, the others from the outcomes.
     *
     * @param covariance N x N
     * @param outcomes T x N without gaps
     */
    public static Codependence of(TreeSpec.Codependence kind, Matrix covariance, Matrix outcomes) {
        return switch (kind) {
            case PEARSON -> pearson(covariance);
            case SPEARMAN -> spearman(outcomes);
            case KENDALL -> kendall(outcomes);
            case GERBER -> gerber(outcomes, GERBER_THRESHOLD);
            case DISTANCE_CORRELATION -> distanceCorrelation(outcomes);
            case LOWER_TAIL -> lowerTail(outcomes, LOWER_TAIL);
        };
    }

    /** Pearson's correlation of a covariance. */
    public static Codependence pearson(Matrix covariance) {
        return new Codependence(Correlations.of(covariance), true);
    }

    /** Spearman's rho: Pearson's correlation of the ranks, ties at their average rank. */
    public static Codependence spearman(Matrix outcomes) {
        return pearson(SampleCovariance.of(Ranks.average(outcomes)).covariance());
    }

    /** Kendall's tau-b, O(T log T) a pair. */
    public static Codependence kendall(Matrix outcomes) {
        return new Codependence(Kendall.tauB(outcomes), true);
    }

    /**
     * The Gerber statistic GS1 (Gerber, Markowitz, Ernst, Miao, Javid and Sargen 2022, "The Gerber statistic"): joint moves
     * beyond {@code threshold} standard deviations (divisor T) the same way less those opposite ways, over the dates on which
     * at least one moved so. Returns are not centred. Positive semi-definite.
     */
    public static Codependence gerber(Matrix outcomes, double threshold) {
        return new Codependence(GerberStatistic.gs1(outcomes, threshold), true);
    }

    /** Distance correlation (Székely, Rizzo and Bakirov 2007, definition 5: the V-statistic), O(T log T) a pair. */
    public static Codependence distanceCorrelation(Matrix outcomes) {
        return new Codependence(DistanceCorrelation.of(outcomes), false);
    }

    /**
     * Empirical lower-tail dependence: of the k = ⌈share·T⌉ worst outcomes of each of two assets the fraction that is common.
     * Outcomes equal to the k-th worst belong to the tail; where that makes tails of different size a and b, their common
     * number is taken over √(ab).
     */
    public static Codependence lowerTail(Matrix outcomes, double share) {
        return new Codependence(LowerTail.of(outcomes, share), false);
    }

    /** √((1-c)/2) for signed coefficients, √(1-c) for the others; or the Euclidean distance between the columns of these. */
    public Matrix distance(TreeSpec.Distance kind) {
        Matrix plain = Distances.ofCoefficients(coefficients, signed);
        return switch (kind) {
            case CORRELATION -> plain;
            case CORRELATION_OF_DISTANCES -> Distances.betweenColumns(plain);
        };
    }
}
