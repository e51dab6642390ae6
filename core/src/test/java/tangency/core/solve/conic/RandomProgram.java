package tangency.core.solve.conic;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;

/**
 * A random program over all kinds of cones of which it is known beforehand whether it has an answer: points or rays are chosen
 * first, costs and right-hand sides then follow.
 */
@NullMarked
final class RandomProgram {
    enum Kind {
        SOLVABLE, INFEASIBLE, UNBOUNDED
    }

    final Kind kind;
    final ConicProgram program;

    private final Random random;
    private final List<Cone> cones = new ArrayList<>();

    RandomProgram(long seed) {
        random = new Random(seed);
        kind = switch (random.nextInt(5)) {
            case 0 -> Kind.INFEASIBLE;
            case 1 -> Kind.UNBOUNDED;
            default -> Kind.SOLVABLE;
        };
        int n = 2 + random.nextInt(20);
        int m = 0;
        do {
            Cone cone = switch (random.nextInt(5)) {
                case 0 -> new Cone.Zero(1);
                case 1 -> new Cone.SecondOrder(1 + random.nextInt(9));
                case 2 -> new Cone.Exponential();
                case 3 -> new Cone.Power(0.1 + 0.8 * random.nextDouble());
                default -> new Cone.Nonnegative(1 + random.nextInt(8));
            };
            boolean tooManyEqualities = cone instanceof Cone.Zero
                    && cones.stream().filter(c -> c instanceof Cone.Zero).count() >= n / 2;
            if (!tooManyEqualities) {
                cones.add(cone);
                m += cone.dimension();
            }
        } while (m < n + 2);
        double[][] a = new double[m][n];
        double density = random.nextBoolean() ? 1 : 0.4;
        for (double[] row : a) {
            for (int j = 0; j < n; j++) {
                row[j] = random.nextDouble() < density ? random.nextGaussian() : 0;
            }
        }
        double[] x = gaussian(n);
        double[] s = point(m, false);
        double[] z = point(m, true);
        double[] q = new double[n];
        double[] b = new double[m];
        double[] diagonal = new double[n];
        Matrix quadratic = null;
        switch (kind) {
            case SOLVABLE -> {
                double[] px = new double[n];
                if (random.nextBoolean()) {
                    quadratic = lowRank(n);
                    Products.addTransposed(quadratic, x, px);
                }
                for (int j = 0; j < n; j++) {
                    diagonal[j] = random.nextInt(3) == 0 ? random.nextDouble() : 0;
                    q[j] = -px[j] - diagonal[j] * x[j];
                }
                for (int r = 0; r < m; r++) {
                    b[r] = s[r];
                    for (int j = 0; j < n; j++) {
                        b[r] += a[r][j] * x[j];
                        q[j] -= a[r][j] * z[r];
                    }
                }
            }
            case INFEASIBLE -> {
                // A'z = 0, b'z = -1
                double zz = dot(z, z);
                for (int j = 0; j < n; j++) {
                    double inner = 0;
                    for (int r = 0; r < m; r++) {
                        inner += a[r][j] * z[r];
                    }
                    for (int r = 0; r < m; r++) {
                        a[r][j] -= inner * z[r] / zz;
                    }
                }
                double[] any = gaussian(m);
                double shift = (dot(any, z) + 1) / zz;
                for (int r = 0; r < m; r++) {
                    b[r] = any[r] - shift * z[r];
                }
                // No ray either: -q = A'z for some other z.
                double[] other = point(m, true);
                for (int j = 0; j < n; j++) {
                    for (int r = 0; r < m; r++) {
                        q[j] -= a[r][j] * other[r];
                    }
                }
            }
            case UNBOUNDED -> {
                // Ax = -s, q'x = -1, and feasible
                double xx = dot(x, x);
                double[] other = gaussian(n);
                double[] slack = point(m, false);
                for (int r = 0; r < m; r++) {
                    double inner = dot(a[r], x) + s[r];
                    for (int j = 0; j < n; j++) {
                        a[r][j] -= inner * x[j] / xx;
                    }
                    b[r] = dot(a[r], other) + slack[r];
                }
                double[] any = gaussian(n);
                double shift = (dot(any, x) + 1) / xx;
                for (int j = 0; j < n; j++) {
                    q[j] = any[j] - shift * x[j];
                }
            }
        }
        program = state(n, a, b, q, diagonal, quadratic);
    }

