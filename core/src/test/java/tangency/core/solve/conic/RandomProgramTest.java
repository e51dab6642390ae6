package tangency.core.solve.conic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/** Seeded random programs whose kind is known, and the same answer from another solver, another back end, other units. */
@NullMarked
class RandomProgramTest {
    @Test
    void everyProgram_isAnsweredAsItWasMade() {
        answered(0, 200);
    }

    @Test
    @Tag("slow")
    void everyProgram_isAnsweredAsItWasMade_manyTimes() {
        answered(1_000, 10_000);
    }

    private static void answered(long from, int count) {
        for (long seed = from; seed < from + count; seed++) {
            RandomProgram made = new RandomProgram(seed);
            ConicResult result = ConicSolver.solve(made.program, Stop.NEVER);
            Class<? extends ConicResult> expected = switch (made.kind) {
                case SOLVABLE -> ConicResult.Optimal.class;
                case INFEASIBLE -> ConicResult.PrimalInfeasible.class;
                case UNBOUNDED -> ConicResult.DualInfeasible.class;
            };
            assertThat(result.getClass()).as("%s, seed %d: %s", made.program, seed, brief(result)).isEqualTo(expected);
            switch (result) {
                case ConicResult.Optimal optimal -> {
                    assertThat(optimal.certificate().proves()).isTrue();
                    assertThat(outside(made.program, optimal.s().toArray(), false)).isLessThan(1e-9);
                    assertThat(outside(made.program, optimal.z().toArray(), true)).isLessThan(1e-9);
                }
                case ConicResult.PrimalInfeasible infeasible -> {
                    assertThat(infeasible.residual()).isLessThan(1e-9);
                    assertThat(outside(made.program, infeasible.z().toArray(), true)).isLessThan(1e-9);
                }
                case ConicResult.DualInfeasible unbounded -> assertThat(unbounded.residual()).isLessThan(1e-9);
                case ConicResult.Inexact inexact -> throw new AssertionError(inexact.message());
                case ConicResult.Failed failed -> throw new AssertionError(failed.message());
            }
        }
    }

    /** Distance from the cone as a share of the largest component in it. */
    private static double outside(ConicProgram program, double[] v, boolean dual) {
        double worst = 0;
        int at = 0;
        for (Cone cone : program.cones()) {
            double size = 0;
            for (int i = at; i < at + cone.dimension(); i++) {
                size = Math.max(size, Math.abs(v[i]));
            }
            if (size > 0 && !(cone instanceof Cone.Zero)) {
                worst = Math.max(worst, ConeBlock.of(cone, at).outside(v, dual) / size);
            }
            at += cone.dimension();
        }
        return worst;
    }

    private static String brief(ConicResult result) {
        return switch (result) {
            case ConicResult.Optimal optimal -> "optimal " + optimal.certificate();
            case ConicResult.Inexact inexact -> inexact.message() + " " + inexact.certificate();
            case ConicResult.PrimalInfeasible infeasible -> "infeasible " + infeasible.residual();
            case ConicResult.DualInfeasible unbounded -> "unbounded " + unbounded.residual();
            case ConicResult.Failed failed -> failed.message();
        };
    }

    private static Matrix returns(Random random, int t, int n) {
        double[] values = new double[t * n];
        for (int k = 0; k < t; k++) {
            double market = 0.01 * random.nextGaussian();
            for (int i = 0; i < n; i++) {
                values[k * n + i] = 0.0004 + market + 0.01 * (1 + i % 3) * random.nextGaussian();
            }
        }
        return Matrix.wrap(t, n, values);
    }

    @Test
    void bothBackEnds_agreeOnPortfolios() {
        Random random = new Random(7);
        for (int k = 0; k < 6; k++) {
            Matrix returns = returns(random, 20 + random.nextInt(30), 2 + random.nextInt(6));
            Matrix cumulative = Programs.cumulative(returns);
            for (ConicProgram program : List.of(Programs.cvar(returns, 0.9), Programs.cdar(cumulative, 0.9),
                    Programs.ulcer(cumulative), Programs.evar(returns, 0.9), Programs.kelly(returns))) {
                ConicResult one = ConicSolver.solve(program, Stop.NEVER, false);
                ConicResult other = ConicSolver.solve(program, Stop.NEVER, true);
                assertThat(one).as(brief(one)).isInstanceOf(ConicResult.Optimal.class);
                assertThat(other).as(brief(other)).isInstanceOf(ConicResult.Optimal.class);
                double objective = ((ConicResult.Optimal) one).objective();
                assertThat(((ConicResult.Optimal) other).objective())
                        .isCloseTo(objective, within(1e-7 * Math.abs(objective)));
            }
        }
    }

