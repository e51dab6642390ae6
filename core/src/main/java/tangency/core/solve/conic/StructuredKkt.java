package tangency.core.solve.conic;

import java.util.Arrays;
import java.util.List;

/**
 * Eliminates rows, then local variables by a band factor, so that a dense system in the weights and a few more unknowns is
 * left: rows of a shared matrix enter it as D'&Psi;D with one number per row, and no array is larger than the
 * matrices themselves.
 */
final class StructuredKkt implements KktSolver {
    private static final double SHIFT = 1e-13;
    private static final double FLOOR = 1e-14;

    private final ScaledProgram program;
    private final List<ConeBlock> blocks;
    private final Structure structure;
    private final Band band;
    private final BorderedSystem system;
    private final int size;
    /** 1/h of rows eliminated on their own. */
    private final double[] weight;
    /** Inner rows are V'A with H^-1 = VV': column r of V, over the rows of the cone, at 4 times the row. */
    private final double[] root;
    /** Border vectors: over locals and over kept unknowns. */
    private final double[][] borderLocal;
    private final double[][] borderKept;
    /** &Psi; per matrix. */
    private final double[][] psi;
    /** Per matrix and unknown beyond the weights, one number per matrix row; empty where never touched. */
    private final double[][][] cross;
    private final double[] gram;
    private final LocalElimination elimination;

    private final double[] vectorBand;
    private final double[] vectorReduced;
    private final double[] rowsA;
    private final double[] rowsB;
    private final double[] variables;

    StructuredKkt(ConicProgram source, ScaledProgram program, List<ConeBlock> blocks) {
        this.program = program;
        this.blocks = blocks;
        structure = new Structure(source, program, blocks);
        band = new Band(structure.band.length, structure.width);
        int border = structure.border();
        size = structure.kept + border;
        system = new BorderedSystem(structure.weights, size);
        weight = new double[program.m];
        root = new double[4 * program.m];
        borderLocal = new double[border][structure.locals];
        borderKept = new double[border][structure.kept];
        for (int r = 0; r < program.m; r++) {
            if (structure.borderOf[r] >= 0) {
                split(r, 1, structure.borderOf[r]);
            }
        }
        psi = new double[program.matrices.size()][];
        cross = new double[psi.length][size - structure.weights][];
        for (int k = 0; k < psi.length; k++) {
            psi[k] = new double[program.matrices.get(k).rows()];
            Arrays.fill(cross[k], new double[0]);
        }
        gram = new double[psi.length > 0 ? structure.weights * structure.weights : 0];
        elimination = new LocalElimination(program, structure, band, psi, cross, borderLocal);
        vectorBand = new double[structure.band.length];
        vectorReduced = new double[size];
        rowsA = new double[program.m];
        rowsB = new double[program.m];
        variables = new double[program.n];
    }

    /** Adds {@code factor} times row r of A to a border vector. */
    private void split(int r, double factor, int border) {
        double[] kept = borderKept[border];
        if (program.matrixOf[r] >= 0) {
            double[] values = program.matrices.get(program.matrixOf[r]).shared();
            int from = program.matrixRow[r] * structure.weights;
            double by = factor * program.scale[r];
            for (int j = 0; j < structure.weights; j++) {
                kept[j] += by * program.columns[j] * values[from + j];
            }
        }
        for (int k = structure.keptStart[r]; k < structure.keptStart[r + 1]; k++) {
            kept[structure.keptAt[k]] += factor * structure.keptValue[k];
        }
        for (int k = structure.localStart[r]; k < structure.localStart[r + 1]; k++) {
            borderLocal[border][structure.localAt[k]] += factor * structure.localValue[k];
        }
    }

    @Override
    public boolean factor() {
        double[] a = system.matrix();
        Arrays.fill(a, 0);
        for (int k = 0; k < psi.length; k++) {
            Arrays.fill(psi[k], 0);
            for (double[] column : cross[k]) {
                Arrays.fill(column, 0);
            }
        }
        band.clear();
        for (int j = 0; j < program.n; j++) {
            double curvature = program.diagonal(j) + SHIFT;
            if (structure.position[j] >= 0) {
                int place = structure.placeOfLocal[structure.position[j]];
                band.add(place, place, curvature);
            } else {
                a[structure.reduced[j] * size + structure.reduced[j]] += curvature;
            }
        }
        program.addDense(a, size);
        inverses();
        for (int r = 0; r < program.m; r++) {
            if (structure.eliminated(r)) {
                addSquare(r, weight[r]);
            }
        }
        inner();
        border();
        if (!band.factor(structure.band, FLOOR)) {
            return false;
        }
        elimination.eliminate(weight, root, a, size);
        shared();
        return system.factor(FLOOR);
    }

