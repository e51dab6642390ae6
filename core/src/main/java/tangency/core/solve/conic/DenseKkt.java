package tangency.core.solve.conic;

import java.util.Arrays;
import java.util.List;

/** The whole system, dense: for small programs. */
final class DenseKkt implements KktSolver {
    /** Added to P and H, for programs with dependent rows. */
    private static final double SHIFT = 1e-11;

    private final ScaledProgram program;
    private final List<ConeBlock> blocks;
    private final BorderedSystem system;
    private final double[] vector;
    private final double[] column;

    DenseKkt(ScaledProgram program, List<ConeBlock> blocks) {
        this.program = program;
        this.blocks = blocks;
        int size = program.n + program.m;
        system = new BorderedSystem(0, size);
        vector = new double[size];
        column = new double[blocks.stream().mapToInt(block -> block.dimension).max().orElse(0)];
    }

    @Override
    public boolean factor() {
        int n = program.n;
        int size = n + program.m;
        double[] a = system.matrix();
        Arrays.fill(a, 0);
        program.addQuadratic(a, size);
        for (int i = 0; i < n; i++) {
            a[i * size + i] += SHIFT;
        }
        for (ConeBlock block : blocks) {
            for (int k = 0; k < block.dimension; k++) {
                int row = (n + block.at + k) * size;
                if (scaled(block)) {
                    root(block, k);
                    for (int i = 0; i < block.dimension; i++) {
                        program.addRow(block.at + i, column[i], a, row);
                    }
                    a[row + n + block.at + k] = -1;
                } else {
                    program.addRow(block.at + k, 1, a, row);
                    a[row + n + block.at + k] = (block instanceof OrthantBlock orthant ? -orthant.h[k] : 0) - SHIFT;
                }
            }
        }
        return system.factor(0);
    }

    @Override
    public void solve(double[] rx, double[] rz, double[] dx, double[] dz) {
        int n = program.n;
        System.arraycopy(rx, 0, vector, 0, n);
        System.arraycopy(rz, 0, vector, n, program.m);
        for (ConeBlock block : blocks) {
            for (int k = 0; k < block.dimension && scaled(block); k++) {
                root(block, k);
                double sum = 0;
                for (int i = 0; i < block.dimension; i++) {
                    sum += column[i] * rz[block.at + i];
                }
                vector[n + block.at + k] = sum;
            }
        }
        system.solve(vector);
        System.arraycopy(vector, 0, dx, 0, n);
        System.arraycopy(vector, n, dz, 0, program.m);
        for (ConeBlock block : blocks) {
            if (scaled(block)) {
                Arrays.fill(dz, block.at, block.at + block.dimension, 0);
                for (int k = 0; k < block.dimension; k++) {
                    root(block, k);
                    for (int i = 0; i < block.dimension; i++) {
                        dz[block.at + i] += column[i] * vector[n + block.at + k];
                    }
                }
            }
        }
    }

    /** Whether a cone enters by V'A and -1 in place of A and -H, where H^-1 = VV'. */
    private static boolean scaled(ConeBlock block) {
        return block instanceof SecondOrderBlock || block instanceof BarrierBlock;
    }

    private void root(ConeBlock block, int k) {
        if (block instanceof BarrierBlock barrier) {
            System.arraycopy(barrier.v, 3 * k, column, 0, 3);
        } else if (block instanceof SecondOrderBlock cone) {
            cone.root(k, column);
        }
    }
}
