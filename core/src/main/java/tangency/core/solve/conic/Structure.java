package tangency.core.solve.conic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the structured solver goes about a program: which variables are eliminated first, which rows go with them, and which are
 * kept as unknowns of their own, the <i>border</i>.
 *
 * <p>Unknowns that stay: the weights, the other variables that are not local (globals), then the border: equalities,
 * coupling rows, and for each large second-order cone two that carry its rank-two part.
 */
final class Structure {
    /** Cones up to this dimension enter as small dense blocks. */
    private static final int SMALL = 4;

    /** What becomes of a row. */
    enum Fate {
        /** Eliminated with a diagonal H. */
        SCALAR,
        /** Of a small cone, or joining several locals: an unknown of the band, where eliminating it beforehand would cancel. */
        INNER,
        /** Kept as an unknown. */
        BORDER
    }

    final int weights;
    /** Weights and globals. */
    final int kept;
    final int locals;
    final int bandwidth;
    /** Position among the locals, -1 for others, by variable. */
    final int[] position;
    /** Index among the kept, -1 for locals, by variable. */
    final int[] reduced;
    final Fate[] fate;
    /** First row and dimension of the small cone that a row belongs to. */
    final int[] groupAt;
    final int[] groupSize;
    /** Index in the border, from 0, of rows kept there; else -1. */
    final int[] borderOf;
    /** Rows kept in the border come first, then a pair per large second-order cone: all firsts, then all seconds. */
    final int borderRows;
    final List<SecondOrderBlock> large = new ArrayList<>();
    /** Local parts of rows. */
    final int[] localStart;
    final int[] localAt;
    final double[] localValue;
    /** Kept sparse parts of rows. */
    final int[] keptStart;
    final int[] keptAt;
    final double[] keptValue;
    /** Rows eliminated before the locals, by local position. */
    final int[] touchStart;
    final int[] touchRow;
    final double[] touchValue;
    /** The band's unknowns in order: a local position l as l, a row r as -1 - r. */
    final int[] band;
    /** Where each local position and each inner row is in the band. */
    final int[] placeOfLocal;
    final int[] placeOfRow;
    /** Inner rows that come after their only local. */
    private final boolean[] late;
    /** How far apart coupled unknowns of the band are at most. */
    final int width;

    Structure(ConicProgram source, ScaledProgram program, List<ConeBlock> blocks) {
        int n = program.n;
        int m = program.m;
        weights = program.weights;
        int[] order = source.locals();
        locals = order.length;
        bandwidth = source.bandwidth();
        position = new int[n];
        reduced = new int[n];
        Arrays.fill(position, -1);
        for (int k = 0; k < locals; k++) {
            position[order[k]] = k;
        }
        int next = 0;
        for (int j = 0; j < n; j++) {
            reduced[j] = position[j] >= 0 ? -1 : next++;
        }
        kept = next;
        localStart = new int[m + 1];
        keptStart = new int[m + 1];
        int[] at = new int[program.index.length];
        double[] value = new double[at.length];
        int[] atKept = new int[at.length];
        double[] valueKept = new double[at.length];
        int countLocal = 0;
        int countKept = 0;
        for (int r = 0; r < m; r++) {
            for (int k = program.start[r]; k < program.start[r + 1]; k++) {
                int variable = program.index[k];
                if (program.value[k] == 0) {
                    continue;
                }
                if (position[variable] >= 0) {
                    at[countLocal] = position[variable];
                    value[countLocal++] = program.value[k];
                } else {
                    atKept[countKept] = reduced[variable];
                    valueKept[countKept++] = program.value[k];
                }
            }
            localStart[r + 1] = countLocal;
            keptStart[r + 1] = countKept;
        }
        localAt = Arrays.copyOf(at, countLocal);
        localValue = Arrays.copyOf(value, countLocal);
        keptAt = Arrays.copyOf(atKept, countKept);
        keptValue = Arrays.copyOf(valueKept, countKept);
        fate = new Fate[m];
        groupAt = new int[m];
        groupSize = new int[m];
        borderOf = new int[m];
        Arrays.fill(borderOf, -1);
        for (ConeBlock block : blocks) {
            decide(program, block);
        }
        late = new boolean[m];
        postpone(blocks);
        int border = 0;
        for (int r = 0; r < m; r++) {
            if (fate[r] == Fate.BORDER) {
                borderOf[r] = border++;
            }
        }
        borderRows = border;
        touchStart = new int[locals + 1];
        for (int r = 0; r < m; r++) {
            for (int k = localStart[r]; k < localStart[r + 1] && eliminated(r); k++) {
                touchStart[localAt[k] + 1]++;
            }
        }
        for (int l = 0; l < locals; l++) {
            touchStart[l + 1] += touchStart[l];
        }
        touchRow = new int[touchStart[locals]];
        touchValue = new double[touchRow.length];
        int[] fill = Arrays.copyOf(touchStart, Math.max(1, locals));
        for (int r = 0; r < m; r++) {
            for (int k = localStart[r]; k < localStart[r + 1] && eliminated(r); k++) {
                int slot = fill[localAt[k]]++;
                touchRow[slot] = r;
                touchValue[slot] = localValue[k];
            }
        }
        placeOfLocal = new int[locals];
        placeOfRow = new int[m];
        Arrays.fill(placeOfRow, -1);
        band = order();
        width = width();
    }

