package tangency.core.solve.conic;

import java.util.Arrays;
import java.util.List;

/** The system of a step as it is, without regularisation and elimination: (Px + A'z, Ax - Hz). */
final class NewtonSystem {
    private final ScaledProgram program;
    private final List<ConeBlock> blocks;
    private final double[] scaled;

    NewtonSystem(ScaledProgram program, List<ConeBlock> blocks) {
        this.program = program;
        this.blocks = blocks;
        scaled = new double[program.m];
    }

    int variables() {
        return program.n;
    }

    int rows() {
        return program.m;
    }

    void times(double[] x, double[] z, double[] outX, double[] outZ) {
        program.quadratic(x, outX);
        program.addTransposed(z, outX);
        Arrays.fill(scaled, 0);
        for (ConeBlock block : blocks) {
            block.times(z, scaled);
        }
        program.times(x, outZ);
        for (int r = 0; r < outZ.length; r++) {
            outZ[r] -= scaled[r];
        }
    }
}
