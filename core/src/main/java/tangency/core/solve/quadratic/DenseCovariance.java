package tangency.core.solve.quadratic;

import tangency.core.math.Matrix;

/** A covariance written out. */
record DenseCovariance(Matrix matrix) implements Covariance {
    private static final int BLOCK = 32;

    DenseCovariance {
        int n = matrix.rows();
        if (matrix.columns() != n) {
            throw new IllegalArgumentException("A covariance is square, not " + matrix);
        }
        double[] values = matrix.shared();
        double sum = 0;
        for (double value : values) {
            sum += value * 0;
        }
        if (sum != 0) {
            int at = 0;
            while (Double.isFinite(values[at])) {
                at++;
            }
            throw new IllegalArgumentException(
                    "Covariance of assets " + at / n + " and " + at % n + " is " + values[at]);
        }
        for (int i = 0; i < n; i++) {
            if (values[i * n + i] < 0) {
                throw new IllegalArgumentException("Variance of asset " + i + " is " + values[i * n + i]);
            }
        }
        requireSymmetric(values, n);
    }

    /** By blocks, so that both of them stay in the cache. */
    private static void requireSymmetric(double[] values, int n) {
        for (int top = 0; top < n; top += BLOCK) {
            for (int left = 0; left <= top; left += BLOCK) {
                for (int i = top; i < Math.min(n, top + BLOCK); i++) {
                    for (int j = left; j < Math.min(i, left + BLOCK); j++) {
                        if (values[i * n + j] != values[j * n + i]) {
                            throw new IllegalArgumentException("Covariance of assets " + i + " and " + j + " is "
                                    + values[i * n + j] + " one way and " + values[j * n + i] + " the other");
                        }
                    }
                }
            }
        }
    }

    @Override
    public int size() {
        return matrix.rows();
    }

    @Override
    public Matrix dense() {
        return matrix;
    }

    @Override
    public double get(int i, int j) {
        return matrix.get(i, j);
    }

    @Override
    public void gather(int i, double factor, int[] where, int count, double[] out) {
        double[] values = matrix.shared();
        int row = i * matrix.columns();
        for (int k = 0; k < count; k++) {
            out[where[k]] += factor * values[row + where[k]];
        }
    }

    @Override
    public void addProduct(int[] assets, double[] amounts, int count, double[] out) {
        double[] values = matrix.shared();
        int n = matrix.columns();
        int k = 0;
        // Four rows at a time: the sum is then loaded and stored once for all of them.
        for (; k + 3 < count; k += 4) {
            double a = amounts[k];
            double b = amounts[k + 1];
            double c = amounts[k + 2];
            double d = amounts[k + 3];
            int atA = assets[k] * n;
            int atB = assets[k + 1] * n;
            int atC = assets[k + 2] * n;
            int atD = assets[k + 3] * n;
            for (int j = 0; j < n; j++) {
                out[j] += a * values[atA + j] + b * values[atB + j] + c * values[atC + j] + d * values[atD + j];
            }
        }
        for (; k < count; k++) {
            double a = amounts[k];
            int at = assets[k] * n;
            for (int j = 0; j < n; j++) {
                out[j] += a * values[at + j];
            }
        }
    }

    @Override
    public void addProduct(int[] assets, double[] amounts, int count, double[] out, double[] size) {
        double[] values = matrix.shared();
        int n = matrix.columns();
        for (int k = 0; k < count; k++) {
            double a = amounts[k];
            int at = assets[k] * n;
            for (int j = 0; j < n; j++) {
                double term = a * values[at + j];
                out[j] += term;
                size[j] += Math.abs(term);
            }
        }
    }
}