    /**
     * The first inner row of a cone comes before its locals, the others before the last of several or else after the one: so
     * the pivot of a local that little else holds is that of the cone's stiffest direction, and nothing cancels. Cones without
     * locals come first.
     */
    private int[] order() {
        int m = fate.length;
        int[] before = new int[locals];
        int[] after = new int[locals];
        Arrays.fill(before, -1);
        Arrays.fill(after, -1);
        int[] chain = new int[m];
        int inner = 0;
        int alone = -1;
        for (int r = m - 1; r >= 0; r--) {
            if (fate[r] == Fate.INNER) {
                inner++;
                int last = last(groupAt[r], groupSize[r]);
                if (last < 0) {
                    chain[r] = alone;
                    alone = r;
                    continue;
                }
                int first = first(groupAt[r], groupSize[r]);
                boolean linear = groupSize[r] == 1;
                int[] list = !late[r] && (linear || r == groupAt[r] || last > first) ? before : after;
                int local = !linear && r == groupAt[r] ? first : last;
                chain[r] = list[local];
                list[local] = r;
            }
        }
        int[] unknowns = new int[locals + inner];
        int count = place(alone, chain, unknowns, 0);
        for (int l = 0; l < locals; l++) {
            count = place(before[l], chain, unknowns, count);
            placeOfLocal[l] = count;
            unknowns[count++] = l;
            count = place(after[l], chain, unknowns, count);
        }
        return unknowns;
    }

    private int place(int first, int[] chain, int[] unknowns, int from) {
        int count = from;
        for (int r = first; r >= 0; r = chain[r]) {
            placeOfRow[r] = count;
            unknowns[count++] = -1 - r;
        }
        return count;
    }

    private int last(int group, int length) {
        int last = -1;
        for (int k = localStart[group]; k < localStart[group + length]; k++) {
            last = Math.max(last, localAt[k]);
        }
        return last;
    }

    private int first(int group, int length) {
        int first = Integer.MAX_VALUE;
        for (int k = localStart[group]; k < localStart[group + length]; k++) {
            first = Math.min(first, localAt[k]);
        }
        return first;
    }

    private int width() {
        int most = 0;
        for (int r = 0; r < fate.length; r++) {
            if (fate[r] == Fate.INNER) {
                for (int k = localStart[groupAt[r]]; k < localStart[groupAt[r] + groupSize[r]]; k++) {
                    most = Math.max(most, Math.abs(placeOfRow[r] - placeOfLocal[localAt[k]]));
                }
            }
        }
        return most;
    }

