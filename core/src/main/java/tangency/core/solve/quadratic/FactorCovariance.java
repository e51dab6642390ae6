package tangency.core.solve.quadratic;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * A covariance BFB' + diag(D) of few factors and independent rests, kept so: products cost N k, entries k, and N x N
 * numbers are never written out.
 */
public final class FactorCovariance implements Covariance {
    private final int n;
    private final int k;
    private final double[] loadings;
    /** B F, N x k. */
    private final double[] images;
    private final double[] rest;

    /**
     * @param loadings B, N x k
     * @param factors F, k x k, symmetric and positive semi-definite
     * @param rest D, N variances, none negative
     */
    public FactorCovariance(Matrix loadings, Matrix factors, Vector rest) {
        n = loadings.rows();
        k = loadings.columns();
        if (factors.rows() != k || factors.columns() != k || rest.size() != n) {
            throw new IllegalArgumentException(
                    "Loadings " + loadings + ", factors " + factors + " and " + rest.size() + " variances");
        }
        this.loadings = loadings.shared();
        this.rest = rest.shared();
        images = new double[n * k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                if (factors.get(a, b) != factors.get(b, a)) {
                    throw new IllegalArgumentException("Factors " + a + " and " + b + " covary by "
                            + factors.get(a, b) + " one way and " + factors.get(b, a) + " the other");
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    images[i * k + a] += this.loadings[i * k + b] * factors.get(b, a);
                }
            }
            double variance = get(i, i);
            if (!(this.rest[i] >= 0) || !(variance >= 0) || Double.isInfinite(variance)) {
                throw new IllegalArgumentException(
                        "Variance of asset " + i + " is " + variance + ", of which rest " + this.rest[i]);
            }
        }
    }

    @Override
    public int size() {
        return n;
    }

    @Override
    public double get(int i, int j) {
        // From the lower index, so that both ways round to the same.
        int low = Math.min(i, j);
        int high = Math.max(i, j);
        double sum = i == j ? rest[i] : 0;
        for (int a = 0; a < k; a++) {
            sum += images[low * k + a] * loadings[high * k + a];
        }
        return sum;
    }

    @Override
    public void gather(int i, double factor, int[] where, int count, double[] out) {
        for (int p = 0; p < count; p++) {
            out[where[p]] += factor * get(i, where[p]);
        }
    }

    @Override
    public void addProduct(int[] assets, double[] amounts, int count, double[] out) {
        double[] exposure = new double[k];
        for (int p = 0; p < count; p++) {
            int at = assets[p] * k;
            for (int a = 0; a < k; a++) {
                exposure[a] += amounts[p] * images[at + a];
            }
            out[assets[p]] += amounts[p] * rest[assets[p]];
        }
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int a = 0; a < k; a++) {
                sum += exposure[a] * loadings[j * k + a];
            }
            out[j] += sum;
        }
    }

    @Override
    public void addProduct(int[] assets, double[] amounts, int count, double[] out, double[] size) {
        addProduct(assets, amounts, count, out);
        double[] exposure = new double[k];
        for (int p = 0; p < count; p++) {
            for (int a = 0; a < k; a++) {
                exposure[a] += Math.abs(amounts[p] * images[assets[p] * k + a]);
            }
            size[assets[p]] += Math.abs(amounts[p] * rest[assets[p]]);
        }
        for (int j = 0; j < n; j++) {
            for (int a = 0; a < k; a++) {
                size[j] += exposure[a] * Math.abs(loadings[j * k + a]);
            }
        }
    }

    @Override
    public Matrix dense() {
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = get(i, j);
            }
        }
        return Matrix.wrap(n, n, values);
    }
}
