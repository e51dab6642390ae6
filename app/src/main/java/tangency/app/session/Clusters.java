package tangency.app.session;

import java.util.Arrays;

/**
 * A cluster tree cut at one height. Clusters are numbered 0, 1, … by where they stand among the leaves from left to right, so that
 * every panel that cuts the same tree gives a cluster the same number and colour.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class Clusters {
    private static final int MOST = 10;

    private final int[] order;
    private final int[] numbers;
    private final int count;

    private Clusters(int[] order, int[] numbers, int count) {
        this.order = order;
        this.numbers = numbers;
        this.count = count;
    }

    /**
     * @param labels of each asset; equal labels, same cluster
     * @param order the assets from left to right, each cluster in one piece
     */
    public static Clusters of(int[] labels, int[] order) {
        if (labels.length != order.length) {
            throw new IllegalArgumentException(labels.length + " labels with an order of " + order.length);
        }
        int[] numbers = new int[labels.length];
        int count = 0;
        for (int k = 0; k < order.length; k++) {
            if (k > 0 && labels[order[k]] != labels[order[k - 1]]) {
                count++;
            }
            numbers[order[k]] = count;
        }
        return new Clusters(order.clone(), numbers, order.length == 0 ? 0 : count + 1);
    }

    /** How many clusters to show of {@code assets} as long as nobody said: about the square root, at most ten. */
    public static int automatic(int assets) {
        return Math.clamp(Math.round(Math.sqrt(assets)), 1, MOST);
    }

    public int count() {
        return count;
    }

    /** The cluster of an asset. */
    public int of(int asset) {
        return numbers[asset];
    }

    /** The cluster of each asset. */
    public int[] numbers() {
        return numbers.clone();
    }

    /** Place in the order at which each cluster begins, and the number of assets as the last. */
    public int[] starts() {
        int[] starts = new int[count + 1];
        Arrays.fill(starts, order.length);
        for (int k = order.length - 1; k >= 0; k--) {
            starts[numbers[order[k]]] = k;
        }
        return starts;
    }
}
