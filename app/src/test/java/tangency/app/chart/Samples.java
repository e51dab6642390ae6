package tangency.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import tangency.app.chart.FrontierPicture.Asset;
import tangency.app.chart.FrontierPicture.Point;
import tangency.core.math.Matrix;

/** Made-up content of any size for charts: seeded, and plain to see where it belongs. */
final class Samples {
    private Samples() {}

    static List<String> ids(int n) {
        return IntStream.range(0, n).mapToObj(i -> "A" + (i + 100)).toList();
    }

    static int[] straight(int n) {
        return IntStream.range(0, n).toArray();
    }

    /** A block matrix: 0.7 within blocks of {@code block}, falling with distance between them, −0.3 in the far corner. */
    static Matrix correlations(int n, int block, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            rows[i][i] = 1;
            for (int j = 0; j < i; j++) {
                double base = i / block == j / block ? 0.7 : 0.35 - 0.65 * (i - j) / n;
                double value = Math.clamp(base + 0.12 * random.nextGaussian(), -1, 1);
                rows[i][j] = value;
                rows[j][i] = value;
            }
        }
        return Matrix.of(rows);
    }

    /** A hyperbola: volatility² = 0.09² + 1.4 (mean − 0.05)², means from 0.05 to 0.16. */
    static List<Point> curve(int points) {
        List<Point> curve = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            double mean = 0.05 + 0.11 * i / (points - 1);
            curve.add(new Point(Math.sqrt(0.0081 + 1.4 * (mean - 0.05) * (mean - 0.05)), mean));
        }
        return curve;
    }

    static FrontierPicture frontier(int assets) {
        Random random = new Random(7);
        List<Asset> dots = new ArrayList<>();
        List<String> ids = ids(assets);
        for (int i = 0; i < assets; i++) {
            double mean = -0.02 + 0.17 * random.nextDouble();
            double volatility = 0.14 + 0.2 * random.nextDouble() + Math.abs(mean - 0.05);
            dots.add(new Asset(ids.get(i), volatility, mean, i % 11));
        }
        List<Point> curve = curve(300);
        List<Point> ghost = curve(50).stream().map(p -> new Point(p.volatility() + 0.01, p.mean() - 0.004)).toList();
        double rate = 0.02;
        Point best = curve.stream()
                .max((a, b) -> Double.compare((a.mean() - rate) / a.volatility(), (b.mean() - rate) / b.volatility()))
                .orElseThrow();
        return new FrontierPicture(curve, dots, curve.getFirst(), best, rate, ghost);
    }

    /** Weights that wander from the first assets to the last, with a short position in the second. */
    static TransitionPicture transition(int assets, boolean shorts) {
        List<Point> curve = curve(120);
        double[][] weights = new double[curve.size()][assets];
        for (int i = 0; i < curve.size(); i++) {
            double centre = (double) i / curve.size() * assets;
            double sum = 0;
            for (int j = 0; j < assets; j++) {
                weights[i][j] = Math.max(0, 1 - Math.abs(j - centre) / (0.25 * assets + 1));
                sum += weights[i][j];
            }
            for (int j = 0; j < assets; j++) {
                weights[i][j] /= sum;
            }
            if (shorts) {
                weights[i][1] -= 0.15;
                weights[i][2] += 0.15;
            }
        }
        return new TransitionPicture(curve.stream().map(Point::volatility).toList(), ids(assets),
                IntStream.range(0, assets).mapToObj(j -> j * 6 / assets).toList(), Matrix.of(weights));
    }

    /** A tree over {@code n} leaves in their own order: neighbours merge first, the last few merges high. */
    static List<DendrogramView.Merge> merges(int n) {
        List<DendrogramView.Merge> merges = new ArrayList<>();
        List<Integer> open = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Random random = new Random(5);
        double height = 0.1;
        while (open.size() > 1) {
            int at = random.nextInt(open.size() - 1);
            height += (open.size() < 6 ? 0.12 : 0.5 / n) * (0.5 + random.nextDouble());
            merges.add(new DendrogramView.Merge(open.get(at), open.get(at + 1), height));
            open.set(at, n + merges.size() - 1);
            open.remove(at + 1);
        }
        return merges;
    }

    static double[] weights(int n) {
        Random random = new Random(9);
        return IntStream.range(0, n).mapToDouble(i -> (0.2 + random.nextDouble()) / n).toArray();
    }
}
