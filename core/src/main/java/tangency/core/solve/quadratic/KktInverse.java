package tangency.core.solve.quadratic;

import java.util.Arrays;

/**
 * The explicit inverse of K restricted to a set of items (free assets and active rows), kept up to date by principal
 * pivots on one or two items (Cottle, Pang, Stone, The Linear Complementarity Problem, 1992, 2.3): a pivot moves each of
 * its items into the set or out of it. A pivot on two items passes where either alone would meet a singular matrix.
 */
final class KktInverse {
    private final ScaledSystem system;
    private final int[] position;
    private int[] order = new int[16];
    private int size;
    private int stride = 16;
    private double[] values = new double[stride * stride];
    /** K itself on the same positions. */
    private double[] kkt = new double[stride * stride];

    KktInverse(ScaledSystem system) {
        this.system = system;
        position = new int[system.items];
        Arrays.fill(position, -1);
    }

    int size() {
        return size;
    }

    /** The item at a position. */
    int item(int at) {
        return order[at];
    }

    boolean contains(int item) {
        return position[item] >= 0;
    }

    int position(int item) {
        return position[item];
    }

    /** Makes this a copy of {@code other}, of the same system. */
    void copy(KktInverse other) {
        System.arraycopy(other.position, 0, position, 0, position.length);
        order = other.order.clone();
        size = other.size;
        stride = other.stride;
        values = other.values.clone();
        kkt = other.kkt.clone();
    }

    /** Computes the inverse anew, if its items are well enough apart for that. */
    void reload() {
        int[] items = Arrays.copyOf(order, size);
        double[][] matrix = matrix(items);
        boolean[] independent = Inversion.invert(matrix);
        for (boolean one : independent) {
            if (!one) {
                return;
            }
        }
        take(items, matrix, independent);
    }

    /** Computes the inverse anew for as many of {@code items} as are independent. */
    void load(int[] items) {
        double[][] matrix = matrix(items);
        take(items, matrix, Inversion.invert(matrix));
    }

    private double[][] matrix(int[] items) {
        double[][] matrix = new double[items.length][items.length];
        for (int a = 0; a < items.length; a++) {
            system.column(items[a], items, items.length, matrix[a]);
        }
        return matrix;
    }

    private void take(int[] items, double[][] matrix, boolean[] independent) {
        Arrays.fill(position, -1);
        size = 0;
        stride = Math.max(16, items.length + items.length / 4);
        values = new double[stride * stride];
        kkt = new double[stride * stride];
        order = new int[stride];
        for (int a = 0; a < items.length; a++) {
            if (independent[a]) {
                for (int b = 0, at = 0; b < items.length; b++) {
                    if (independent[b]) {
                        values[size * stride + at++] = matrix[a][b];
                    }
                }
                order[size] = items[a];
                position[items[a]] = size++;
            }
        }
        double[] column = new double[size];
        for (int a = 0; a < size; a++) {
            system.column(order[a], order, size, column);
            System.arraycopy(column, 0, kkt, a * stride, size);
        }
    }

    /** out = inverse x rightHandSide, by positions. */
    void multiply(double[] rightHandSide, double[] out) {
        for (int a = 0; a < size; a++) {
            out[a] = 0;
        }
        add(values, rightHandSide, 1, out);
    }

    /** rest -= K x, by positions. */
    void subtractImage(double[] x, double[] rest) {
        add(kkt, x, -1, rest);
    }

    /** out += factor x (a symmetric matrix of this size) x vector, four rows at a time. */
    private void add(double[] matrix, double[] vector, double factor, double[] out) {
        int b = 0;
        for (; b + 3 < size; b += 4) {
            double p = factor * vector[b];
            double q = factor * vector[b + 1];
            double r = factor * vector[b + 2];
            double s = factor * vector[b + 3];
            int base = b * stride;
            if (p != 0 || q != 0 || r != 0 || s != 0) {
                for (int a = 0; a < size; a++) {
                    out[a] += p * matrix[base + a] + q * matrix[base + stride + a]
                            + r * matrix[base + 2 * stride + a] + s * matrix[base + 3 * stride + a];
                }
            }
        }
        for (; b < size; b++) {
            double p = factor * vector[b];
            for (int a = 0; a < size; a++) {
                out[a] += p * matrix[b * stride + a];
            }
        }
    }

    /** As {@link #multiply}; magnitude = |inverse| x |rightHandSide|: what rounding in it is measured against. */
    void multiply(double[] rightHandSide, double[] out, double[] magnitude) {
        for (int a = 0; a < size; a++) {
            out[a] = 0;
            magnitude[a] = 0;
        }
        int b = 0;
        for (; b + 1 < size; b += 2) {
            double p = rightHandSide[b];
            double q = rightHandSide[b + 1];
            int base = b * stride;
            if (p != 0 || q != 0) {
                for (int a = 0; a < size; a++) {
                    double one = p * values[base + a];
                    double other = q * values[base + stride + a];
                    out[a] += one + other;
                    magnitude[a] += Math.abs(one) + Math.abs(other);
                }
            }
        }
        for (; b < size; b++) {
            double p = rightHandSide[b];
            for (int a = 0; a < size; a++) {
                double one = p * values[b * stride + a];
                out[a] += one;
                magnitude[a] += Math.abs(one);
            }
        }
    }

