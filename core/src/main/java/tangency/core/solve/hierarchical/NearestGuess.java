package tangency.core.solve.hierarchical;

import java.util.List;

import tangency.core.math.Kernels;
import tangency.core.solve.quadratic.LinearRow;

/**
 * Where to look for the nearest weights within limits: those are the target, shifted along the rows by their prices, cut off
 * at the bounds. Prices are found one after the other, each so that its row holds, in a few rounds (Hildreth 1957, "A
 * quadratic programming procedure"). A start for the exact solver, nothing more.
 */
final class NearestGuess {
    private static final int ROUNDS = 12;
    private static final int STEPS = 40;

    private final Region region;
    private final double[] shifted;

    private NearestGuess(double[] target, Region region) {
        this.region = region;
        this.shifted = target.clone();
    }

    static double[] of(double[] target, Region region) {
        NearestGuess guess = new NearestGuess(target, region);
        List<LinearRow> rows = region.allRows();
        double[] prices = new double[rows.size()];
        for (int round = 0; round < ROUNDS; round++) {
            for (int r = 0; r < prices.length; r++) {
                prices[r] = guess.price(rows.get(r), prices[r]);
            }
        }
        return guess.weights();
    }

    /** Sets the row's price anew. */
    private double price(LinearRow row, double old) {
        shift(row, -old);
        double value = Kernels.dot(row.coefficients(), weights());
        double price = 0;
        if (value < row.min()) {
            price = search(row, row.min() - value, 1);
        } else if (value > row.max()) {
            price = search(row, value - row.max(), -1);
        }
        shift(row, price);
        return price;
    }

    /** The price of sign {@code side} that moves the row's value by {@code gap} that way, or as near as the bounds let it. */
    private double search(LinearRow row, double gap, int side) {
        double[] a = row.coefficients();
        double start = Kernels.dot(a, weights());
        double low = 0;
        double high = gap / Math.max(Double.MIN_NORMAL, Kernels.dot(a, a));
        int steps = 0;
        while (moved(row, side * high, start) < gap && steps++ < STEPS) {
            low = high;
            high *= 2;
        }
        for (int step = 0; step < STEPS && steps < STEPS; step++) {
            double middle = (low + high) / 2;
            if (moved(row, side * middle, start) < gap) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return side * high;
    }

    private double moved(LinearRow row, double price, double start) {
        double[] a = row.coefficients();
        double value = 0;
        for (int i = 0; i < a.length; i++) {
            value += a[i] * clipped(i, shifted[i] + price * a[i]);
        }
        return Math.abs(value - start);
    }

    private void shift(LinearRow row, double price) {
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += price * row.coefficients()[i];
        }
    }

    private double[] weights() {
        double[] weights = new double[shifted.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = clipped(i, shifted[i]);
        }
        return weights;
    }

    private double clipped(int i, double value) {
        return Math.min(region.upper()[i], Math.max(region.lower()[i], value));
    }
}
