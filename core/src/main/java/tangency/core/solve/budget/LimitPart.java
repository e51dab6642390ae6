package tangency.core.solve.budget;

import java.util.List;

/** Limits a'x ≥ β, each with its price z ≥ 0. */
final class LimitPart implements Part {
    /** @param coefficients n, or null for x(index) alone times {@code sign} */
    record Row(double[] coefficients, int index, double sign, double limit) {
        static Row of(double[] coefficients, double limit) {
            return new Row(coefficients, -1, 1, limit);
        }

        static Row of(int index, double sign, double limit) {
            return new Row(NONE, index, sign, limit);
        }

        double times(double[] x) {
            if (index >= 0) {
                return sign * x[index];
            }
            double sum = 0;
            for (int i = 0; i < coefficients.length; i++) {
                sum += coefficients[i] * x[i];
            }
            return sum;
        }

        void add(double factor, double[] result) {
            if (index >= 0) {
                result[index] += sign * factor;
            } else {
                for (int i = 0; i < coefficients.length; i++) {
                    result[i] += coefficients[i] * factor;
                }
            }
        }
    }

    private static final double[] NONE = {};

    private final List<Row> rows;
    private final int n;
    private final double[] slack;
    private final double[] price;
    private final double[] kept;
    private final double[] missing;
    private final double[] slackStep;
    private final double[] priceStep;
    private final double[] target;

    LimitPart(List<Row> rows, int n) {
        this.rows = rows;
        this.n = n;
        int m = rows.size();
        slack = new double[m];
        price = new double[m];
        kept = new double[m];
        missing = new double[m];
        slackStep = new double[m];
        priceStep = new double[m];
        target = new double[m];
    }

    double[] prices() {
        return price;
    }

    @Override
    public int pairs() {
        return slack.length;
    }

    @Override
    public double complementarity() {
        double sum = 0;
        for (int k = 0; k < slack.length; k++) {
            sum += slack[k] * price[k];
        }
        return sum;
    }

    @Override
    public void start(double[] x, double mu) {
        for (int k = 0; k < slack.length; k++) {
            Row row = rows.get(k);
            double value = row.times(x) - row.limit;
            slack[k] = Math.max(value, 0.1);
            price[k] = mu / slack[k];
        }
    }

    @Override
    public void evaluate(double[] x) {
        for (int k = 0; k < slack.length; k++) {
            Row row = rows.get(k);
            missing[k] = row.times(x) - row.limit - slack[k];
        }
    }

    @Override
    public double residual() {
        double residual = 0;
        for (int k = 0; k < slack.length; k++) {
            residual = Math.max(residual, Math.abs(missing[k]) / Math.max(1, Math.abs(rows.get(k).limit)));
        }
        return residual;
    }

    @Override
    public void addGradient(double[] gradient) {
        for (int k = 0; k < slack.length; k++) {
            rows.get(k).add(-price[k], gradient);
        }
    }

    @Override
    public void addCurvature(double[] matrix) {
        for (int k = 0; k < slack.length; k++) {
            Row row = rows.get(k);
            double weight = price[k] / slack[k];
            if (row.index >= 0) {
                matrix[row.index * n + row.index] += weight;
                continue;
            }
            for (int i = 0; i < n; i++) {
                double factor = weight * row.coefficients[i];
                if (factor != 0) {
                    for (int j = 0; j <= i; j++) {
                        matrix[i * n + j] += factor * row.coefficients[j];
                    }
                }
            }
        }
    }

    @Override
    public void aim(double mu, boolean second, double[] right) {
        for (int k = 0; k < slack.length; k++) {
            target[k] = mu - slack[k] * price[k] - (second ? slackStep[k] * priceStep[k] : 0);
            rows.get(k).add((target[k] - price[k] * missing[k]) / slack[k], right);
        }
    }

    @Override
    public void follow(double[] step) {
        for (int k = 0; k < slack.length; k++) {
            slackStep[k] = rows.get(k).times(step) + missing[k];
            priceStep[k] = (target[k] - price[k] * slackStep[k]) / slack[k];
        }
    }

    @Override
    public double room() {
        double room = Double.POSITIVE_INFINITY;
        for (int k = 0; k < slack.length; k++) {
            room = BudgetProgram.room(room, slack[k], slackStep[k]);
            room = BudgetProgram.room(room, price[k], priceStep[k]);
        }
        return room;
    }

    @Override
    public void move(double length) {
        for (int k = 0; k < slack.length; k++) {
            slack[k] += length * slackStep[k];
            price[k] += length * priceStep[k];
        }
    }

    @Override
    public void keep() {
        System.arraycopy(price, 0, kept, 0, price.length);
    }

    @Override
    public void recall() {
        System.arraycopy(kept, 0, price, 0, price.length);
    }
}
