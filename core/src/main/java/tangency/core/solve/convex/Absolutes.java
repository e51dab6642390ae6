package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * |w - centre| of single weights as expressions of a statement: the difference itself where bounds decide its sign, else a
 * variable. One expression serves every limit and cost that speaks of it.
 */
final class Absolutes {
    private final Statement statement;
    private final double[] lower;
    private final double[] upper;
    private final Map<Place, Affine> known = new LinkedHashMap<>();
    private final List<Kink> kinks = new ArrayList<>();

    /** Of weight {@code asset} around {@code centre}. */
    private record Place(int asset, double centre) {}

    /** Where an absolute value bends: both rows hold a multiplier when the weight stays there. */
    record Kink(int asset, double centre, int above, int below) {}

    /** @param lower and {@code upper}: bounds that the statement has */
    Absolutes(Statement statement, double[] lower, double[] upper) {
        this.statement = statement;
        this.lower = lower;
        this.upper = upper;
    }

    Affine of(int asset, double centre) {
        return known.computeIfAbsent(new Place(asset, centre), this::state);
    }

    List<Kink> kinks() {
        return kinks;
    }

    private Affine state(Place place) {
        int i = place.asset;
        Affine difference = Affine.of(i).plus(-place.centre);
        // At a bound on the bend itself a weight that were let further would turn round: that needs both sides.
        if (lower[i] > place.centre) {
            return difference;
        }
        if (upper[i] < place.centre) {
            return difference.times(-1);
        }
        int size = statement.local(0);
        int above = statement.atMost(difference.times(1).plus(-1, size));
        int below = statement.atMost(difference.times(-1).plus(-1, size));
        kinks.add(new Kink(i, place.centre, above, below));
        return Affine.of(size);
    }
}
