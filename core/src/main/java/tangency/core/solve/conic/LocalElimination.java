package tangency.core.solve.conic;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Takes K' M^-1 K off the reduced matrix, where M is the band and K couples it to what is kept: with M = LDL', row by row of
 * L^-1 K. A row that is a multiple of one outcome but for few entries changes that outcome's &Psi;; the others are
 * gathered and taken off as outer products.
 */
final class LocalElimination {
    private static final int GATHERED = 64;

    /** A row of L^-1 K. */
    private static final class Line {
        final double[] entry;
        final boolean[] marked;
        final int[] touched;
        int count;
        /** Of the one outcome, where the line is simple. */
        double multiple;
        /** Where it waits among the gathered, -1 if it does not. */
        int slot;
        boolean simple;

        Line(int size) {
            entry = new double[size];
            marked = new boolean[size];
            touched = new int[size];
        }

        void clear() {
            if (simple) {
                for (int k = 0; k < count; k++) {
                    entry[touched[k]] = 0;
                    marked[touched[k]] = false;
                }
            } else {
                Arrays.fill(entry, 0);
            }
            count = 0;
            multiple = 0;
            slot = -1;
        }

        void put(int at, double value) {
            if (simple && !marked[at]) {
                marked[at] = true;
                touched[count++] = at;
            }
            entry[at] += value;
        }
    }

    private final ScaledProgram program;
    private final Structure structure;
    private final Lines lines;
    private final Band band;
    private final double[][] psi;
    private final double[][][] cross;
    private final double[][] borderLocal;
    private final int size;
    /** The last lines, as many as the band is wide, and the present one. */
    private final Line[] window;
    private final double[] gathered;
    private final double[] factors;
    private int waiting;

    LocalElimination(ScaledProgram program, Structure structure, Band band, double[][] psi, double[][][] cross,
            double[][] borderLocal) {
        this.program = program;
        this.structure = structure;
        this.band = band;
        this.psi = psi;
        this.cross = cross;
        this.borderLocal = borderLocal;
        lines = new Lines(program, structure);
        size = structure.kept + structure.border();
        window = new Line[band.width + 1];
        for (int k = 0; k < window.length; k++) {
            window[k] = new Line(size);
        }
        gathered = new double[lines.all ? 0 : GATHERED * size];
        factors = new double[GATHERED];
    }

    /** Cross terms of a matrix with an unknown beyond the weights, one number per row of the matrix. */
    double[] crossOf(int matrix, int unknown) {
        int at = unknown - structure.weights;
        if (cross[matrix][at].length == 0) {
            cross[matrix][at] = new double[psi[matrix].length];
        }
        return cross[matrix][at];
    }

    /**
     * Changes the lower triangle {@code a}, &Psi; and the cross terms.
     *
     * @param weight 1/h of rows eliminated on their own
     * @param root what inner rows are made of, at 4 times the row
     */
    void eliminate(double[] weight, double[] root, double[] a, int columns) {
        waiting = 0;
        for (int e = 0; e < band.n; e++) {
            Line line = window[e % window.length];
            line.clear();
            line.simple = lines.simple[e];
            boolean empty = collect(e, line, weight, root);
            Line only = subtractEarlier(e, line);
            double pivot = band.pivot(e);
            if (line.simple) {
                takeSimple(e, line, pivot, a, columns);
            } else if (empty && only != null && only.slot >= 0) {
                // A multiple of the line before: one outer product serves both.
                double factor = onlyFactor;
                factors[only.slot] -= factor * factor / pivot;
            } else {
                System.arraycopy(line.entry, 0, gathered, waiting * size, size);
                factors[waiting] = -1 / pivot;
                line.slot = waiting++;
                if (waiting == GATHERED) {
                    flush(a, columns);
                }
            }
        }
        flush(a, columns);
    }

    private double onlyFactor;

