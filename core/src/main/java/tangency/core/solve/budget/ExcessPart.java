package tangency.core.solve.budget;

/**
 * Risk that sums what cases exceed: cap Σ (Ax)⁺, or curvature/2 Σ ((Ax)⁺)². Each case has its excess ξ ≥ 0 above (Ax)ₜ, by
 * the slack σ = ξ - (Ax)ₜ ≥ 0, and its probability q, the price of that slack: 0 ≤ q ≤ cap, or q = curvature ξ.
 *
 * <p>The T cases are eliminated one by one, so that a step costs a weighted A'A and no more; cases far from the edge weigh
 * next to nothing and are left out of it.
 */
final class ExcessPart implements Part {
    /** Curvature below this part of the whole changes no step. */
    private static final double NEGLIGIBLE = 1e-13;

    private final double[] rows;
    private final int n;
    private final int cases;
    /** What a unit of excess costs; 0 where it costs by its square. */
    private final double cap;
    private final double curvature;
    private final double[] value;
    private final double[] excess;
    private final double[] slack;
    private final double[] probability;
    /** Cap - q, kept apart so that it does not cancel. */
    private final double[] rest;
    private final double[] kept;
    private final double[] excessStep;
    private final double[] slackStep;
    private final double[] probabilityStep;
    private final double[] weight;
    private final double[] slackTarget;
    private final double[] excessTarget;
    private final double[] constant;
    private final double[] product;
    private double largestMissing;

    /** @param rows T x n, row major; not modified */
    ExcessPart(double[] rows, int n, double cap, double curvature) {
        this.rows = rows;
        this.n = n;
        this.cap = cap;
        this.curvature = curvature;
        cases = rows.length / n;
        value = new double[cases];
        excess = new double[cases];
        slack = new double[cases];
        probability = new double[cases];
        rest = new double[cases];
        kept = new double[cases];
        excessStep = new double[cases];
        slackStep = new double[cases];
        probabilityStep = new double[cases];
        weight = new double[cases];
        slackTarget = new double[cases];
        excessTarget = new double[cases];
        constant = new double[cases];
        product = new double[cases];
    }

    double[] probabilities() {
        return probability;
    }

    @Override
    public int pairs() {
        return cap > 0 ? 2 * cases : cases;
    }

    @Override
    public double complementarity() {
        double sum = 0;
        for (int t = 0; t < cases; t++) {
            sum += slack[t] * probability[t] + (cap > 0 ? excess[t] * rest[t] : 0);
        }
        return sum;
    }

    @Override
    public void start(double[] x, double mu) {
        times(x, value);
        for (int t = 0; t < cases; t++) {
            // The point where all products are mu, in forms that do not cancel.
            double v = value[t];
            if (cap > 0) {
                double k = cap / mu;
                double root = Math.hypot(k * v, 2);
                excess[t] = (v > 0 ? k * v + 2 + root : 2 + 4 / (root - k * v)) / (2 * k);
                slack[t] = (v < 0 ? root - k * v + 2 : 2 + 4 / (root + k * v)) / (2 * k);
                probability[t] = mu / slack[t];
                rest[t] = mu / excess[t];
            } else {
                double root = Math.sqrt(v * v + 4 * mu / curvature);
                excess[t] = v > 0 ? (v + root) / 2 : 2 * mu / curvature / (root - v);
                probability[t] = curvature * excess[t];
                slack[t] = mu / probability[t];
            }
        }
    }

    @Override
    public void evaluate(double[] x) {
        times(x, value);
        largestMissing = 0;
        for (int t = 0; t < cases; t++) {
            largestMissing = Math.max(largestMissing, Math.abs(slack[t] - excess[t] + value[t]));
        }
    }

    @Override
    public double residual() {
        return largestMissing;
    }

    @Override
    public void addGradient(double[] gradient) {
        addTransposed(probability, gradient);
    }

    @Override
    public void addCurvature(double[] matrix) {
        double largest = 0;
        for (int t = 0; t < cases; t++) {
            double give = cap > 0 ? excess[t] / rest[t] : 1 / curvature;
            weight[t] = 1 / (slack[t] / probability[t] + give);
            largest = Math.max(largest, weight[t]);
        }
        int[] kept = new int[cases];
        int count = 0;
        for (int t = 0; t < cases; t++) {
            if (weight[t] > NEGLIGIBLE * largest) {
                kept[count++] = t;
            }
        }
        WeightedSquare.add(rows, weight, kept, count, n, matrix);
    }

    @Override
    public void aim(double mu, boolean second, double[] right) {
        for (int t = 0; t < cases; t++) {
            slackTarget[t] = mu - (second ? slackStep[t] * probabilityStep[t] : 0);
            excessTarget[t] = mu + (second ? excessStep[t] * probabilityStep[t] : 0);
            double missing = slack[t] - excess[t] + value[t];
            double k = slackTarget[t] / probability[t] - slack[t] + missing;
            if (cap > 0) {
                k += excess[t] - excessTarget[t] / rest[t];
            }
            constant[t] = weight[t] * k;
            product[t] = -constant[t];
        }
        addTransposed(product, right);
    }

    @Override
    public void follow(double[] step) {
        times(step, product);
        for (int t = 0; t < cases; t++) {
            double q = probability[t];
            double change = weight[t] * product[t] + constant[t];
            probabilityStep[t] = change;
            slackStep[t] = (slackTarget[t] - slack[t] * (q + change)) / q;
            excessStep[t] = cap > 0 ? (excessTarget[t] - excess[t] * (rest[t] - change)) / rest[t] : change / curvature;
        }
    }

    @Override
    public double room() {
        double room = Double.POSITIVE_INFINITY;
        for (int t = 0; t < cases; t++) {
            room = BudgetProgram.room(room, slack[t], slackStep[t]);
            room = BudgetProgram.room(room, probability[t], probabilityStep[t]);
            if (cap > 0) {
                room = BudgetProgram.room(room, excess[t], excessStep[t]);
                room = BudgetProgram.room(room, rest[t], -probabilityStep[t]);
            }
        }
        return room;
    }

    @Override
    public void move(double length) {
        for (int t = 0; t < cases; t++) {
            slack[t] += length * slackStep[t];
            excess[t] += length * excessStep[t];
            probability[t] += length * probabilityStep[t];
            rest[t] -= length * probabilityStep[t];
        }
    }

    @Override
    public void keep() {
        System.arraycopy(probability, 0, kept, 0, cases);
    }

    @Override
    public void recall() {
        System.arraycopy(kept, 0, probability, 0, cases);
    }

    private void times(double[] x, double[] result) {
        for (int t = 0; t < cases; t++) {
            double even = 0;
            double odd = 0;
            int row = t * n;
            int i = 0;
            for (; i + 1 < n; i += 2) {
                even += rows[row + i] * x[i];
                odd += rows[row + i + 1] * x[i + 1];
            }
            result[t] = even + odd + (i < n ? rows[row + i] * x[i] : 0);
        }
    }

    private void addTransposed(double[] q, double[] result) {
        for (int t = 0; t < cases; t++) {
            double factor = q[t];
            int row = t * n;
            for (int i = 0; i < n; i++) {
                result[i] += factor * rows[row + i];
            }
        }
    }
}
