package tangency.core.solve.convex;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;

/**
 * A constant plus multiples of a {@link Statement}'s variables, built up term by term. At most one term is a row of a
 * shared matrix over the weights. Not thread-safe.
 */
final class Affine {
    private int size;
    private int[] variables = new int[4];
    private double[] values = new double[4];
    private double constant;
    private @Nullable Matrix matrix;
    private int matrixRow;
    private double scale;

    static Affine constant(double value) {
        return new Affine().plus(value);
    }

    static Affine of(int variable) {
        return new Affine().plus(1, variable);
    }

    /** Row {@code row} of {@code matrix} times the weights, times {@code factor}. */
    static Affine row(Matrix matrix, int row, double factor) {
        Affine affine = new Affine();
        affine.matrix = matrix;
        affine.matrixRow = row;
        affine.scale = factor;
        return affine;
    }

    /** {@code coefficients} times the first variables, the weights. */
    static Affine weights(double[] coefficients, double factor) {
        Affine affine = new Affine();
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] != 0) {
                affine.plus(factor * coefficients[i], i);
            }
        }
        return affine;
    }

    Affine plus(double value) {
        constant += value;
        return this;
    }

    /** Adds a term; terms of one variable add up. */
    Affine plus(double value, int variable) {
        if (value == 0) {
            return this;
        }
        if (size == variables.length) {
            variables = Arrays.copyOf(variables, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        variables[size] = variable;
        values[size++] = value;
        return this;
    }

    Affine plus(Affine other, double factor) {
        for (int k = 0; k < other.size; k++) {
            plus(factor * other.values[k], other.variables[k]);
        }
        constant += factor * other.constant;
        if (other.matrix != null) {
            if (matrix != null) {
                throw new IllegalArgumentException("Two rows of matrices in one expression");
            }
            matrix = other.matrix;
            matrixRow = other.matrixRow;
            scale = factor * other.scale;
        }
        return this;
    }

    Affine times(double factor) {
        return new Affine().plus(this, factor);
    }

    /** The terms with each variable once, in ascending order. */
    Terms terms(double sign, int one) {
        double[] ordered = values;
        int count = size;
        long[] keys = new long[size + 1];
        for (int k = 0; k < size; k++) {
            keys[k] = ((long) variables[k] << 32) | k;
        }
        if (one >= 0 && constant != 0) {
            keys[count++] = ((long) one << 32) | size;
        }
        Arrays.sort(keys, 0, count);
        int[] indices = new int[count];
        double[] coefficients = new double[count];
        int distinct = 0;
        for (int k = 0; k < count; k++) {
            int variable = (int) (keys[k] >>> 32);
            int from = (int) keys[k];
            double value = sign * (from == size ? constant : ordered[from]);
            if (distinct > 0 && indices[distinct - 1] == variable) {
                coefficients[distinct - 1] += value;
            } else {
                indices[distinct] = variable;
                coefficients[distinct++] = value;
            }
        }
        return new Terms(Arrays.copyOf(indices, distinct), Arrays.copyOf(coefficients, distinct),
                one >= 0 ? 0 : sign * constant, matrix, matrixRow, sign * scale);
    }

    /** What {@link #terms} gives: sum of values[k] x[indices[k]] + constant + scale (matrix[matrixRow] w). */
    record Terms(int[] indices, double[] values, double constant, @Nullable Matrix matrix, int matrixRow,
            double scale) {}
}
