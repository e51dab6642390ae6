package tangency.core.solve.quadratic;

import tangency.core.math.Vector;

/**
 * A corner portfolio of the frontier.
 *
 * @param weights those at a bound are that bound, bit for bit
 * @param lambda the smallest risk tolerance (in minimise w'&Sigma;w/2 - lambda mean'w) at which it is optimal
 * @param boundMultipliers as in {@link QuadraticResult.Optimal}
 * @param rowMultipliers as in {@link QuadraticResult.Optimal}
 * @param workingSet which weights and rows are held at their limits there
 */
public record Corner(Vector weights, double lambda, double mean, double variance, Vector boundMultipliers,
        Vector rowMultipliers, WarmStart workingSet) {}
