package tangency.core.solve.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.solve.quadratic.Problems.INFINITY;
import static tangency.core.solve.quadratic.Problems.filled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.solve.quadratic.Conflict.Member;
import tangency.core.solve.quadratic.Conflict.Relaxation;

/** Conflicts are irreducible and their relaxations are the least that do, judged by solving again. */
@NullMarked
class ConflictTest {

    private static QuadraticProblem diagonal(int n, double low, double high, List<LinearRow> rows) {
        double[][] covariance = new double[n][n];
        double[] mean = new double[n];
        for (int i = 0; i < n; i++) {
            covariance[i][i] = 1 + 0.1 * i;
            mean[i] = i;
        }
        return QuadraticProblem.of(mean, Matrix.of(covariance), filled(n, low), filled(n, high), rows);
    }

    private static double[] indicator(int n, int from, int to) {
        double[] a = new double[n];
        Arrays.fill(a, from, to, 1);
        return a;
    }

    private static Conflict conflict(QuadraticProblem problem) {
        QuadraticResult result = QuadraticSolver.minimise(problem, 0);
        if (result instanceof QuadraticResult.Infeasible(Conflict conflict)) {
            return conflict;
        }
        throw new AssertionError("Not infeasible: " + result);
    }

    @Test
    void capsTooTightForTheBudgetAreNamedWithWhatEachWouldNeed() {
        Conflict conflict = conflict(diagonal(20, 0, 0.04, List.of(LinearRow.equality("Budget", filled(20, 1), 1)))
                .withBoundGroups(filledLabels(20, 0), filledLabels(20, 1)));
        assertThat(conflict.members()).extracting(Relaxation::member).containsExactly(new Member.Row(0),
                new Member.Bounds(1));
        assertThat(conflict.members().get(0).amount()).isCloseTo(0.2, within(1e-12));
        assertThat(conflict.members().get(1).amount()).isCloseTo(0.01, within(1e-12));
        assertThat(conflict.members()).allMatch(Relaxation::sufficient);
    }

    private static int[] filledLabels(int n, int label) {
        int[] labels = new int[n];
        Arrays.fill(labels, label);
        return labels;
    }

    @Test
    void groupCapsBelowTheBudgetConflictWithoutTheBounds() {
        Conflict conflict = conflict(diagonal(20, 0, 1, List.of(LinearRow.equality("Budget", filled(20, 1), 1),
                LinearRow.atMost("Unrelated", indicator(20, 3, 7), 0.2),
                LinearRow.atMost("First half", indicator(20, 0, 10), 0.3),
                LinearRow.atMost("Second half", indicator(20, 10, 20), 0.45))));
        assertThat(conflict.members()).extracting(Relaxation::member).containsExactlyInAnyOrder(new Member.Row(0),
                new Member.Row(2), new Member.Row(3));
        assertThat(conflict.members()).allSatisfy(r -> assertThat(r.amount()).isCloseTo(0.25, within(1e-12)));
    }

    @Test
    void unreachableTargetReturnConflictsWithBudgetAndBounds() {
        QuadraticProblem problem = diagonal(5, 0, 1, List.of(LinearRow.equality("Budget", filled(5, 1), 1)));
        assertThat(QuadraticSolver.minimiseAtReturn(problem, 4.5)).isInstanceOfSatisfying(
                QuadraticResult.Infeasible.class,
                infeasible -> assertThat(infeasible.conflict().members()).anySatisfy(r -> {
                    assertThat(r.member()).isEqualTo(new Member.Row(1));
                    assertThat(r.amount()).isCloseTo(0.5, within(1e-12));
                }));
    }

    @Test
    void limitsThatCrossAreAConflictOfTheirOwn() {
        QuadraticProblem crossedRow = diagonal(3, 0, 1, List.of(new LinearRow("Crossed", filled(3, 1), 0.7, 0.5)));
        assertThat(conflict(crossedRow).members()).singleElement().satisfies(r -> {
            assertThat(r.member()).isEqualTo(new Member.Row(0));
            assertThat(r.amount()).isCloseTo(0.1, within(1e-12));
        });
        QuadraticProblem crossedBounds = diagonal(3, 0.6, 0.5, List.of());
        assertThat(conflict(crossedBounds).members()).singleElement().satisfies(r -> {
            assertThat(r.member()).isEqualTo(new Member.Bounds(0));
            assertThat(r.amount()).isCloseTo(0.05, within(1e-12));
        });
    }