    /** H^-1 of what is eliminated, and its root where that is what the band needs. */
    private void inverses() {
        double[] column = new double[4];
        for (ConeBlock block : blocks) {
            Structure.Fate fate = structure.fate[block.at];
            if (block instanceof OrthantBlock orthant) {
                for (int i = 0; i < orthant.dimension; i++) {
                    weight[orthant.at + i] = 1 / orthant.h[i];
                    root[4 * (orthant.at + i)] = 1;
                }
            } else if (block instanceof SecondOrderBlock cone && structure.large.contains(cone)) {
                Arrays.fill(weight, cone.at, cone.at + cone.dimension, 1 / (cone.eta * cone.eta));
                for (int i = 0; i < cone.dimension; i++) {
                    root[4 * (cone.at + i)] = 1;
                }
            } else if (fate == Structure.Fate.INNER) {
                for (int k = 0; k < block.dimension; k++) {
                    root(block, k, column);
                    System.arraycopy(column, 0, root, 4 * (block.at + k), block.dimension);
                }
            }
        }
    }

    private static void root(ConeBlock block, int k, double[] column) {
        if (block instanceof BarrierBlock barrier) {
            System.arraycopy(barrier.v, 3 * k, column, 0, 3);
        } else if (block instanceof SecondOrderBlock cone) {
            cone.root(k, column);
        }
    }

    /** Writes the border's rows of the reduced matrix. H^-1 of large second-order cones is 1/&eta;&sup2; and two borders. */
    private void border() {
        double[] a = system.matrix();
        int pairs = structure.large.size();
        for (int k = 0; k < pairs; k++) {
            SecondOrderBlock cone = structure.large.get(k);
            int first = structure.borderRows + k;
            int second = first + pairs;
            Arrays.fill(borderLocal[first], 0);
            Arrays.fill(borderKept[first], 0);
            Arrays.fill(borderLocal[second], 0);
            Arrays.fill(borderKept[second], 0);
            double more = Math.sqrt((cone.stretch - 1) * (cone.stretch + 1) / 2) / cone.eta;
            double less = more / cone.stretch;
            split(cone.at, more, first);
            split(cone.at, less, second);
            for (int i = 1; i < cone.dimension; i++) {
                split(cone.at + i, -more * cone.axis[i], first);
                split(cone.at + i, less * cone.axis[i], second);
            }
            corner(first, first, -1);
            corner(second, second, 1);
        }
        for (ConeBlock block : blocks) {
            for (int r = block.at; r < block.at + block.dimension; r++) {
                int at = structure.borderOf[r];
                if (at < 0) {
                    continue;
                }
                corner(at, at, -SHIFT);
                for (int q = structure.groupAt[r]; q <= r; q++) {
                    corner(at, structure.borderOf[q], -entry(block, r, q));
                }
            }
        }
        for (int b = 0; b < borderKept.length; b++) {
            System.arraycopy(borderKept[b], 0, a, (structure.kept + b) * size, structure.kept);
        }
    }

    /** The band's rows for cones that join several locals, or one but not alone. */
    private void inner() {
        Structure s = structure;
        for (ConeBlock block : blocks) {
            for (int r = block.at; r < block.at + block.dimension; r++) {
                int place = s.placeOfRow[r];
                if (place < 0) {
                    continue;
                }
                boolean alone = s.groupSize[r] == 1;
                band.add(place, place, alone ? -1 / weight[r] : -1);
                for (int i = 0; i < s.groupSize[r]; i++) {
                    int q = s.groupAt[r] + i;
                    for (int k = s.localStart[q]; k < s.localStart[q + 1]; k++) {
                        band.add(place, s.placeOfLocal[s.localAt[k]], root[4 * r + i] * s.localValue[k]);
                    }
                }
            }
        }
    }

    /** An entry of H; of large second-order cones without their rank-two part. */
    private double entry(ConeBlock block, int r, int q) {
        int i = r - block.at;
        int j = q - block.at;
        return switch (block) {
            case ZeroBlock zero -> 0;
            case OrthantBlock orthant -> orthant.h[i];
            case BarrierBlock barrier -> barrier.u[i] * barrier.u[j] + barrier.u[3 + i] * barrier.u[3 + j]
                    + barrier.u[6 + i] * barrier.u[6 + j];
            case SecondOrderBlock cone -> {
                double square = cone.eta * cone.eta;
                yield structure.large.contains(cone)
                        ? square
                        : square * (2 * cone.w[i] * cone.w[j] - (i != j ? 0 : i == 0 ? 1 : -1));
            }
        };
    }

