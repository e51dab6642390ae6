package tangency.core.solve.quadratic;

/**
 * Inverts a symmetric, possibly indefinite and singular matrix in place by principal pivots of size one and two, the largest
 * diagonal first (after Bunch and Kaufman 1977). Rows that depend on the others are left out.
 */
final class Inversion {
    /** Entries below are rounding; the matrix is in units of one. */
    private static final double NOTHING = 1e-13;
    private static final double SINGLE = 0.1;

    private final double[][] t;
    private final boolean[] done;

    private Inversion(double[][] matrix) {
        t = matrix;
        done = new boolean[matrix.length];
    }

    /**
     * Replaces the rows and columns of {@code matrix} that are independent by their inverse, and says which those are.
     *
     * @param matrix modified
     */
    static boolean[] invert(double[][] matrix) {
        Inversion inversion = new Inversion(matrix);
        while (inversion.step()) {
            // All is done in the condition.
        }
        return inversion.done;
    }

    private boolean step() {
        int p = -1;
        double largest = 0;
        for (int i = 0; i < t.length; i++) {
            if (!done[i] && (p < 0 || Math.abs(t[i][i]) > largest)) {
                p = i;
                largest = Math.abs(t[i][i]);
            }
        }
        if (p < 0) {
            return false;
        }
        int q = partner(p);
        double beside = q < 0 ? 0 : Math.abs(t[p][q]);
        if (largest > NOTHING && largest >= SINGLE * beside) {
            single(p);
            return true;
        }
        if (largest <= NOTHING) {
            // Nothing on the diagonal: the largest pair, if there is one.
            for (int i = 0; i < t.length; i++) {
                int other = done[i] ? -1 : partner(i);
                if (other >= 0 && Math.abs(t[i][other]) > beside) {
                    p = i;
                    q = other;
                    beside = Math.abs(t[i][other]);
                }
            }
        }
        if (beside <= NOTHING) {
            return false;
        }
        pair(p, q);
        return true;
    }

    /** The open column of the largest entry in a row. */
    private int partner(int p) {
        int q = -1;
        double largest = 0;
        for (int j = 0; j < t.length; j++) {
            if (!done[j] && j != p && Math.abs(t[p][j]) > largest) {
                q = j;
                largest = Math.abs(t[p][j]);
            }
        }
        return q;
    }

    private void single(int p) {
        double[] row = t[p].clone();
        double inverse = 1 / row[p];
        for (int a = 0; a < t.length; a++) {
            if (a != p) {
                double factor = t[a][p] * inverse;
                if (factor != 0) {
                    subtract(t[a], factor, row);
                }
                t[a][p] = factor;
            }
        }
        for (int b = 0; b < row.length; b++) {
            t[p][b] = -row[b] * inverse;
        }
        t[p][p] = inverse;
        done[p] = true;
    }

    private void pair(int p, int q) {
        double[] rowP = t[p].clone();
        double[] rowQ = t[q].clone();
        double determinant = rowP[p] * rowQ[q] - rowP[q] * rowQ[p];
        double pp = rowQ[q] / determinant;
        double pq = -rowP[q] / determinant;
        double qp = -rowQ[p] / determinant;
        double qq = rowP[p] / determinant;
        for (int a = 0; a < t.length; a++) {
            if (a != p && a != q) {
                double factorP = t[a][p] * pp + t[a][q] * qp;
                double factorQ = t[a][p] * pq + t[a][q] * qq;
                subtract(t[a], factorP, rowP);
                subtract(t[a], factorQ, rowQ);
                t[a][p] = factorP;
                t[a][q] = factorQ;
            }
        }
        for (int b = 0; b < rowP.length; b++) {
            t[p][b] = -(pp * rowP[b] + pq * rowQ[b]);
            t[q][b] = -(qp * rowP[b] + qq * rowQ[b]);
        }
        t[p][p] = pp;
        t[p][q] = pq;
        t[q][p] = qp;
        t[q][q] = qq;
        done[p] = true;
        done[q] = true;
    }

    private static void subtract(double[] from, double factor, double[] vector) {
        for (int b = 0; b < vector.length; b++) {
            from[b] -= factor * vector[b];
        }
    }
}
