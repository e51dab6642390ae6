package tangency.core.solve;

import tangency.core.math.Vector;

/**
 * What is held now, and what it costs and allows to trade away from it, in numbers: weights and costs as shares of
 * capital. NaN marks what the assets file does not say.
 *
 * @param held N weights, the rest being cash
 * @param outside sum of |weight| of what is held outside the universe: it is sold, whatever the answer
 * @param capital money in the base currency
 * @param rate N, cost of a traded unit: the linear rate and, where it is paid, half the spread
 * @param fixed cost of each trade, however small
 * @param impact N factors c in c |trade|^exponent, all zero where there is no impact
 * @param exponent of the impact, above 1
 * @param ridge coefficient of the sum of squared weights
 * @param horizon periods over which the one-off costs of trading are spread when they are deducted from a mean per period
 * @param adv N, money traded per day
 * @param price N, the last price of each asset
 * @param lot N, units of the asset in a lot
 */
public record Trading(Vector held, double outside, double capital, Vector rate, double fixed, Vector impact,
        double exponent, double ridge, double horizon, Vector adv, Vector price, Vector lot) {

    /** The same holdings and limits to trading, at no cost. */
    public Trading free() {
        Vector none = Vector.wrap(new double[held.size()]);
        return new Trading(held, outside, capital, none, 0, none, exponent, 0, horizon, adv, price, lot);
    }

    /** Whether any cost bears on a mean. */
    public boolean costly() {
        return linear() || fixed != 0 || impacting() || ridge != 0;
    }

    /** Whether trading has a cost in proportion to what is traded. */
    public boolean linear() {
        return any(rate);
    }

    /** Whether trading moves prices. */
    public boolean impacting() {
        return any(impact);
    }

    private static boolean any(Vector costs) {
        for (int i = 0; i < costs.size(); i++) {
            if (costs.get(i) != 0) {
                return true;
            }
        }
        return false;
    }
}
