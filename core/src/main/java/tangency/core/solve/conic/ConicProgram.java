package tangency.core.solve.conic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;

/**
 * The data of: minimise x'Px/2 + q'x subject to Ax + s = b, s in a product of {@link Cone}s. The first variables are the
 * <i>weights</i>: they alone may carry a dense quadratic term, and rows may hold a multiple of a row of a shared matrix
 * over them, so that thousands of outcomes are stated without being copied.
 *
 * <p>This class is immutable and thread-safe as long as callers do not modify the arrays they handed in.
 */
public final class ConicProgram {
    private final int variables;
    private final int weights;
    private final double[] linear;
    private final @Nullable Matrix quadratic;
    private final double[] diagonal;
    private final List<Cone> cones;
    private final List<Row> rows;
    private final List<Matrix> matrices;
    private final int[] locals;
    private final int bandwidth;

    private ConicProgram(Builder builder) {
        variables = builder.linear.length;
        weights = builder.weights;
        linear = builder.linear.clone();
        quadratic = builder.quadratic;
        diagonal = builder.diagonal.clone();
        cones = List.copyOf(builder.cones);
        rows = List.copyOf(builder.rows);
        matrices = List.copyOf(builder.matrices);
        locals = builder.locals.clone();
        bandwidth = builder.bandwidth;
    }

    /**
     * A program without rows and objective.
     *
     * @param variables how many, at least one
     * @param weights how many of the first of them are weights, 0 to all
     */
    public static Builder builder(int variables, int weights) {
        return new Builder(variables, weights);
    }

    /** Number of variables. */
    public int variables() {
        return variables;
    }

    /** How many of the first variables are weights. */
    public int weights() {
        return weights;
    }

    /** q. Shared, not to be modified. */
    public double[] linear() {
        return linear;
    }

    /** The dense part of P, over the weights. */
    public @Nullable Matrix quadratic() {
        return quadratic;
    }

    /** The diagonal part of P, over all variables. Shared, not to be modified. */
    public double[] diagonal() {
        return diagonal;
    }

    /** In the order of their rows; neighbours that are both linear of one kind appear as one. */
    public List<Cone> cones() {
        return cones;
    }

    public List<Row> rows() {
        return rows;
    }

    /** The different matrices that rows refer to. */
    public List<Matrix> matrices() {
        return matrices;
    }

    /** Local variables in the order in which they may be eliminated. Shared, not to be modified. */
    public int[] locals() {
        return locals;
    }

    /** How far apart in {@link #locals()} two variables of one cone may be, but in coupling rows. */
    public int bandwidth() {
        return bandwidth;
    }

    @Override
    public String toString() {
        return "Conic program of " + variables + " variables and " + rows.size() + " rows in " + cones.size()
                + " cones";
    }

    /** Collects a program; not thread-safe. */
    public static final class Builder {
        private final int weights;
        private final double[] linear;
        private final double[] diagonal;
        private @Nullable Matrix quadratic;
        private final List<Cone> cones = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();
        private final List<Matrix> matrices = new ArrayList<>();
        private int[] locals = new int[0];
        private int bandwidth;

        private Builder(int variables, int weights) {
            if (variables < 1 || weights < 0 || weights > variables) {
                throw new IllegalArgumentException(variables + " variables, " + weights + " of them weights");
            }
            this.weights = weights;
            linear = new double[variables];
            diagonal = new double[variables];
        }

        /** Adds {@code cost} to q of one variable. */
        public Builder cost(int variable, double cost) {
            requireFinite("Cost of variable " + variable, cost);
            linear[variable] += cost;
            return this;
        }

        /** Adds {@code factor * costs} to q of the first variables. */
        public Builder costs(double[] costs, double factor) {
            for (int j = 0; j < costs.length; j++) {
                cost(j, factor * costs[j]);
            }
            return this;
        }

        /** Sets the dense part of P: symmetric, positive semi-definite, one row per weight. The objective has x'Px/2. */
        public Builder quadratic(Matrix matrix) {
            if (matrix.rows() != weights || matrix.columns() != weights) {
                throw new IllegalArgumentException(matrix + " for " + weights + " weights");
            }
            requireFinite(matrix);
            quadratic = matrix;
            return this;
        }

