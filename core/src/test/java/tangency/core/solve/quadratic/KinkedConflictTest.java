package tangency.core.solve.quadratic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.math.Matrix;

/**
 * Conflicts that limits on absolute values take part in: judged by problems in which absolute values are variables of their
 * own, so that nothing here depends on how weights are split.
 */
@NullMarked
class KinkedConflictTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** A problem of a few labelled bounds, rows and kinked rows that mostly contradict each other. */
    private static KinkedProblem tight(long seed) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(12);
        double[] held = new double[n];
        double[] lower = new double[n];
        double[] upper = new double[n];
        int[] lowerLabel = new int[n];
        int[] upperLabel = new int[n];
        double[] lowerRate = Problems.filled(n, 1);
        double[] upperRate = Problems.filled(n, 1);
        for (int i = 0; i < n; i++) {
            held[i] = random.nextInt(3) == 0 ? 0 : (random.nextInt(9) - 2) / 10.0;
            lower[i] = random.nextInt(4) == 0 ? -INFINITY : (random.nextInt(7) - 4) / 10.0;
            upper[i] = lower[i] > -INFINITY ? lower[i] + random.nextInt(5) / 10.0 : random.nextInt(4) / 10.0;
            lowerLabel[i] = random.nextInt(3);
            upperLabel[i] = 2 + random.nextInt(3);
            lowerRate[i] = lowerLabel[i] == 0 ? 0.5 + i % 3 : 1;
            upperRate[i] = upperLabel[i] == 4 ? 0.5 + i % 2 : 1;
        }
        List<LinearRow> rows = new ArrayList<>();
        rows.add(LinearRow.equality("Budget", Problems.filled(n, 1), random.nextInt(12) / 10.0));
        for (int k = random.nextInt(3); k > 0; k--) {
            double[] a = new double[n];
            for (int i = 0; i < n; i++) {
                a[i] = random.nextInt(3) - 1;
            }
            rows.add(LinearRow.atLeast("Row " + k, a, random.nextInt(10) / 10.0));
        }
        List<KinkedRow> kinked = new ArrayList<>();
        for (int k = 1 + random.nextInt(2); k > 0; k--) {
            KinkedTerm term = new KinkedTerm(Problems.filled(n, 1), random.nextBoolean() ? held : new double[n]);
            kinked.add(new KinkedRow("Kinked " + k, new double[n], term, random.nextInt(12) / 10.0));
        }
        QuadraticProblem plain = QuadraticProblem
                .of(new double[n], Problems.covariance(Matrix.of(noise(random, n))), lower, upper,
                        rows)
                .withBoundGroups(lowerLabel, upperLabel).withBoundRates(lowerRate, upperRate);
        return new KinkedProblem(plain, List.of(), kinked);
    }

    private static double[][] noise(Random random, int n) {
        double[][] returns = new double[n + 5][n];
        for (double[] row : returns) {
            for (int i = 0; i < n; i++) {
                row[i] = random.nextGaussian();
            }
        }
        return returns;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void conflict_isIrreducibleAndItsRelaxationsAreTheLeast(int block) {
        int conflicts = 0;
        for (long seed = block * 50L; seed < block * 50L + 50; seed++) {
            KinkedProblem problem = tight(seed);
            boolean feasible = feasible(problem, members(problem), null, 0);
            QuadraticResult result = problem.minimise(0, null);
            if (feasible) {
                assertThat(result).as("Seed %d", seed).isInstanceOf(QuadraticResult.Optimal.class);
                continue;
            }
            assertThat(result).as("Seed %d", seed).isInstanceOf(QuadraticResult.Infeasible.class);
            List<Conflict.Relaxation> found = ((QuadraticResult.Infeasible) result).conflict().members();
            List<Conflict.Member> set = found.stream().map(Conflict.Relaxation::member).toList();
            conflicts++;
            assertThat(feasible(problem, set, null, 0)).as("Seed %d: %s", seed, set).isFalse();
            for (Conflict.Relaxation relaxation : found) {
                List<Conflict.Member> rest = new ArrayList<>(set);
                rest.remove(relaxation.member());
                assertThat(feasible(problem, rest, null, 0)).as("Seed %d without %s", seed, relaxation).isTrue();
                double amount = relaxation.amount();
                if (Double.isNaN(amount)) {
                    continue;
                }
                List<Conflict.Member> all = relaxation.sufficient() ? members(problem) : set;
                assertThat(feasible(problem, all, relaxation.member(), amount + 1e-7))
                        .as("Seed %d %s", seed, relaxation)
                        .isTrue();
                assertThat(amount < 1e-6 || !feasible(problem, all, relaxation.member(), amount - 1e-6))
                        .as("Seed %d %s", seed, relaxation).isTrue();
            }
        }
        assertThat(conflicts).isGreaterThan(5);
    }

    private static List<Conflict.Member> members(KinkedProblem problem) {
        List<Conflict.Member> members = new ArrayList<>();
        for (int k = 0; k < problem.plain().rows().size() + problem.rows().size(); k++) {
            members.add(new Conflict.Member.Row(k));
        }
        for (int label = 0; label < 5; label++) {
            members.add(new Conflict.Member.Bounds(label));
        }
        return members;
    }

    /** Whether {@code members} can hold together once the limits of {@code eased} are moved outward by {@code amount}. */
    private static boolean feasible(KinkedProblem problem, List<Conflict.Member> members,
            Conflict.@Nullable Member eased,
            double amount) {
        QuadraticProblem plain = problem.plain();
        int n = plain.size();
        int size = n * (1 + problem.rows().size());
        double[] lower = Problems.filled(size, 0);
        double[] upper = Problems.filled(size, INFINITY);
        for (int i = 0; i < n; i++) {
            Conflict.Member low = new Conflict.Member.Bounds(plain.lowerGroup()[i]);
            Conflict.Member high = new Conflict.Member.Bounds(plain.upperGroup()[i]);
            lower[i] = members.contains(low)
                    ? plain.lower()[i] - (low.equals(eased) ? amount * plain.owners().lowerRate()[i] : 0)
                    : -INFINITY;
            upper[i] = members.contains(high)
                    ? plain.upper()[i] + (high.equals(eased) ? amount * plain.owners().upperRate()[i] : 0)
                    : INFINITY;
            if (lower[i] > upper[i]) {
                return false;
            }
        }
        List<LinearRow> rows = new ArrayList<>();
        for (int k = 0; k < plain.rows().size(); k++) {
            Conflict.Member member = new Conflict.Member.Row(k);
            double more = member.equals(eased) ? amount : 0;
            if (members.contains(member)) {
                LinearRow row = plain.rows().get(k);
                rows.add(new LinearRow(row.name(), Arrays.copyOf(row.coefficients(), size),
                        row.min() - more, row.max() + more));
            }
        }
        for (int k = 0; k < problem.rows().size(); k++) {
            Conflict.Member member = new Conflict.Member.Row(plain.rows().size() + k);
            KinkedRow row = problem.rows().get(k);
            double[] sum = new double[size];
            for (int i = 0; i < n; i++) {
                int t = n * (1 + k) + i;
                sum[t] = row.term().slopes()[i];
                double[] above = new double[size];
                above[t] = 1;
                above[i] = -1;
                double[] below = above.clone();
                below[i] = 1;
                rows.add(LinearRow.atLeast("above", above, -row.term().centres()[i]));
                rows.add(LinearRow.atLeast("below", below, row.term().centres()[i]));
            }
            if (members.contains(member)) {
                double max = row.max() + (member.equals(eased) ? amount : 0);
                if (max < 0) {
                    return false;
                }
                rows.add(LinearRow.atMost(row.name(), sum, max));
            }
        }
        double[][] diagonal = new double[size][size];
        for (int i = 0; i < size; i++) {
            diagonal[i][i] = 1;
        }
        return QuadraticSolver.minimise(QuadraticProblem.of(new double[size],
                Matrix.of(diagonal), lower, upper, rows), 0) instanceof QuadraticResult.Optimal;
    }

    @Test
    void aBoundThatIsNotNeeded_isNoMemberThoughItKeepsAKinkOutOfReach() {
        // Fully invested from 0.55 with a turnover of 0.1; one holding stands at its upper bound.
        double[] held = {0.3, 0.05, 0.2};
        QuadraticProblem plain = QuadraticProblem.of(new double[3],
                Matrix.of(new double[][]{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
                new double[]{-0.2, -0.2, -0.2}, new double[]{0.3, 0.6, 0.6},
                List.of(LinearRow.equality("Budget", Problems.filled(3, 1), 1)));
        KinkedProblem problem = new KinkedProblem(plain, List.of(), List.of(
                new KinkedRow("Turnover", new double[3], new KinkedTerm(Problems.filled(3, 1), held), 0.1)));

        assertThat(problem.minimise(0, null)).isInstanceOfSatisfying(QuadraticResult.Infeasible.class,
                none -> assertThat(none.conflict().members()).extracting(Conflict.Relaxation::member)
                        .containsExactlyInAnyOrder(new Conflict.Member.Row(0), new Conflict.Member.Row(1)));
    }
}
