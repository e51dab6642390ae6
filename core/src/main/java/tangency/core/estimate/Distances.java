package tangency.core.estimate;

import tangency.core.math.Matrix;

/** Distances between assets. */
final class Distances {
    private Distances() {}

    /** √((1-c)/2) for coefficients in [-1, 1], √(1-c) for those in [0, 1]; zero diagonal. */
    static Matrix ofCoefficients(Matrix coefficients, boolean signed) {
        int n = coefficients.rows();
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double gap = Math.max(0, 1 - coefficients.get(i, j));
                values[i * n + j] = i == j ? 0 : Math.sqrt(signed ? gap / 2 : gap);
            }
        }
        return Matrix.wrap(n, n, values);
    }

    /** The Euclidean distance between the columns of a symmetric matrix of distances (López de Prado 2016). */
    static Matrix betweenColumns(Matrix distances) {
        int n = distances.rows();
        double[] d = distances.shared();
        double[] values = new double[n * n];
        double[] squares = new double[n];
        for (int i = 0; i < n; i++) {
            java.util.Arrays.fill(squares, 0);
            for (int k = 0; k < n; k++) {
                double own = d[k * n + i];
                for (int j = i + 1; j < n; j++) {
                    double difference = own - d[k * n + j];
                    squares[j] += difference * difference;
                }
            }
            for (int j = i + 1; j < n; j++) {
                values[i * n + j] = values[j * n + i] = Math.sqrt(squares[j]);
            }
        }
        return Matrix.wrap(n, n, values);
    }
}