    private void corner(int i, int j, double value) {
        system.matrix()[(structure.kept + i) * size + structure.kept + j] += value;
    }

    /** Adds value a_r a_r' to band, reduced matrix, &Psi; and cross terms; the row has at most one local. */
    private void addSquare(int r, double value) {
        double[] a = system.matrix();
        for (int k = structure.localStart[r]; k < structure.localStart[r + 1]; k++) {
            int place = structure.placeOfLocal[structure.localAt[k]];
            band.add(place, place, value * structure.localValue[k] * structure.localValue[k]);
        }
        for (int k = structure.keptStart[r]; k < structure.keptStart[r + 1]; k++) {
            int row = structure.keptAt[k];
            double factor = value * structure.keptValue[k];
            for (int l = structure.keptStart[r]; l < structure.keptStart[r + 1]; l++) {
                if (row >= structure.keptAt[l]) {
                    a[row * size + structure.keptAt[l]] += factor * structure.keptValue[l];
                }
            }
        }
        int matrix = program.matrixOf[r];
        if (matrix >= 0) {
            int t = program.matrixRow[r];
            double factor = value * program.scale[r];
            psi[matrix][t] += factor * program.scale[r];
            for (int l = structure.keptStart[r]; l < structure.keptStart[r + 1]; l++) {
                elimination.crossOf(matrix, structure.keptAt[l])[t] += factor * structure.keptValue[l];
            }
        }
    }