    /** Takes multiples of earlier lines off; the one line that was, if it was one and not simple. */
    private @Nullable Line subtractEarlier(int e, Line line) {
        Line only = null;
        int count = 0;
        for (int k = 1; k <= Math.min(band.width, e); k++) {
            double factor = band.factor(e, k);
            if (factor == 0) {
                continue;
            }
            Line earlier = window[(e - k) % window.length];
            count++;
            only = earlier;
            onlyFactor = factor;
            if (earlier.simple) {
                for (int i = 0; i < earlier.count; i++) {
                    line.put(earlier.touched[i], -factor * earlier.entry[earlier.touched[i]]);
                }
                int matrix = lines.matrix[e - k];
                if (matrix >= 0 && line.simple) {
                    line.multiple -= factor * earlier.multiple;
                } else if (matrix >= 0) {
                    outcomeInto(line, matrix, lines.outcome[e - k], -factor * earlier.multiple);
                }
            } else {
                for (int j = 0; j < size; j++) {
                    line.entry[j] -= factor * earlier.entry[j];
                }
            }
        }
        return count == 1 && only != null && !only.simple ? only : null;
    }

    /** Row e of K; whether there is nothing in it. */
    private boolean collect(int e, Line line, double[] weight, double[] root) {
        Structure s = structure;
        int unknown = s.band[e];
        if (unknown < 0) {
            int r = -1 - unknown;
            boolean none = true;
            for (int i = 0; i < s.groupSize[r]; i++) {
                none &= addRow(line, s.groupAt[r] + i, root[4 * r + i]);
            }
            return none;
        }
        boolean empty = true;
        for (int t = s.touchStart[unknown]; t < s.touchStart[unknown + 1]; t++) {
            int r = s.touchRow[t];
            empty &= addRow(line, r, weight[r] * s.touchValue[t]);
        }
        for (int b = 0; b < borderLocal.length; b++) {
            if (borderLocal[b][unknown] != 0) {
                line.put(s.kept + b, borderLocal[b][unknown]);
                empty = false;
            }
        }
        return empty;
    }

    private boolean addRow(Line line, int r, double factor) {
        Structure s = structure;
        for (int k = s.keptStart[r]; k < s.keptStart[r + 1]; k++) {
            line.put(s.keptAt[k], factor * s.keptValue[k]);
        }
        if (program.matrixOf[r] >= 0) {
            if (line.simple) {
                line.multiple += factor * program.scale[r];
            } else {
                outcomeInto(line, program.matrixOf[r], program.matrixRow[r], factor * program.scale[r]);
            }
            return false;
        }
        return s.keptStart[r] == s.keptStart[r + 1];
    }

    private void outcomeInto(Line line, int matrix, int outcome, double factor) {
        double[] values = program.matrices.get(matrix).shared();
        int from = outcome * structure.weights;
        double[] columns = program.columns;
        double[] entry = line.entry;
        for (int j = 0; j < structure.weights; j++) {
            entry[j] += factor * columns[j] * values[from + j];
        }
    }

    private void takeSimple(int e, Line line, double pivot, double[] a, int columns) {
        int matrix = lines.matrix[e];
        for (int k = 0; k < line.count; k++) {
            int row = line.touched[k];
            double factor = line.entry[row] / pivot;
            for (int i = 0; i < line.count; i++) {
                if (row >= line.touched[i]) {
                    a[row * columns + line.touched[i]] -= factor * line.entry[line.touched[i]];
                }
            }
            if (matrix >= 0) {
                crossOf(matrix, row)[lines.outcome[e]] -= line.multiple * factor;
            }
        }
        if (matrix >= 0) {
            psi[matrix][lines.outcome[e]] -= line.multiple * line.multiple / pivot;
        }
    }

    private void flush(double[] a, int columns) {
        if (waiting > 0) {
            Gram.add(gathered, waiting, size, factors, a, columns);
            waiting = 0;
            for (Line line : window) {
                line.slot = -1;
            }
        }
    }
}
