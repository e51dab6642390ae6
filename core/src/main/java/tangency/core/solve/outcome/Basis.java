package tangency.core.solve.outcome;

import java.util.Arrays;

/**
 * The explicit inverse of M restricted to held rows and loose variables, as many of one as of the other, kept up to date by
 * exchanges of two items: the one that becomes held and the one that becomes loose.
 */
final class Basis {
    private static final double DEPENDENT = 1e-9;

    private final PiecewiseLinear data;
    /** Position of a loose variable or a held row, -1 for the others. */
    private final int[] position;
    private int[] looseVariables = new int[16];
    private int[] heldRows = new int[16];
    private int size;
    private int stride = 16;
    /** Rows by loose variable, columns by held row. */
    private double[] inverse = new double[stride * stride];

    Basis(PiecewiseLinear data) {
        this.data = data;
        position = new int[data.items];
    }

    int size() {
        return size;
    }

    int variable(int at) {
        return looseVariables[at];
    }

    /** The item number of a held row. */
    int row(int at) {
        return heldRows[at];
    }

    boolean contains(int item) {
        return position[item] >= 0;
    }

    int position(int item) {
        return position[item];
    }

    /**
     * Factors anew from as many of the given variables and rows as are independent; rows in the order of preference.
     */
    void load(int[] variables, int[] rows) {
        int columns = variables.length;
        double[][] work = new double[Math.min(columns, rows.length)][];
        int[] pivotColumn = new int[columns];
        int[] chosen = new int[columns];
        int rank = 0;
        for (int r = 0; r < rows.length && rank < columns; r++) {
            double[] row = data.row(rows[r]);
            double[] reduced = new double[columns];
            double size = 0;
            for (int j = 0; j < columns; j++) {
                reduced[j] = row[variables[j]];
                size = Math.max(size, Math.abs(reduced[j]));
            }
            for (int k = 0; k < rank; k++) {
                double factor = reduced[pivotColumn[k]];
                if (factor != 0) {
                    double[] other = work[k];
                    for (int j = 0; j < columns; j++) {
                        reduced[j] -= factor * other[j];
                    }
                    reduced[pivotColumn[k]] = 0;
                }
            }
            int best = 0;
            for (int j = 1; j < columns; j++) {
                best = Math.abs(reduced[j]) > Math.abs(reduced[best]) ? j : best;
            }
            double pivot = reduced[best];
            if (size > 0 && Math.abs(pivot) > DEPENDENT * size) {
                for (int j = 0; j < columns; j++) {
                    reduced[j] /= pivot;
                }
                reduced[best] = 1;
                work[rank] = reduced;
                pivotColumn[rank] = best;
                chosen[rank++] = rows[r];
            }
        }
        Arrays.fill(position, -1);
        size = rank;
        stride = Math.max(16, rank + rank / 2);
        looseVariables = new int[stride];
        heldRows = new int[stride];
        for (int k = 0; k < rank; k++) {
            looseVariables[k] = variables[pivotColumn[k]];
            position[looseVariables[k]] = k;
            heldRows[k] = chosen[k];
            position[heldRows[k]] = k;
        }
        invert();
    }

    /** Computes the inverse anew. Returns false if the items have become dependent. */
    boolean invert() {
        int n = size;
        double[][] a = new double[n][2 * n];
        for (int k = 0; k < n; k++) {
            double[] row = data.row(heldRows[k]);
            for (int j = 0; j < n; j++) {
                a[k][j] = row[looseVariables[j]];
            }
            a[k][n + k] = 1;
        }
        for (int k = 0; k < n; k++) {
            int best = k;
            for (int r = k + 1; r < n; r++) {
                best = Math.abs(a[r][k]) > Math.abs(a[best][k]) ? r : best;
            }
            double[] swap = a[best];
            a[best] = a[k];
            a[k] = swap;
            double pivot = swap[k];
            if (pivot == 0) {
                return false;
            }
            for (int j = k; j < 2 * n; j++) {
                swap[j] /= pivot;
            }
            for (int r = 0; r < n; r++) {
                double factor = a[r][k];
                if (r != k && factor != 0) {
                    double[] target = a[r];
                    for (int j = k; j < 2 * n; j++) {
                        target[j] -= factor * swap[j];
                    }
                }
            }
        }
        inverse = new double[stride * stride];
        for (int k = 0; k < n; k++) {
            System.arraycopy(a[k], n, inverse, k * stride, n);
        }
        return true;
    }

    /** out (by loose variable) = inverse x byRow. */
    double[] times(double[] byRow) {
        double[] out = new double[size];
        for (int a = 0; a < size; a++) {
            double sum = 0;
            int base = a * stride;
            for (int b = 0; b < size; b++) {
                sum += inverse[base + b] * byRow[b];
            }
            out[a] = sum;
        }
        return out;
    }

    /** out (by held row) = byVariable x inverse. */
    double[] transposed(double[] byVariable) {
        double[] out = new double[size];
        for (int a = 0; a < size; a++) {
            double factor = byVariable[a];
            if (factor != 0) {
                int base = a * stride;
                for (int b = 0; b < size; b++) {
                    out[b] += factor * inverse[base + b];
                }
            }
        }
        return out;
    }