    boolean eliminated(int r) {
        return fate[r] == Fate.SCALAR;
    }

    /**
     * Where a local is in a large second-order cone, which gives it curvature of its own, its limits are left to the band, after
     * it: eliminated before, a tight one would drown that curvature.
     */
    private void postpone(List<ConeBlock> blocks) {
        boolean[] curved = new boolean[locals];
        for (SecondOrderBlock cone : large) {
            for (int k = localStart[cone.at]; k < localStart[cone.at + cone.dimension]; k++) {
                curved[localAt[k]] = true;
            }
        }
        for (ConeBlock block : blocks) {
            for (int r = block.at; block instanceof OrthantBlock && r < block.at + block.dimension; r++) {
                if (fate[r] == Fate.SCALAR && localStart[r] < localStart[r + 1] && curved[localAt[localStart[r]]]) {
                    fate[r] = Fate.INNER;
                    late[r] = true;
                }
            }
        }
    }

    /** All border unknowns. */
    int border() {
        return borderRows + 2 * large.size();
    }

    private void decide(ScaledProgram program, ConeBlock block) {
        int end = block.at + block.dimension;
        for (int r = block.at; r < end; r++) {
            groupAt[r] = r;
            groupSize[r] = 1;
        }
        switch (block) {
            case ZeroBlock zero -> Arrays.fill(fate, zero.at, end, Fate.BORDER);
            case OrthantBlock orthant -> {
                for (int r = orthant.at; r < end; r++) {
                    fate[r] = single(program, r);
                }
            }
            case BarrierBlock barrier -> group(program, barrier, end);
            case SecondOrderBlock cone -> {
                if (cone.dimension <= SMALL) {
                    group(program, cone, end);
                } else {
                    large.add(cone);
                    for (int r = cone.at; r < end; r++) {
                        fate[r] = single(program, r);
                    }
                }
            }
        }
    }

    private Fate single(ScaledProgram program, int r) {
        return !fits(program, r, r + 1) ? Fate.BORDER : joins(r, r + 1) ? Fate.INNER : Fate.SCALAR;
    }

    /** Whether there are several locals in these rows. */
    private boolean joins(int from, int to) {
        int end = localStart[to];
        for (int k = localStart[from] + 1; k < end; k++) {
            if (localAt[k] != localAt[k - 1]) {
                return true;
            }
        }
        return false;
    }

    private void group(ScaledProgram program, ConeBlock block, int end) {
        Fate all = fits(program, block.at, end) ? Fate.INNER : Fate.BORDER;
        Arrays.fill(fate, block.at, end, all);
        Arrays.fill(groupAt, block.at, end, block.at);
        Arrays.fill(groupSize, block.at, end, block.dimension);
    }

    /** Whether locals of the rows are within the band, and they share one row of a matrix and no single weight with it. */
    private boolean fits(ScaledProgram program, int from, int to) {
        int least = Integer.MAX_VALUE;
        int most = -1;
        int matrix = -1;
        int row = -1;
        boolean single = false;
        for (int r = from; r < to; r++) {
            for (int k = localStart[r]; k < localStart[r + 1]; k++) {
                least = Math.min(least, localAt[k]);
                most = Math.max(most, localAt[k]);
            }
            for (int k = keptStart[r]; k < keptStart[r + 1]; k++) {
                single |= keptAt[k] < weights;
            }
            if (program.matrixOf[r] >= 0) {
                if (matrix >= 0 && (matrix != program.matrixOf[r] || row != program.matrixRow[r])) {
                    return false;
                }
                matrix = program.matrixOf[r];
                row = program.matrixRow[r];
            }
        }
        return (most < 0 || most - least <= bandwidth) && !(single && matrix >= 0);
    }
}
