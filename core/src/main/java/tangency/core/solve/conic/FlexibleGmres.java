package tangency.core.solve.conic;

import tangency.core.math.Kernels;

/**
 * Of a few corrections that a {@link KktSolver} proposes, the combination that leaves the least error (FGMRES; Saad 1993). Where
 * a factor is wrong along a few directions, as it is where assets are there twice, corrections one after the other lead
 * nowhere along them; together they tell these directions from the others.
 */
final class FlexibleGmres {
    private static final int CORRECTIONS = 6;
    /** Share of the error that is not worth another correction. */
    private static final double DONE = 1e-16;

    private final NewtonSystem system;
    private final KktSolver solver;
    private final int n;
    private final int m;
    private final double[] rightX;
    private final double[] rightZ;
    private final double[] partX;
    private final double[] partZ;

    FlexibleGmres(NewtonSystem system, KktSolver solver) {
        this.system = system;
        this.solver = solver;
        n = system.variables();
        m = system.rows();
        rightX = new double[n];
        rightZ = new double[m];
        partX = new double[n];
        partZ = new double[m];
    }

    /** Adds to (dx, dz) what leaves the least of its error (errorX, errorZ) in the Euclidean norm. */
    void correct(double[] dx, double[] dz, double[] errorX, double[] errorZ) {
        double size = Math.sqrt(Kernels.dot(errorX, errorX) + Kernels.dot(errorZ, errorZ));
        if (!(size > 0) || !Double.isFinite(size)) {
            return;
        }
        double[][] basis = new double[CORRECTIONS][];
        double[][] corrections = new double[CORRECTIONS][];
        Rotated least = new Rotated(size);
        double[] next = joined(errorX, errorZ);
        double length = size;
        for (int j = 0; j < CORRECTIONS; j++) {
            for (int k = 0; k < next.length; k++) {
                next[k] /= length;
            }
            basis[j] = next;
            System.arraycopy(next, 0, rightX, 0, n);
            System.arraycopy(next, n, rightZ, 0, m);
            solver.solve(rightX, rightZ, partX, partZ);
            corrections[j] = joined(partX, partZ);
            system.times(partX, partZ, rightX, rightZ);
            next = joined(rightX, rightZ);
            double[] column = new double[j + 2];
            for (int i = 0; i <= j; i++) {
                column[i] = Kernels.dot(next, basis[i]);
                for (int k = 0; k < next.length; k++) {
                    next[k] -= column[i] * basis[i][k];
                }
            }
            length = Math.sqrt(Kernels.dot(next, next));
            column[j + 1] = length;
            if (!least.add(column) || length == 0 || least.left() < DONE * size) {
                break;
            }
        }
        double[] factors = least.factors();
        for (int k = 0; k < factors.length; k++) {
            for (int j = 0; j < n; j++) {
                dx[j] += factors[k] * corrections[k][j];
            }
            for (int r = 0; r < m; r++) {
                dz[r] += factors[k] * corrections[k][n + r];
            }
        }
    }

    private static double[] joined(double[] a, double[] b) {
        double[] both = new double[a.length + b.length];
        System.arraycopy(a, 0, both, 0, a.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Least squares with a Hessenberg matrix, column by column, by Givens rotations. */
    private static final class Rotated {
        private final double[][] upper = new double[CORRECTIONS][];
        private final double[] cosine = new double[CORRECTIONS];
        private final double[] sine = new double[CORRECTIONS];
        private final double[] right = new double[CORRECTIONS + 1];
        private int count;

        Rotated(double size) {
            right[0] = size;
        }

        /** @return false, with nothing changed, for a column that says nothing or is not all numbers */
        boolean add(double[] column) {
            int j = count;
            for (int i = 0; i < j; i++) {
                double turned = cosine[i] * column[i] + sine[i] * column[i + 1];
                column[i + 1] = cosine[i] * column[i + 1] - sine[i] * column[i];
                column[i] = turned;
            }
            double radius = Math.hypot(column[j], column[j + 1]);
            if (!(radius > 0) || !Double.isFinite(radius)) {
                return false;
            }
            cosine[j] = column[j] / radius;
            sine[j] = column[j + 1] / radius;
            column[j] = radius;
            upper[j] = column;
            right[j + 1] = -sine[j] * right[j];
            right[j] *= cosine[j];
            count++;
            return true;
        }

        double left() {
            return Math.abs(right[count]);
        }

        double[] factors() {
            double[] factors = new double[count];
            for (int i = count - 1; i >= 0; i--) {
                double sum = right[i];
                for (int k = i + 1; k < count; k++) {
                    sum -= upper[k][i] * factors[k];
                }
                factors[i] = sum / upper[i][i];
            }
            return factors;
        }
    }
}
