package tangency.core.solve.conic;

import java.util.Arrays;
import java.util.List;

/** The whole system, dense: for small programs. */
final class DenseKkt implements KktSolver {
    /** Added to P and H (Clarabel's values). */
    private static final double SHIFT = 1e-8;

    private static final double FLOOR = 1e-13;

    private final ScaledProgram program;
    private final List<ConeBlock> blocks;
    private final Ldl ldl;
    private final int[] signs;
    private final double[] vector;
    private final double[] unit;
    private final double[] column;

    DenseKkt(ScaledProgram program, List<ConeBlock> blocks) {
        this.program = program;
        this.blocks = blocks;
        int size = program.n + program.m;
        ldl = new Ldl(size);
        signs = new int[size];
        Arrays.fill(signs, 0, program.n, 1);
        Arrays.fill(signs, program.n, size, -1);
        vector = new double[size];
        unit = new double[program.m];
        column = new double[program.m];
    }

    @Override
    public boolean factor() {
        int n = program.n;
        int size = ldl.size();
        double[] a = ldl.a;
        Arrays.fill(a, 0);
        program.addQuadratic(a, size);
        for (int i = 0; i < n; i++) {
            a[i * size + i] += SHIFT;
        }
        for (int r = 0; r < program.m; r++) {
            program.addRow(r, a, (n + r) * size);
        }
        for (ConeBlock block : blocks) {
            for (int j = 0; j < block.dimension; j++) {
                int row = block.at + j;
                int at = (n + row) * size + n;
                if (block instanceof OrthantBlock orthant) {
                    a[at + row] = -orthant.h[j];
                } else if (!(block instanceof ZeroBlock)) {
                    unit[row] = 1;
                    block.times(unit, column);
                    unit[row] = 0;
                    for (int i = 0; i <= j; i++) {
                        a[at + block.at + i] = -column[block.at + i];
                    }
                }
                a[at + row] -= SHIFT;
            }
        }
        return ldl.factor(signs, FLOOR);
    }

    @Override
    public void solve(double[] rx, double[] rz, double[] dx, double[] dz) {
        int n = program.n;
        System.arraycopy(rx, 0, vector, 0, n);
        System.arraycopy(rz, 0, vector, n, program.m);
        ldl.solve(vector);
        System.arraycopy(vector, 0, dx, 0, n);
        System.arraycopy(vector, n, dz, 0, program.m);
    }
}
