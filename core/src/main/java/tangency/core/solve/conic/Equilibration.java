package tangency.core.solve.conic;

import java.util.Arrays;
import java.util.List;

import tangency.core.math.Matrix;

/**
 * Diagonal scalings that bring the columns of [P A'; A 0] to about the same size (Ruiz 2001), one factor for all rows of a
 * cone that a row by itself must not leave, and sizes for the right-hand sides and the objective: the scaled program has
 * x = size&middot;D&middot;x&#770;, s = size&middot;E^-1&middot;s&#770;, z = E&middot;z&#770;/cost.
 */
record Equilibration(double[] columns, double[] rows, double size, double cost) {
    private static final int ROUNDS = 12;
    private static final double NEAR = 0.05;
    private static final double SMALLEST = 1e-10;

    /** None at all. */
    static Equilibration none(int n, int m) {
        double[] columns = new double[n];
        double[] rows = new double[m];
        Arrays.fill(columns, 1);
        Arrays.fill(rows, 1);
        return new Equilibration(columns, rows, 1, 1);
    }

    static Equilibration of(ConicProgram program, Layout layout) {
        int n = program.variables();
        int m = layout.m;
        double[] columns = new double[n];
        double[] rows = new double[m];
        Arrays.fill(columns, 1);
        Arrays.fill(rows, 1);
        double[] columnNorm = new double[n];
        double[] rowNorm = new double[m];
        for (int round = 0; round < ROUNDS; round++) {
            norms(program, layout, columns, rows, columnNorm, rowNorm);
            joinCones(program.cones(), rowNorm);
            double worst = 0;
            for (int j = 0; j < n; j++) {
                worst = Math.max(worst, improve(columns, j, columnNorm[j]));
            }
            for (int r = 0; r < m; r++) {
                worst = Math.max(worst, improve(rows, r, rowNorm[r]));
            }
            if (worst <= NEAR) {
                break;
            }
        }
        double largest = 0;
        for (int r = 0; r < m; r++) {
            largest = Math.max(largest, rows[r] * Math.abs(layout.rhs[r]));
        }
        double size = largest > 0 ? largest : 1;
        return new Equilibration(columns, rows, size, cost(program, columns, size));
    }

    private static double improve(double[] scale, int at, double norm) {
        if (!(norm > 0) || Double.isInfinite(norm)) {
            return 0;
        }
        scale[at] = Math.clamp(scale[at] / Math.sqrt(norm), SMALLEST, 1 / SMALLEST);
        return Math.abs(1 - norm);
    }

    private static void joinCones(List<Cone> cones, double[] norm) {
        int at = 0;
        for (Cone cone : cones) {
            int end = at + cone.dimension();
            if (!(cone instanceof Cone.Zero || cone instanceof Cone.Nonnegative)) {
                double largest = 0;
                for (int r = at; r < end; r++) {
                    largest = Math.max(largest, norm[r]);
                }
                Arrays.fill(norm, at, end, largest);
            }
            at = end;
        }
    }

    private static void norms(ConicProgram program, Layout layout, double[] columns, double[] rows, double[] columnNorm,
            double[] rowNorm) {
        int weights = program.weights();
        for (int j = 0; j < columnNorm.length; j++) {
            columnNorm[j] = program.diagonal()[j] * columns[j] * columns[j];
        }
        Matrix quadratic = program.quadratic();
        if (quadratic != null) {
            double[] q = quadratic.shared();
            for (int i = 0; i < weights; i++) {
                for (int j = 0; j < weights; j++) {
                    columnNorm[j] = Math.max(columnNorm[j], Math.abs(q[i * weights + j]) * columns[i] * columns[j]);
                }
            }
        }
        // The unit of the objective is not that of the rows: only how the columns of P compare counts.
        double largestP = 0;
        for (double norm : columnNorm) {
            largestP = Math.max(largestP, norm);
        }
        for (int j = 0; j < columnNorm.length && largestP > 0; j++) {
            columnNorm[j] /= largestP;
        }
        Arrays.fill(rowNorm, 0);
        for (int r = 0; r < layout.m; r++) {
            for (int k = layout.start[r]; k < layout.start[r + 1]; k++) {
                double size = Math.abs(layout.value[k]) * rows[r] * columns[layout.index[k]];
                rowNorm[r] = Math.max(rowNorm[r], size);
                columnNorm[layout.index[k]] = Math.max(columnNorm[layout.index[k]], size);
            }
        }
        for (int k = 0; k < layout.matrices.size(); k++) {
            Matrix matrix = layout.matrices.get(k);
            double[] most = new double[matrix.rows()];
            for (int r = 0; r < layout.m; r++) {
                if (layout.matrixOf[r] == k) {
                    int t = layout.matrixRow[r];
                    most[t] = Math.max(most[t], Math.abs(layout.scale[r]) * rows[r]);
                }
            }
            double[] largest = largest(matrix, most, columns, columnNorm);
            for (int r = 0; r < layout.m; r++) {
                if (layout.matrixOf[r] == k) {
                    rowNorm[r] = Math.max(rowNorm[r],
                            Math.abs(layout.scale[r]) * rows[r] * largest[layout.matrixRow[r]]);
                }
            }
        }
    }

    /** Largest |value| times column scale of each row; raises {@code columnNorm} by rows times {@code most}. */
    private static double[] largest(Matrix matrix, double[] most, double[] columns, double[] columnNorm) {
        int width = matrix.columns();
        double[] values = matrix.shared();
        double[] largest = new double[matrix.rows()];
        double[] column = new double[width];
        for (int t = 0; t < largest.length; t++) {
            double factor = most[t];
            if (factor > 0) {
                int row = t * width;
                double max = 0;
                for (int j = 0; j < width; j++) {
                    double size = Math.abs(values[row + j]);
                    max = Math.max(max, size * columns[j]);
                    column[j] = Math.max(column[j], size * factor);
                }
                largest[t] = max;
            }
        }
        for (int j = 0; j < width; j++) {
            columnNorm[j] = Math.max(columnNorm[j], column[j] * columns[j]);
        }
        return largest;
    }

    private static double cost(ConicProgram program, double[] columns, double size) {
        double largest = 0;
        for (int j = 0; j < columns.length; j++) {
            largest = Math.max(largest, Math.abs(program.linear()[j]) * columns[j]);
            largest = Math.max(largest, program.diagonal()[j] * columns[j] * columns[j] * size);
        }
        Matrix quadratic = program.quadratic();
        for (int i = 0; quadratic != null && i < program.weights(); i++) {
            largest = Math.max(largest, quadratic.get(i, i) * columns[i] * columns[i] * size);
        }
        return largest > 0 && Double.isFinite(1 / largest) ? 1 / largest : 1;
    }
}