        /** Adds {@code value} (&gt;= 0) to P on the diagonal. The objective has x'Px/2. */
        public Builder diagonal(int variable, double value) {
            requireFinite("Quadratic term of variable " + variable, value);
            if (value < 0) {
                throw new IllegalArgumentException("Quadratic term of variable " + variable + " is " + value);
            }
            diagonal[variable] += value;
            return this;
        }

        /** Appends the rows of one cone and returns the index of the first. */
        public int add(Cone cone, Row... more) {
            return add(cone, Arrays.asList(more));
        }

        /** Appends the rows of one cone, as many as its dimension, and returns the index of the first. */
        public int add(Cone cone, List<Row> more) {
            if (more.size() != cone.dimension()) {
                throw new IllegalArgumentException(more.size() + " rows for " + cone);
            }
            int first = rows.size();
            for (Row row : more) {
                append(row);
            }
            Cone last = cones.isEmpty() ? null : cones.getLast();
            if (last instanceof Cone.Zero(int had) && cone instanceof Cone.Zero(int plus)) {
                cones.set(cones.size() - 1, new Cone.Zero(had + plus));
            } else if (last instanceof Cone.Nonnegative(int had) && cone instanceof Cone.Nonnegative(int plus)) {
                cones.set(cones.size() - 1, new Cone.Nonnegative(had + plus));
            } else {
                cones.add(cone);
            }
            return first;
        }

        /** Appends rows that must be zero: Ax = b. Returns the index of the first. */
        public int equal(Row... more) {
            return add(new Cone.Zero(more.length), more);
        }

        /** Appends rows that must not be negative: Ax &lt;= b. Returns the index of the first. */
        public int atMost(Row... more) {
            return add(new Cone.Nonnegative(more.length), more);
        }

        /**
         * Declares auxiliary variables that appear in few rows each, so that they may be eliminated first at little cost.
         * A row that is an equality, or whose local variables are further apart in {@code order} than {@code width}, is a
         * <i>coupling</i> row (such as the sum over all outcomes): there should be few of them. The rows of one exponential or
         * power cone are one: they couple all their variables.
         *
         * @param order variables beyond the weights, each at most once
         * @param width 0 where no two of them meet in a row or cone, 1 where only neighbours do, ...
         */
        public Builder locals(int[] order, int width) {
            boolean[] seen = new boolean[linear.length];
            for (int variable : order) {
                if (variable < weights || variable >= linear.length || seen[variable]) {
                    throw new IllegalArgumentException("Local variable " + variable + ", of " + linear.length
                            + " after " + weights + " weights" + ", or twice");
                }
                seen[variable] = true;
            }
            if (width < 0) {
                throw new IllegalArgumentException("Bandwidth " + width);
            }
            locals = order.clone();
            bandwidth = width;
            return this;
        }

        public ConicProgram build() {
            return new ConicProgram(this);
        }

        private void append(Row row) {
            for (int index : row.indices()) {
                if (index < 0 || index >= linear.length) {
                    throw new IllegalArgumentException("Variable " + index + " of " + linear.length);
                }
            }
            Matrix matrix = row.matrix();
            if (matrix != null && matrices.stream().noneMatch(known -> known == matrix)) {
                if (matrix.columns() != weights) {
                    throw new IllegalArgumentException(matrix + " for " + weights + " weights");
                }
                requireFinite(matrix);
                matrices.add(matrix);
            }
            rows.add(row);
        }

        private static void requireFinite(String what, double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(what + " is " + value);
            }
        }

        private static void requireFinite(Matrix matrix) {
            double[] values = matrix.shared();
            double sum = 0;
            for (double value : values) {
                sum += value * 0;
            }
            if (sum != 0) {
                for (int k = 0; k < values.length; k++) {
                    requireFinite("Value at row " + k / matrix.columns() + ", column " + k % matrix.columns(),
                            values[k]);
                }
            }
        }
    }
}