    private ConicProgram state(int n, double[][] a, double[] b, double[] q, double[] diagonal,
            @Nullable Matrix quadratic) {
        // Units: of all x, of the objective, and of each cone's rows.
        double unit = Math.pow(10, random.nextInt(13) - 6);
        double money = Math.pow(10, random.nextInt(13) - 6);
        ConicProgram.Builder builder = ConicProgram.builder(n, n);
        for (int j = 0; j < n; j++) {
            builder.cost(j, q[j] * money).diagonal(j, diagonal[j] * money / unit);
        }
        if (quadratic != null) {
            double[] values = quadratic.shared().clone();
            for (int k = 0; k < values.length; k++) {
                values[k] *= money / unit;
            }
            builder.quadratic(Matrix.wrap(n, n, values));
        }
        Matrix shared = Matrix.of(a);
        boolean dense = random.nextBoolean();
        int at = 0;
        for (Cone cone : cones) {
            double scale = Math.pow(10, random.nextInt(7) - 3);
            List<Row> rows = new ArrayList<>();
            for (int r = at; r < at + cone.dimension(); r++) {
                double[] values = a[r].clone();
                for (int j = 0; j < n; j++) {
                    values[j] *= scale;
                }
                Row bare = Row.constant(b[r] * scale * unit);
                rows.add(dense
                        ? bare.plus(shared, r, scale)
                        : Row.of(Programs.sequence(0, n), values, b[r] * scale * unit));
            }
            at += cone.dimension();
            builder.add(cone, rows);
        }
        return builder.build();
    }

    private Matrix lowRank(int n) {
        int rank = 1 + random.nextInt(n);
        double[] values = new double[n * n];
        for (int k = 0; k < rank; k++) {
            double[] f = gaussian(n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    values[i * n + j] += f[i] * f[j];
                }
            }
        }
        return Matrix.wrap(n, n, values);
    }

    /** A point in the interior of the cones, or of their duals. */
    private double[] point(int m, boolean dual) {
        double[] point = new double[m];
        int at = 0;
        for (Cone cone : cones) {
            switch (cone) {
                case Cone.Zero(int dimension) -> {
                    for (int i = 0; i < dimension && dual; i++) {
                        point[at + i] = random.nextGaussian();
                    }
                }
                case Cone.Nonnegative(int dimension) -> {
                    for (int i = 0; i < dimension; i++) {
                        point[at + i] = 0.1 + random.nextDouble();
                    }
                }
                case Cone.SecondOrder(int dimension) -> {
                    double sum = 0;
                    for (int i = 1; i < dimension; i++) {
                        point[at + i] = random.nextGaussian();
                        sum += point[at + i] * point[at + i];
                    }
                    point[at] = Math.sqrt(sum) + 0.1 + random.nextDouble();
                }
                case Cone.Exponential() -> {
                    double more = 0.1 + random.nextDouble();
                    if (dual) {
                        point[at] = -0.2 - random.nextDouble();
                        point[at + 1] = random.nextGaussian();
                        point[at + 2] = -point[at] * Math.exp(point[at + 1] / point[at] - 1) + more;
                    } else {
                        point[at] = random.nextGaussian();
                        point[at + 1] = 0.5 + random.nextDouble();
                        point[at + 2] = point[at + 1] * Math.exp(point[at] / point[at + 1]) + more;
                    }
                }
                case Cone.Power(double alpha) -> {
                    point[at] = 0.2 + random.nextDouble();
                    point[at + 1] = 0.2 + random.nextDouble();
                    double bound = Math.pow(point[at] / (dual ? alpha : 1), alpha)
                            * Math.pow(point[at + 1] / (dual ? 1 - alpha : 1), 1 - alpha);
                    point[at + 2] = bound * (1.8 * random.nextDouble() - 0.9);
                }
            }
            at += cone.dimension();
        }
        return point;
    }

    private double[] gaussian(int n) {
        double[] values = new double[n];
        for (int j = 0; j < n; j++) {
            values[j] = random.nextGaussian();
        }
        return values;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