    @Test
    void quadraticPrograms_haveTheActiveSetsAnswer() {
        Random random = new Random(11);
        for (int k = 0; k < 40; k++) {
            int n = 2 + random.nextInt(30);
            int t = 5 + random.nextInt(60);
            Matrix returns = returns(random, t, n);
            double[] mean = new double[n];
            Products.addTransposed(returns, Programs.filled(t, 1d / t), mean);
            double[] gram = new double[n * n];
            Gram.add(returns.shared(), t, n, Programs.filled(t, 1d / t), gram, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    gram[j * n + i] = gram[i * n + j];
                }
            }
            Matrix covariance = Matrix.wrap(n, n, gram);
            double cap = Math.max(0.3, 1.5 / n);
            double lambda = random.nextDouble();
            ConicProgram.Builder builder = Programs.invested(ConicProgram.builder(n, n), n).quadratic(covariance)
                    .costs(mean, -lambda);
            for (int i = 0; i < n; i++) {
                builder.atMost(Row.of(i, 1, cap));
            }
            ConicResult result = ConicSolver.solve(builder.build(), Stop.NEVER);
            assertThat(result).as("%d: %s", k, brief(result)).isInstanceOf(ConicResult.Optimal.class);
            QuadraticProblem problem = QuadraticProblem.of(mean, covariance, new double[n], Programs.filled(n, cap),
                    List.of(LinearRow.equality("Budget", Programs.filled(n, 1), 1)));
            QuadraticResult.Optimal exact = (QuadraticResult.Optimal) QuadraticSolver.minimise(problem, lambda);
            double objective = exact.variance() / 2 - lambda * exact.mean();
            assertThat(((ConicResult.Optimal) result).objective())
                    .isCloseTo(objective, within(1e-9 * Math.max(exact.variance(), Math.abs(objective))));
        }
    }

    @Test
    void repeatedRowsAndEqualAssets_doNotMatter() {
        int n = 6;
        int t = 40;
        Random random = new Random(3);
        double[][] rows = returns(random, t, n).toRows();
        for (double[] row : rows) {
            row[5] = row[0];
            row[4] = 0;
        }
        Matrix returns = Matrix.of(rows);
        ConicProgram once = Programs.cvar(returns, 0.9);
        ConicProgram.Builder twice = ConicProgram.builder(once.variables(), n);
        for (int j = 0; j < once.variables(); j++) {
            twice.cost(j, once.linear()[j]);
        }
        int at = 0;
        for (Cone cone : once.cones()) {
            List<Row> same = once.rows().subList(at, at + cone.dimension());
            twice.add(cone, same);
            twice.add(cone, same);
            at += cone.dimension();
        }
        twice.locals(once.locals(), 0);
        ConicResult first = ConicSolver.solve(once, Stop.NEVER);
        ConicResult second = ConicSolver.solve(twice.build(), Stop.NEVER);
        assertThat(first).as(brief(first)).isInstanceOf(ConicResult.Optimal.class);
        assertThat(second).as(brief(second)).isInstanceOf(ConicResult.Optimal.class);
        // The asset without risk is all that is held.
        assertThat(((ConicResult.Optimal) first).objective()).isCloseTo(0, within(1e-10));
        assertThat(((ConicResult.Optimal) second).objective()).isCloseTo(0, within(1e-10));
    }

    @Test
    void answer_doesNotDependOnTheOrderOfOutcomes() {
        Matrix returns = returns(new Random(5), 60, 5);
        double[][] rows = returns.toRows();
        List<double[]> list = Arrays.asList(rows);
        Collections.shuffle(list, new Random(9));
        ConicResult.Optimal plain = (ConicResult.Optimal) ConicSolver.solve(Programs.evar(returns, 0.9), Stop.NEVER);
        ConicResult.Optimal mixed = (ConicResult.Optimal) ConicSolver
                .solve(Programs.evar(Matrix.of(list.toArray(new double[0][])), 0.9), Stop.NEVER);
        assertThat(mixed.objective()).isCloseTo(plain.objective(), within(1e-8 * plain.objective()));
    }

    @Test
    void aStop_endsWithWhatThereIs() {
        ConicResult result = ConicSolver.solve(Programs.cvar(returns(new Random(1), 100, 5), 0.9), () -> true);
        assertThat(result).isInstanceOf(ConicResult.Inexact.class);
        assertThat(((ConicResult.Inexact) result).message()).isEqualTo("Stopped early");
    }
}