    /** How the loose variables answer to one unit of a held item. */
    double[] toHeld(int item) {
        if (data.variable(item)) {
            double[] column = new double[size];
            for (int b = 0; b < size; b++) {
                column[b] = -data.row(heldRows[b])[item];
            }
            return times(column);
        }
        double[] out = new double[size];
        for (int a = 0; a < size; a++) {
            out[a] = inverse[a * stride + position[item]];
        }
        return out;
    }

    /** How the multipliers of the held rows answer to one unit of a loose item's. */
    double[] toLoose(int item) {
        double[] by;
        if (data.variable(item)) {
            by = Arrays.copyOfRange(inverse, position[item] * stride, position[item] * stride + size);
        } else {
            double[] row = data.row(item);
            double[] gathered = new double[size];
            for (int a = 0; a < size; a++) {
                gathered[a] = row[looseVariables[a]];
            }
            by = transposed(gathered);
        }
        for (int b = 0; b < by.length; b++) {
            by[b] = -by[b];
        }
        return by;
    }

    /** {@code holds}, so far loose, becomes held and {@code loosens} loose. */
    void exchange(int holds, int loosens) {
        double[] rowPart = toLoose(holds);
        double[] columnPart = toHeld(loosens);
        if (data.variable(holds)) {
            int at = position[holds];
            if (data.variable(loosens)) {
                replaceVariable(at, columnPart);
                position[holds] = -1;
                looseVariables[at] = loosens;
                position[loosens] = at;
            } else {
                shrink(at, position[loosens]);
                position[holds] = -1;
                position[loosens] = -1;
            }
        } else if (data.variable(loosens)) {
            grow(holds, loosens, rowPart, columnPart);
        } else {
            int at = position[loosens];
            replaceRow(at, rowPart);
            position[loosens] = -1;
            heldRows[at] = holds;
            position[holds] = at;
        }
    }

    private void replaceVariable(int at, double[] answer) {
        // answer = -inverse x column: the new variable's rate is one, the old one's answer[at].
        double pivot = -answer[at];
        int base = at * stride;
        for (int b = 0; b < size; b++) {
            inverse[base + b] /= pivot;
        }
        for (int a = 0; a < size; a++) {
            double factor = -answer[a];
            if (a != at && factor != 0) {
                for (int b = 0; b < size; b++) {
                    inverse[a * stride + b] -= factor * inverse[base + b];
                }
            }
        }
    }

    private void replaceRow(int at, double[] answer) {
        double pivot = -answer[at];
        for (int a = 0; a < size; a++) {
            int base = a * stride;
            double scaled = inverse[base + at] / pivot;
            if (scaled != 0) {
                for (int b = 0; b < size; b++) {
                    inverse[base + b] += scaled * answer[b];
                }
            }
            inverse[base + at] = scaled;
        }
    }

    private void grow(int row, int variable, double[] rowPart, double[] columnPart) {
        double[] coefficients = data.row(row);
        double pivot = coefficients[variable];
        for (int a = 0; a < size; a++) {
            pivot += coefficients[looseVariables[a]] * columnPart[a];
        }
        if (size == stride) {
            int wider = 2 * stride;
            double[] grown = new double[wider * wider];
            for (int a = 0; a < size; a++) {
                System.arraycopy(inverse, a * stride, grown, a * wider, size);
            }
            inverse = grown;
            stride = wider;
            looseVariables = Arrays.copyOf(looseVariables, wider);
            heldRows = Arrays.copyOf(heldRows, wider);
        }
        for (int a = 0; a < size; a++) {
            double factor = columnPart[a] / pivot;
            if (factor != 0) {
                for (int b = 0; b < size; b++) {
                    inverse[a * stride + b] += factor * rowPart[b];
                }
            }
            inverse[a * stride + size] = factor;
        }
        for (int b = 0; b < size; b++) {
            inverse[size * stride + b] = rowPart[b] / pivot;
        }
        inverse[size * stride + size] = 1 / pivot;
        looseVariables[size] = variable;
        heldRows[size] = row;
        position[variable] = size;
        position[row] = size++;
    }

    private void shrink(int variableAt, int rowAt) {
        int last = size - 1;
        double pivot = inverse[variableAt * stride + rowAt];
        double[] row = Arrays.copyOfRange(inverse, variableAt * stride, variableAt * stride + size);
        for (int a = 0; a < size; a++) {
            double factor = inverse[a * stride + rowAt] / pivot;
            if (factor != 0) {
                for (int b = 0; b < size; b++) {
                    inverse[a * stride + b] -= factor * row[b];
                }
            }
        }
        System.arraycopy(inverse, last * stride, inverse, variableAt * stride, size);
        for (int a = 0; a < last; a++) {
            inverse[a * stride + rowAt] = inverse[a * stride + last];
        }
        looseVariables[variableAt] = looseVariables[last];
        position[looseVariables[variableAt]] = variableAt;
        heldRows[rowAt] = heldRows[last];
        position[heldRows[rowAt]] = rowAt;
        size = last;
    }
}
