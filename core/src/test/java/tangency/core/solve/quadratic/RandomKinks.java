package tangency.core.solve.quadratic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Feasible problems with kinks, from a seed: what {@link RandomProblem} makes, with costs and limits on absolute values. */
@NullMarked
final class RandomKinks {
    private final Random random;
    private final QuadraticProblem plain;
    private final double[] inside;
    private final double[] held;
    /** Zeros and holdings, as kinks like to meet. */
    private final double[] nothing;

    private RandomKinks(long seed, QuadraticProblem plain, double[] inside) {
        random = new Random(~seed);
        this.plain = plain;
        this.inside = inside;
        nothing = new double[plain.size()];
        held = new double[plain.size()];
        int kind = random.nextInt(4);
        for (int i = 0; i < held.length; i++) {
            held[i] = switch (kind) {
                case 0 -> 1.0 / held.length;
                case 1 -> inside[i];
                case 2 -> random.nextBoolean() ? 0 : inside[i] + 0.1 * random.nextGaussian();
                default -> Math.rint(20 * random.nextDouble()) / 40;
            };
        }
    }

    /** Null where no feasible point of the plain problem is at hand. */
    static @Nullable KinkedProblem of(long seed) {
        QuadraticProblem plain = RandomProblem.of(seed);
        return QuadraticSolver.minimise(plain,
                0) instanceof QuadraticResult.Optimal(var w, var l, var m, var v, var b, var r, var c, var s, var i)
                        ? new RandomKinks(seed, plain, w.shared()).make()
                        : null;
    }

    private KinkedProblem make() {
        double rewards = Arrays.stream(plain.mean()).map(Math::abs).max().orElse(0);
        List<KinkedTerm> costs = new ArrayList<>();
        for (int k = random.nextInt(3); k > 0; k--) {
            costs.add(term(0.3 * (rewards == 0 ? 1 : rewards)));
        }
        List<KinkedRow> rows = new ArrayList<>();
        for (int k = costs.isEmpty() ? 1 + random.nextInt(3) : random.nextInt(3); k > 0; k--) {
            double[] coefficients = new double[plain.size()];
            if (random.nextInt(3) == 0) {
                Arrays.setAll(coefficients, i -> random.nextGaussian());
            }
            KinkedRow row = new KinkedRow("Kinked " + k, coefficients, term(1), 0);
            double value = row.at(inside);
            double slack = random.nextInt(3) == 0 ? 0 : 0.1 * random.nextDouble();
            rows.add(new KinkedRow(row.name(), coefficients, row.term(), value + slack));
        }
        return new KinkedProblem(plain, costs, rows);
    }

    private KinkedTerm term(double scale) {
        double[] slopes = new double[plain.size()];
        int kind = random.nextInt(3);
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = scale * (kind == 0 ? 1 : kind == 1 ? random.nextDouble() : random.nextInt(2));
        }
        return new KinkedTerm(slopes, random.nextBoolean() ? nothing : held);
    }
}
