package tangency.core.solve.conic;

/**
 * Which rows of L^-1 K, for the band's factor L and the coupling K to what is kept, are multiples of one row of a shared
 * matrix but for few entries: known beforehand from where there are numbers at all.
 */
final class Lines {
    /** Whether the row of each of the band's unknowns is. */
    final boolean[] simple;
    final boolean all;
    /** Which matrix and row; -1 for none. Meaningful where simple. */
    final int[] matrix;
    final int[] outcome;

    Lines(ScaledProgram program, Structure structure) {
        int n = structure.band.length;
        int width = structure.width;
        simple = new boolean[n];
        matrix = new int[n];
        outcome = new int[n];
        boolean[] single = new boolean[n];
        boolean[][] coupled = couplings(structure, n, width);
        boolean every = true;
        for (int e = 0; e < n; e++) {
            matrix[e] = -1;
            simple[e] = true;
            int unknown = structure.band[e];
            if (unknown < 0) {
                int r = -1 - unknown;
                for (int q = structure.groupAt[r]; q < structure.groupAt[r] + structure.groupSize[r]; q++) {
                    meet(program, structure, q, e, single);
                }
            } else {
                for (int t = structure.touchStart[unknown]; t < structure.touchStart[unknown + 1]; t++) {
                    int r = structure.touchRow[t];
                    for (int q = structure.groupAt[r]; q < structure.groupAt[r] + structure.groupSize[r]; q++) {
                        meet(program, structure, q, e, single);
                    }
                }
            }
            for (int k = 1; k <= Math.min(width, e); k++) {
                if (coupled[e][k]) {
                    simple[e] &= simple[e - k];
                    single[e] |= single[e - k];
                    join(e, matrix[e - k], outcome[e - k]);
                }
            }
            simple[e] &= !(single[e] && matrix[e] >= 0);
            every &= simple[e];
        }
        all = every;
    }

    private void meet(ScaledProgram program, Structure structure, int r, int e, boolean[] single) {
        for (int k = structure.keptStart[r]; k < structure.keptStart[r + 1]; k++) {
            single[e] |= structure.keptAt[k] < structure.weights;
        }
        join(e, program.matrixOf[r], program.matrixRow[r]);
    }

    private void join(int e, int otherMatrix, int otherOutcome) {
        if (otherMatrix < 0) {
            return;
        }
        simple[e] &= matrix[e] < 0 || (matrix[e] == otherMatrix && outcome[e] == otherOutcome);
        matrix[e] = otherMatrix;
        outcome[e] = otherOutcome;
    }

    /** Where the band's factor has numbers: [i][k] for entry (i, i - k). */
    private static boolean[][] couplings(Structure structure, int n, int width) {
        boolean[][] coupled = new boolean[n][width + 1];
        for (int e = 0; e < n; e++) {
            int unknown = structure.band[e];
            if (unknown < 0) {
                int r = -1 - unknown;
                int from = structure.localStart[structure.groupAt[r]];
                int to = structure.localStart[structure.groupAt[r] + structure.groupSize[r]];
                for (int k = from; k < to; k++) {
                    int place = structure.placeOfLocal[structure.localAt[k]];
                    coupled[Math.max(e, place)][Math.abs(e - place)] = true;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = Math.min(width, i); k >= 1; k--) {
                if (coupled[i][k]) {
                    // i and i - k: whatever later unknown i - k meets, i meets too.
                    for (int later = 1; later < k; later++) {
                        int j = i - later;
                        coupled[i][later] |= coupled[j][k - later];
                    }
                }
            }
        }
        return coupled;
    }
}
