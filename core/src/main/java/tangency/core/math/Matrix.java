package tangency.core.math;

import java.util.Arrays;

/**
 * An immutable dense matrix with value equality, row major.
 *
 * <p>This class is immutable and thread-safe as long as callers honour {@link #shared()}.
 */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] values;

    private Matrix(int rows, int columns, double[] values) {
        if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(
                    "A " + rows + " x " + columns + " matrix cannot hold " + values.length + " values");
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** A copy of {@code rows} (each of the same length). */
    public static Matrix of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException(
                        "Row " + i + " has " + rows[i].length + " values, row 0 has " + columns);
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new Matrix(rows.length, columns, values);
    }

    /** Wraps {@code values} (row major) without copying: the caller gives the array away. */
    public static Matrix wrap(int rows, int columns, double[] values) {
        return new Matrix(rows, columns, values);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /** A copy of one row. */
    public double[] row(int row) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /** A copy of the diagonal. */
    public double[] diagonal() {
        double[] diagonal = new double[Math.min(rows, columns)];
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = get(i, i);
        }
        return diagonal;
    }

    /** A copy as an array of rows. */
    public double[][] toRows() {
        double[][] copy = new double[rows][];
        for (int i = 0; i < rows; i++) {
            copy[i] = row(i);
        }
        return copy;
    }

    /** The values themselves, row major, shared for speed: readers must not modify them. */
    public double[] shared() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof Matrix that && rows == that.rows && columns == that.columns
                && Arrays.equals(values, that.values));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Matrix " + rows + " x " + columns;
    }
}