    @Test
    void twoConflictsAtOnceYieldOneAndSayThatItIsNotAll() {
        Conflict conflict = conflict(diagonal(4, -INFINITY, INFINITY,
                List.of(LinearRow.equality("One", indicator(4, 0, 2), 1),
                        LinearRow.atMost("Other", indicator(4, 0, 2), 0.5),
                        LinearRow.equality("Third", indicator(4, 2, 4), 1),
                        LinearRow.atMost("Fourth", indicator(4, 2, 4), 0.25))));
        assertThat(conflict.members()).hasSize(2).noneMatch(Relaxation::sufficient);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void randomConflictsAreIrreducibleAndTheirRelaxationsLeast(int block) {
        for (long seed = block * 20L; seed < (block + 1) * 20L; seed++) {
            QuadraticProblem problem = infeasible(seed);
            if (problem == null) {
                continue;
            }
            List<Relaxation> members = conflict(problem).members();
            List<Member> all = members.stream().map(Relaxation::member).toList();
            assertThat(feasible(only(problem, all))).as("Seed %d", seed).isFalse();
            for (Relaxation relaxation : members) {
                List<Member> rest = new ArrayList<>(all);
                rest.remove(relaxation.member());
                assertThat(feasible(only(problem, rest))).as("Seed %d without %s", seed, relaxation).isTrue();
                QuadraticProblem from = relaxation.sufficient() ? problem : only(problem, all);
                Member member = relaxation.sufficient()
                        ? relaxation.member()
                        : renumbered(relaxation.member(), all);
                assertThat(feasible(relaxed(from, member, relaxation.amount() * (1 + 1e-7) + 1e-10)))
                        .as("Seed %d with %s", seed, relaxation).isTrue();
                assertThat(feasible(relaxed(from, member, relaxation.amount() * (1 - 1e-4) - 1e-8)))
                        .as("Seed %d with less than %s", seed, relaxation).isFalse();
            }
        }
    }

    /** A feasible problem made infeasible by rows that ask for more than there is; null if they do not. */
    private static @Nullable QuadraticProblem infeasible(long seed) {
        QuadraticProblem problem = RandomProblem.of(seed);
        Random random = new Random(seed);
        int n = problem.size();
        double[] ask = random.doubles(n, 0, 1).toArray();
        QuadraticProblem reward = QuadraticProblem.of(ask, problem.covariance().dense(), problem.lower(),
                problem.upper(),
                problem.rows());
        QuadraticResult most = QuadraticSolver.maximiseReturn(reward);
        if (!(most instanceof QuadraticResult.Optimal optimal)) {
            return null;
        }
        double limit = Kernels.dot(ask, optimal.weights().shared()) + 0.05 + 0.2 * random.nextDouble();
        int[] lowerLabels = random.ints(n, 0, 3).toArray();
        int[] upperLabels = random.ints(n, 0, 3).toArray();
        return problem.plusRow(LinearRow.atLeast("Too much", ask, limit)).withBoundGroups(lowerLabels, upperLabels);
    }

    private static boolean feasible(QuadraticProblem problem) {
        return QuadraticSolver.minimise(problem, 0) instanceof QuadraticResult.Optimal;
    }

    private static Member renumbered(Member member, List<Member> kept) {
        return member instanceof Member.Row
                ? new Member.Row((int) kept.stream().filter(Member.Row.class::isInstance)
                        .sorted((a, b) -> Integer.compare(((Member.Row) a).index(), ((Member.Row) b).index())).toList()
                        .indexOf(member))
                : member;
    }

    private static QuadraticProblem only(QuadraticProblem problem, List<Member> members) {
        double[] lower = problem.lower().clone();
        double[] upper = problem.upper().clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = members.contains(new Member.Bounds(problem.lowerGroup()[i])) ? lower[i] : -INFINITY;
            upper[i] = members.contains(new Member.Bounds(problem.upperGroup()[i])) ? upper[i] : INFINITY;
        }
        List<LinearRow> rows = new ArrayList<>();
        for (int k = 0; k < problem.rows().size(); k++) {
            if (members.contains(new Member.Row(k))) {
                rows.add(problem.rows().get(k));
            }
        }
        return problem.withBounds(lower, upper).withRows(rows);
    }

    private static QuadraticProblem relaxed(QuadraticProblem problem, Member member, double amount) {
        return switch (member) {
            case Member.Row(int index) -> {
                List<LinearRow> rows = new ArrayList<>(problem.rows());
                LinearRow row = rows.get(index);
                rows.set(index, new LinearRow(row.name(), row.coefficients(), row.min() - amount, row.max() + amount));
                yield problem.withRows(rows);
            }
            case Member.Bounds(int label) -> {
                double[] lower = problem.lower().clone();
                double[] upper = problem.upper().clone();
                for (int i = 0; i < lower.length; i++) {
                    lower[i] -= problem.lowerGroup()[i] == label ? amount : 0;
                    upper[i] += problem.upperGroup()[i] == label ? amount : 0;
                }
                yield problem.withBounds(lower, upper);
            }
        };
    }
}