    /** Adds what the shared matrices bring: D'&Psi;D to the weights, D'v to the unknowns beyond. */
    private void shared() {
        int n = structure.weights;
        double[] a = system.matrix();
        double[] columns = program.columns;
        Arrays.fill(gram, 0);
        double[] product = new double[n];
        for (int k = 0; k < psi.length; k++) {
            Gram.add(program.matrices.get(k).shared(), psi[k].length, n, psi[k], gram, n);
            for (int c = 0; c < cross[k].length; c++) {
                if (cross[k][c].length > 0) {
                    Arrays.fill(product, 0);
                    Products.addTransposed(program.matrices.get(k), cross[k][c], product);
                    int row = (n + c) * size;
                    for (int j = 0; j < n; j++) {
                        a[row + j] += columns[j] * product[j];
                    }
                }
            }
        }
        for (int i = 0; i < n && psi.length > 0; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * size + j] += columns[i] * columns[j] * gram[i * n + j];
            }
        }
    }

    @Override
    public void solve(double[] rx, double[] rz, double[] dx, double[] dz) {
        Structure s = structure;
        // t = H^-1 rz of eliminated rows
        double[] t = rowsA;
        applyInverse(rz, t);
        Arrays.fill(variables, 0);
        addSparseTransposed(t, variables);
        for (int j = 0; j < program.n; j++) {
            if (s.position[j] >= 0) {
                vectorBand[s.placeOfLocal[s.position[j]]] = rx[j] + variables[j];
            }
        }
        intoBand(rz, vectorBand);
        band.solve(vectorBand);
        // v = t - (diagonal part of H^-1) A_L u; of inner rows what the band says
        localProduct(vectorBand, rowsB);
        applyDiagonal(rowsB, dz);
        for (int r = 0; r < t.length; r++) {
            dz[r] = t[r] - dz[r];
        }
        fromBand(-1, dz);
        Arrays.fill(variables, 0);
        program.addTransposed(dz, variables);
        Arrays.fill(vectorReduced, 0);
        for (int j = 0; j < program.n; j++) {
            if (s.position[j] < 0) {
                vectorReduced[s.reduced[j]] = rx[j] + variables[j];
            }
        }
        for (int r = 0; r < program.m; r++) {
            if (s.borderOf[r] >= 0) {
                vectorReduced[s.kept + s.borderOf[r]] = rz[r];
            }
        }
        for (int b = 0; b < borderLocal.length; b++) {
            double sum = 0;
            for (int l = 0; l < s.locals; l++) {
                sum += borderLocal[b][l] * vectorBand[s.placeOfLocal[l]];
            }
            vectorReduced[s.kept + b] -= sum;
        }
        system.solve(vectorReduced);
        for (int j = 0; j < program.n; j++) {
            dx[j] = s.position[j] < 0 ? vectorReduced[s.reduced[j]] : 0;
        }
        program.times(dx, rowsB);
        if (band.n > 0) {
            backToLocals(dx, dz);
            localProduct(vectorBand, t);
            for (int r = 0; r < t.length; r++) {
                rowsB[r] += t[r];
            }
        }
        for (int r = 0; r < t.length; r++) {
            rowsB[r] -= rz[r];
        }
        applyInverse(rowsB, dz);
        for (int r = 0; r < program.m; r++) {
            if (s.borderOf[r] >= 0) {
                dz[r] = vectorReduced[s.kept + s.borderOf[r]];
            }
        }
        fromBand(1, dz);
    }

    /** Writes V'v to the band's rows. */
    private void intoBand(double[] v, double[] out) {
        Structure s = structure;
        for (int r = 0; r < v.length; r++) {
            if (s.placeOfRow[r] >= 0) {
                double sum = 0;
                for (int i = 0; i < s.groupSize[r]; i++) {
                    sum += root[4 * r + i] * v[s.groupAt[r] + i];
                }
                out[s.placeOfRow[r]] = sum;
            }
        }
    }

    /** Writes {@code sign} V times what {@link #vectorBand} has for the band's rows. */
    private void fromBand(double sign, double[] out) {
        Structure s = structure;
        for (int r = 0; r < out.length; r++) {
            if (s.placeOfRow[r] >= 0) {
                double sum = 0;
                for (int k = 0; k < s.groupSize[r]; k++) {
                    int q = s.groupAt[r] + k;
                    sum += root[4 * q + r - s.groupAt[r]] * vectorBand[s.placeOfRow[q]];
                }
                out[r] = sign * sum;
            }
        }
    }

    /** Takes M^-1 K (what is kept) off the band's unknowns; writes the locals to {@code dx}. */
    private void backToLocals(double[] dx, double[] scratch) {
        Structure s = structure;
        applyDiagonal(rowsB, scratch);
        Arrays.fill(variables, 0);
        addSparseTransposed(scratch, variables);
        double[] change = new double[s.band.length];
        for (int j = 0; j < program.n; j++) {
            if (s.position[j] >= 0) {
                change[s.placeOfLocal[s.position[j]]] = variables[j];
            }
        }
        intoBand(rowsB, change);
        for (int b = 0; b < borderLocal.length; b++) {
            double y = vectorReduced[s.kept + b];
            for (int l = 0; l < s.locals; l++) {
                change[s.placeOfLocal[l]] += borderLocal[b][l] * y;
            }
        }
        band.solve(change);
        for (int e = 0; e < change.length; e++) {
            vectorBand[e] -= change[e];
        }
        for (int j = 0; j < program.n; j++) {
            if (s.position[j] >= 0) {
                dx[j] = vectorBand[s.placeOfLocal[s.position[j]]];
            }
        }
    }

    /** out = A_L u. */
    private void localProduct(double[] u, double[] out) {
        for (int r = 0; r < out.length; r++) {
            double sum = 0;
            for (int k = structure.localStart[r]; k < structure.localStart[r + 1]; k++) {
                sum += structure.localValue[k] * u[structure.placeOfLocal[structure.localAt[k]]];
            }
            out[r] = sum;
        }
    }

    private void addSparseTransposed(double[] v, double[] out) {
        for (int r = 0; r < v.length && structure.locals > 0; r++) {
            for (int k = program.start[r]; k < program.start[r + 1]; k++) {
                out[program.index[k]] += program.value[k] * v[r];
            }
        }
    }

    /** H^-1 with all of large second-order cones; 0 for rows of the border and the band. */
    private void applyInverse(double[] v, double[] out) {
        applyDiagonal(v, out);
        for (SecondOrderBlock cone : structure.large) {
            cone.timesInverse(v, out);
        }
        for (SecondOrderBlock cone : structure.large) {
            for (int r = cone.at; r < cone.at + cone.dimension; r++) {
                if (!structure.eliminated(r)) {
                    out[r] = 0;
                }
            }
        }
    }

    /** The part of H^-1 that the band and &Psi; hold. */
    private void applyDiagonal(double[] v, double[] out) {
        for (int r = 0; r < v.length; r++) {
            out[r] = structure.eliminated(r) ? weight[r] * v[r] : 0;
        }
    }
}
