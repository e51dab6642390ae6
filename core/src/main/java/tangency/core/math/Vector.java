package tangency.core.math;

import java.util.Arrays;

/**
 * An immutable vector with value equality.
 *
 * <p>This class is immutable and thread-safe as long as callers honour {@link #shared()}.
 */
public final class Vector {
    private final double[] values;

    private Vector(double[] values) {
        this.values = values;
    }

    /** A copy of {@code values}. */
    public static Vector of(double... values) {
        return new Vector(values.clone());
    }

    /** Wraps {@code values} without copying: the caller gives the array away. */
    public static Vector wrap(double[] values) {
        return new Vector(values);
    }

    public int size() {
        return values.length;
    }

    public double get(int i) {
        return values[i];
    }

    public double sum() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    public double[] toArray() {
        return values.clone();
    }

    /** The values themselves, shared for speed: readers must not modify them. */
    public double[] shared() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof Vector that && Arrays.equals(values, that.values));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
