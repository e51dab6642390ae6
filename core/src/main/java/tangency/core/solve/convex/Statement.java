package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.solve.conic.Cone;
import tangency.core.solve.conic.ConicProgram;
import tangency.core.solve.conic.Row;

/**
 * A conic program as it is being stated, in expressions. Rows are known by the number that stating them gives.
 *
 * <p>In a homogeneous statement (Charnes and Cooper 1962) the weights are w = y/&tau; of variables y and &tau; &gt;= 0, and
 * whatever is said of w is said of y with constants multiplied by &tau;. Not thread-safe.
 */
final class Statement {
    private final int assets;
    private final boolean homogeneous;
    private int variables;
    private final List<Integer> locals = new ArrayList<>();
    private int bandwidth;
    private final List<Row> zero = new ArrayList<>();
    private final List<Row> nonnegative = new ArrayList<>();
    private final List<Cone> cones = new ArrayList<>();
    private final List<Row> conic = new ArrayList<>();
    private final Affine objective = new Affine();
    private final List<int[]> diagonalAt = new ArrayList<>();
    private final List<Double> diagonal = new ArrayList<>();
    private @Nullable Matrix quadratic;

    Statement(int assets, boolean homogeneous) {
        this.assets = assets;
        this.homogeneous = homogeneous;
        variables = assets;
        if (homogeneous) {
            variables++;
            atMost(new Affine().plus(-1, assets));
        }
    }

    boolean homogeneous() {
        return homogeneous;
    }

    /** &tau;, or 1. */
    Affine one() {
        return Affine.constant(1);
    }

    int variable() {
        return variables++;
    }

    /**
     * An auxiliary variable that meets few others: of those declared before it none but the last {@code reach} locals.
     */
    int local(int reach) {
        bandwidth = Math.max(bandwidth, reach);
        locals.add(variables);
        return variables++;
    }

    /** States {@code expression} &lt;= 0. */
    int atMost(Affine expression) {
        nonnegative.add(row(expression, -1));
        return nonnegative.size() - 1;
    }

    /** States {@code expression} &gt;= {@code constant}, which is no multiple of &tau;. */
    int atLeast(Affine expression, double constant) {
        Row plain = row(expression, 1);
        nonnegative.add(new Row(plain.indices(), plain.values(), plain.rhs() - constant, plain.matrix(),
                plain.matrixRow(), plain.scale()));
        return nonnegative.size() - 1;
    }

    /** States {@code expression} = 0. */
    int equal(Affine expression) {
        zero.add(row(expression, -1));
        return -zero.size();
    }

    /** States |tail| &lt;= head. */
    void secondOrder(Affine head, List<Affine> tail) {
        cones.add(new Cone.SecondOrder(tail.size() + 1));
        conic.add(row(head, 1));
        tail.forEach(each -> conic.add(row(each, 1)));
    }

    /** States |tail|&sup2; &lt;= a b with a, b &gt;= 0. */
    void rotated(Affine a, Affine b, List<Affine> tail) {
        List<Affine> all = new ArrayList<>();
        all.add(new Affine().plus(a, 1).plus(b, -1));
        tail.forEach(each -> all.add(each.times(2)));
        secondOrder(new Affine().plus(a, 1).plus(b, 1), all);
    }

    /** States y exp(x/y) &lt;= z. */
    void exponential(Affine x, Affine y, Affine z) {
        cones.add(new Cone.Exponential());
        conic.add(row(x, 1));
        conic.add(row(y, 1));
        conic.add(row(z, 1));
    }

    /** States x^alpha y^(1-alpha) &gt;= |z|. */
    void power(double alpha, Affine x, Affine y, Affine z) {
        cones.add(new Cone.Power(alpha));
        conic.add(row(x, 1));
        conic.add(row(y, 1));
        conic.add(row(z, 1));
    }

    /** Adds to what is minimised. */
    void minimise(Affine expression) {
        objective.plus(expression, 1);
    }

    /** Adds {@code factor}/2 w'{@code matrix}w to what is minimised; not in a homogeneous statement, and once. */
    void minimise(Matrix matrix, double factor) {
        if (homogeneous || quadratic != null) {
            throw new IllegalStateException("No place for a quadratic objective");
        }
        double[] scaled = matrix.shared().clone();
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] *= factor;
        }
        quadratic = Matrix.wrap(assets, assets, scaled);
    }

    /** Adds {@code factor}/2 x&sup2; of one variable to what is minimised; not in a homogeneous statement. */
    void minimiseSquare(int variable, double factor) {
        if (homogeneous) {
            throw new IllegalStateException("No place for a quadratic objective");
        }
        diagonalAt.add(new int[]{variable});
        diagonal.add(factor);
    }

    ConicProgram program() {
        ConicProgram.Builder builder = ConicProgram.builder(variables, assets);
        Affine.Terms costs = objective.terms(1, tau());
        for (int k = 0; k < costs.indices().length; k++) {
            builder.cost(costs.indices()[k], costs.values()[k]);
        }
        if (quadratic != null) {
            builder.quadratic(quadratic);
        }
        for (int k = 0; k < diagonal.size(); k++) {
            builder.diagonal(diagonalAt.get(k)[0], diagonal.get(k));
        }
        if (!zero.isEmpty()) {
            builder.add(new Cone.Zero(zero.size()), zero);
        }
        if (!nonnegative.isEmpty()) {
            builder.add(new Cone.Nonnegative(nonnegative.size()), nonnegative);
        }
        int next = 0;
        for (Cone cone : cones) {
            builder.add(cone, conic.subList(next, next + cone.dimension()));
            next += cone.dimension();
        }
        builder.locals(locals.stream().mapToInt(Integer::intValue).toArray(), bandwidth);
        return builder.build();
    }

    /** The constant part of the objective, which a program does not have. */
    double constant() {
        return homogeneous ? 0 : objective.terms(1, -1).constant();
    }

    /** The place of a row, numbered as {@link #atMost} and {@link #equal} did, in the program. */
    int place(int row) {
        return row < 0 ? -row - 1 : zero.size() + row;
    }

    /** The variable &tau;, -1 where it is 1. */
    int tau() {
        return homogeneous ? assets : -1;
    }

    /** The row whose slack is {@code sign} times the expression. */
    private Row row(Affine expression, double sign) {
        Affine.Terms terms = expression.terms(-sign, tau());
        return new Row(terms.indices(), terms.values(), -terms.constant(), terms.matrix(), terms.matrixRow(),
                terms.scale());
    }
}
