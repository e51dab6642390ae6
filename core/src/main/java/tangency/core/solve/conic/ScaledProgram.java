package tangency.core.solve.conic;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;

/** An equilibrated program as an operator; shared matrices stay as they are. */
final class ScaledProgram {
    final int n;
    final int m;
    final int weights;
    final double[] q;
    final double[] b;
    final Equilibration by;
    /** Rows; {@code value} and {@code scale} are the scaled ones, but the column scales of dense parts. */
    final int[] start;
    final int[] index;
    final double[] value;
    final List<Matrix> matrices;
    final int[] matrixOf;
    final int[] matrixRow;
    final double[] scale;
    /** Column scales of the weights, that dense parts still need. */
    final double[] columns;
    private final @Nullable Matrix quadratic;
    private final double[] diagonal;
    private final double[][] outcome;
    private final double[] inner;

    ScaledProgram(ConicProgram program, Layout layout, Equilibration by) {
        this.by = by;
        n = program.variables();
        m = layout.m;
        weights = program.weights();
        columns = by.columns();
        double[] rows = by.rows();
        start = layout.start;
        index = layout.index;
        matrices = layout.matrices;
        matrixOf = layout.matrixOf;
        matrixRow = layout.matrixRow;
        value = new double[index.length];
        scale = new double[m];
        b = new double[m];
        for (int r = 0; r < m; r++) {
            b[r] = layout.rhs[r] * rows[r] / by.size();
            scale[r] = layout.scale[r] * rows[r];
            for (int k = start[r]; k < start[r + 1]; k++) {
                value[k] = layout.value[k] * rows[r] * columns[index[k]];
            }
        }
        q = new double[n];
        diagonal = new double[n];
        double square = by.cost() * by.size();
        for (int j = 0; j < n; j++) {
            q[j] = program.linear()[j] * columns[j] * by.cost();
            diagonal[j] = program.diagonal()[j] * columns[j] * columns[j] * square;
        }
        quadratic = scaled(program.quadratic(), columns, square);
        outcome = new double[matrices.size()][];
        for (int k = 0; k < outcome.length; k++) {
            outcome[k] = new double[matrices.get(k).rows()];
        }
        inner = new double[weights];
    }

    private static @Nullable Matrix scaled(@Nullable Matrix matrix, double[] columns, double factor) {
        if (matrix == null) {
            return null;
        }
        int size = matrix.rows();
        double[] values = matrix.shared().clone();
        for (int i = 0; i < size; i++) {
            double row = columns[i] * factor;
            for (int j = 0; j < size; j++) {
                values[i * size + j] *= row * columns[j];
            }
        }
        return Matrix.wrap(size, size, values);
    }

    /** out = Px. */
    void quadratic(double[] x, double[] out) {
        for (int j = 0; j < n; j++) {
            out[j] = diagonal[j] * x[j];
        }
        if (quadratic != null) {
            Arrays.fill(inner, 0);
            Products.addTransposed(quadratic, x, inner);
            for (int j = 0; j < weights; j++) {
                out[j] += inner[j];
            }
        }
    }

    /** out = Ax. */
    void times(double[] x, double[] out) {
        for (int j = 0; j < weights; j++) {
            inner[j] = columns[j] * x[j];
        }
        for (int k = 0; k < outcome.length; k++) {
            Products.times(matrices.get(k), inner, outcome[k]);
        }
        for (int r = 0; r < m; r++) {
            double sum = matrixOf[r] >= 0 ? scale[r] * outcome[matrixOf[r]][matrixRow[r]] : 0;
            for (int k = start[r]; k < start[r + 1]; k++) {
                sum += value[k] * x[index[k]];
            }
            out[r] = sum;
        }
    }

    /** out += A'z. */
    void addTransposed(double[] z, double[] out) {
        for (double[] u : outcome) {
            Arrays.fill(u, 0);
        }
        for (int r = 0; r < m; r++) {
            double factor = z[r];
            if (matrixOf[r] >= 0) {
                outcome[matrixOf[r]][matrixRow[r]] += scale[r] * factor;
            }
            for (int k = start[r]; k < start[r + 1]; k++) {
                out[index[k]] += value[k] * factor;
            }
        }
        if (outcome.length > 0) {
            Arrays.fill(inner, 0);
            for (int k = 0; k < outcome.length; k++) {
                Products.addTransposed(matrices.get(k), outcome[k], inner);
            }
            for (int j = 0; j < weights; j++) {
                out[j] += columns[j] * inner[j];
            }
        }
    }

    /** Adds {@code factor} times row r of A to {@code target} from {@code offset} on. */
    void addRow(int r, double factor, double[] target, int offset) {
        if (matrixOf[r] >= 0) {
            double[] values = matrices.get(matrixOf[r]).shared();
            int from = matrixRow[r] * weights;
            for (int j = 0; j < weights; j++) {
                target[offset + j] += factor * scale[r] * columns[j] * values[from + j];
            }
        }
        for (int k = start[r]; k < start[r + 1]; k++) {
            target[offset + index[k]] += factor * value[k];
        }
    }

    /** Adds the lower triangle of P's weights, and the diagonal of all variables, to a row-major matrix of {@code size} columns. */
    void addQuadratic(double[] target, int size) {
        for (int j = 0; j < n; j++) {
            target[j * size + j] += diagonal[j];
        }
        addDense(target, size);
    }

    /** Adds the lower triangle of P's dense part. */
    void addDense(double[] target, int size) {
        if (quadratic != null) {
            double[] values = quadratic.shared();
            for (int i = 0; i < weights; i++) {
                for (int j = 0; j <= i; j++) {
                    target[i * size + j] += values[i * weights + j];
                }
            }
        }
    }

    /** P's diagonal for one variable. */
    double curvature(int variable) {
        return diagonal[variable]
                + (quadratic != null && variable < weights ? quadratic.get(variable, variable) : 0);
    }

    /** P's diagonal part for one variable. */
    double diagonal(int variable) {
        return diagonal[variable];
    }
}
