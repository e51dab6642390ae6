package tangency.core.solve.conic;

import java.util.List;

import tangency.core.math.Matrix;

/** The rows of a program in flat arrays. */
final class Layout {
    final int m;
    /** Where the sparse part of each row starts in {@link #index} and {@link #value}; m + 1 of them. */
    final int[] start;
    final int[] index;
    final double[] value;
    final double[] rhs;
    final List<Matrix> matrices;
    /** Which matrix the dense part of each row is from, -1 for none. */
    final int[] matrixOf;
    final int[] matrixRow;
    final double[] scale;

    Layout(ConicProgram program) {
        List<Row> rows = program.rows();
        matrices = program.matrices();
        m = rows.size();
        start = new int[m + 1];
        for (int r = 0; r < m; r++) {
            start[r + 1] = start[r] + rows.get(r).indices().length;
        }
        index = new int[start[m]];
        value = new double[start[m]];
        rhs = new double[m];
        matrixOf = new int[m];
        matrixRow = new int[m];
        scale = new double[m];
        for (int r = 0; r < m; r++) {
            Row row = rows.get(r);
            System.arraycopy(row.indices(), 0, index, start[r], row.indices().length);
            System.arraycopy(row.values(), 0, value, start[r], row.values().length);
            rhs[r] = row.rhs();
            matrixOf[r] = -1;
            for (int k = 0; k < matrices.size(); k++) {
                if (matrices.get(k) == row.matrix() && row.scale() != 0) {
                    matrixOf[r] = k;
                }
            }
            matrixRow[r] = row.matrixRow();
            scale[r] = row.scale();
        }
    }
}
