package tangency.core.solve.conic;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;

/**
 * One row of Ax + s = b, so that its slack is s = rhs - &Sigma; values[k] x[indices[k]] - scale (matrix[matrixRow] w), where w
 * are the program's weights (its first variables).
 *
 * @param indices variables of the sparse part, each at most once; not copied, must not be modified
 * @param values one finite coefficient per index; not copied, must not be modified
 * @param rhs b, finite
 * @param matrix of the dense part, shared by many rows and never copied, one column per weight; null for none
 * @param matrixRow which row of it
 * @param scale what that row is multiplied by
 */
public record Row(int[] indices, double[] values, double rhs, @Nullable Matrix matrix, int matrixRow, double scale) {
    public Row {
        if (indices.length != values.length) {
            throw new IllegalArgumentException(indices.length + " indices for " + values.length + " coefficients");
        }
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k])) {
                throw new IllegalArgumentException("Coefficient of variable " + indices[k] + " is " + values[k]);
            }
        }
        if (!Double.isFinite(rhs) || !Double.isFinite(scale)) {
            throw new IllegalArgumentException("Right-hand side " + rhs + ", scale " + scale);
        }
        if (matrix != null && (matrixRow < 0 || matrixRow >= matrix.rows())) {
            throw new IllegalArgumentException("Row " + matrixRow + " of " + matrix);
        }
    }

    /** s = rhs - &Sigma; values[k] x[indices[k]]. */
    public static Row of(int[] indices, double[] values, double rhs) {
        return new Row(indices, values, rhs, null, 0, 0);
    }

    /** s = rhs - value x[index]. */
    public static Row of(int index, double value, double rhs) {
        return of(new int[]{index}, new double[]{value}, rhs);
    }

    /** The constant slack s = rhs. */
    public static Row constant(double rhs) {
        return of(new int[0], new double[0], rhs);
    }

    /** The same with - scale (matrix[row] w) added to its slack. */
    public Row plus(Matrix shared, int row, double factor) {
        if (matrix != null) {
            throw new IllegalArgumentException("A row has one dense part");
        }
        return new Row(indices, values, rhs, shared, row, factor);
    }
}
