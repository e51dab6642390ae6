package tangency.core.solve.quadratic;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;
import tangency.core.solve.Frontier;

/**
 * The whole frontier of a problem by its corner portfolios: between neighbours the efficient weights are mixtures of the two.
 *
 * @param corners distinct portfolios, from the highest mean to minimum variance (lambda 0)
 * @param beyond where the mean has no end: the change of weights per unit of risk tolerance beyond the first corner; null
 *        where the first corner has the highest mean there is
 */
public record CornerPortfolios(List<Corner> corners, @Nullable Vector beyond) implements Trace {
    public CornerPortfolios {
        corners = List.copyOf(corners);
        if (corners.isEmpty()) {
            throw new IllegalArgumentException("A frontier has at least one corner");
        }
    }

    /** The corners as a frontier. */
    public Frontier frontier() {
        return new Frontier(corners.stream()
                .map(c -> new Frontier.Corner(c.mean(), c.variance(), c.lambda(), c.weights())).toList());
    }
}