    /** The items' response to one unit of {@code item}: its column of the inverse, or minus the inverse times its column of K. */
    double[] response(int item) {
        double[] out = new double[size];
        int p = position[item];
        if (p >= 0) {
            System.arraycopy(values, p * stride, out, 0, size);
            return out;
        }
        double[] column = new double[size];
        system.column(item, order, size, column);
        multiply(column, out);
        for (int a = 0; a < size; a++) {
            out[a] = -out[a];
        }
        return out;
    }

    /** The pivot element of {@code item} alone, given its {@link #response}. */
    double pivotElement(int item, double[] response) {
        return element(item, item, response, response);
    }

    /** Entry (e, f) of the tableau; {@code atE}, {@code atF} are the responses. */
    private double element(int e, int f, double[] atE, double[] atF) {
        if (position[e] >= 0) {
            return atF[position[e]];
        }
        if (position[f] >= 0) {
            return -atE[position[f]];
        }
        double[] column = new double[size];
        system.column(e, order, size, column);
        double sum = system.entry(e, f);
        for (int a = 0; a < size; a++) {
            sum += column[a] * atF[a];
        }
        return sum;
    }

    /** Moves {@code item}, whose {@link #response} is at hand, in or out. Its pivot element must not be zero. */
    void pivot(int item, double[] response) {
        double inverse = 1 / pivotElement(item, response);
        boolean enters = position[item] < 0;
        double sign = enters ? -inverse : inverse;
        for (int a = 0; a < size; a++) {
            double factor = sign * response[a];
            if (factor != 0) {
                subtract(a, factor, response);
            }
        }
        if (enters) {
            double[] border = new double[size];
            for (int a = 0; a < size; a++) {
                border[a] = response[a] * inverse;
            }
            append(item, border, inverse);
        } else {
            remove(item);
        }
    }

    /** Moves both items in or out. */
    void pivot(int e, int f) {
        double[] atE = response(e);
        double[] atF = response(f);
        double ee = element(e, e, atE, atE);
        double ef = element(e, f, atE, atF);
        double fe = element(f, e, atF, atE);
        double ff = element(f, f, atF, atF);
        double determinant = ee * ff - ef * fe;
        double gee = ff / determinant;
        double gef = -ef / determinant;
        double gfe = -fe / determinant;
        double gff = ee / determinant;
        boolean eEnters = position[e] < 0;
        boolean fEnters = position[f] < 0;
        double[] borderE = new double[size];
        double[] borderF = new double[size];
        for (int a = 0; a < size; a++) {
            borderE[a] = atE[a] * gee + atF[a] * gfe;
            borderF[a] = atE[a] * gef + atF[a] * gff;
        }
        for (int a = 0; a < size; a++) {
            if (borderE[a] != 0 || borderF[a] != 0) {
                subtract(a, eEnters ? -borderE[a] : borderE[a], atE);
                subtract(a, fEnters ? -borderF[a] : borderF[a], atF);
            }
        }
        double corner = (gef + gfe) / 2;
        if (!eEnters) {
            borderF = without(borderF, position[e]);
            remove(e);
        }
        if (!fEnters) {
            borderE = without(borderE, position[f]);
            remove(f);
        }
        if (eEnters) {
            append(e, borderE, gee);
        }
        if (fEnters) {
            if (eEnters) {
                borderF = Arrays.copyOf(borderF, size);
                borderF[size - 1] = corner;
            }
            append(f, borderF, gff);
        }
    }

    private void subtract(int row, double factor, double[] vector) {
        int base = row * stride;
        for (int b = 0; b < size; b++) {
            values[base + b] -= factor * vector[b];
        }
    }

    /** Without the entry at {@code at}, into whose place the last one moves. */
    private static double[] without(double[] vector, int at) {
        double[] shorter = Arrays.copyOf(vector, vector.length - 1);
        if (at < shorter.length) {
            shorter[at] = vector[vector.length - 1];
        }
        return shorter;
    }

    private void append(int item, double[] border, double corner) {
        if (size == stride) {
            int wider = 2 * stride;
            values = grown(values, wider);
            kkt = grown(kkt, wider);
            stride = wider;
            order = Arrays.copyOf(order, wider);
        }
        double[] column = new double[size];
        system.column(item, order, size, column);
        for (int a = 0; a < size; a++) {
            values[a * stride + size] = border[a];
            values[size * stride + a] = border[a];
            kkt[a * stride + size] = column[a];
            kkt[size * stride + a] = column[a];
        }
        values[size * stride + size] = corner;
        kkt[size * stride + size] = system.entry(item, item);
        order[size] = item;
        position[item] = size++;
    }

    private double[] grown(double[] matrix, int wider) {
        double[] grown = new double[wider * wider];
        for (int a = 0; a < size; a++) {
            System.arraycopy(matrix, a * stride, grown, a * wider, size);
        }
        return grown;
    }

    private void remove(int item) {
        int at = position[item];
        int last = --size;
        if (at != last) {
            move(values, last, at);
            move(kkt, last, at);
            order[at] = order[last];
            position[order[at]] = at;
        }
        position[item] = -1;
    }

    /** Row and column {@code from} in the place of {@code to}. */
    private void move(double[] matrix, int from, int to) {
        System.arraycopy(matrix, from * stride, matrix, to * stride, size + 1);
        matrix[to * stride + to] = matrix[from * stride + from];
        for (int a = 0; a < size; a++) {
            matrix[a * stride + to] = matrix[to * stride + a];
        }
    }
}
