package tangency.core.solve.quadratic;

import tangency.core.math.Matrix;

/** A covariance as solvers use it: by entries and by products, so that a structured one need never be written out. */
public sealed interface Covariance permits DenseCovariance, FactorCovariance {
    /** A dense covariance: finite, symmetric to the bit, no negative variance. Positive semi-definite is taken on trust. */
    static Covariance of(Matrix matrix) {
        return new DenseCovariance(matrix);
    }

    /** Number of assets N. */
    int size();

    double get(int i, int j);

    /** Written out. */
    Matrix dense();

    default double variance(int i) {
        return get(i, i);
    }

    /** out[where[k]] += factor x covariance of asset {@code i} with {@code where[k]}, k &lt; count. */
    void gather(int i, double factor, int[] where, int count, double[] out);

    /** out += covariance x w, where w is {@code amounts[k]} at {@code assets[k]}, k &lt; count, and else zero. */
    void addProduct(int[] assets, double[] amounts, int count, double[] out);

    /** As {@link #addProduct}; size += what the terms of each sum add up to, their signs left out. */
    void addProduct(int[] assets, double[] amounts, int count, double[] out, double[] size);

    /** w'&Sigma;w, which rounding does not make negative. */
    default double quadratic(double[] w) {
        int[] held = new int[w.length];
        double[] amounts = new double[w.length];
        int count = 0;
        for (int i = 0; i < w.length; i++) {
            if (w[i] != 0) {
                held[count] = i;
                amounts[count++] = w[i];
            }
        }
        double[] image = new double[w.length];
        if (count < w.length / SPARSE) {
            for (int k = 0; k < count; k++) {
                gather(held[k], amounts[k], held, count, image);
            }
        } else {
            addProduct(held, amounts, count, image);
        }
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += amounts[k] * image[held[k]];
        }
        return Math.max(0, sum);
    }

    /** Picking out entries costs as much as going through so many. */
    int SPARSE = 4;
}
