package tangency.core.solve.convex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;

/** Properties that hold for every model, on a seeded family that mixes all goals, measures and constraints. */
class RandomAllocationTest {
    @Test
    void everyAnswerIsTypedAndNoFeasiblePortfolioIsBetter() {
        check(0, 200);
    }

    @Test
    @Tag("slow")
    void everyAnswerIsTypedAndNoFeasiblePortfolioIsBetterTenThousandTimes() {
        check(200, 10_200);
    }

    private static void check(int from, int to) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int seed = from; seed < to; seed++) {
            RandomAllocation problem = RandomAllocation.of(seed);
            assertThat(Unsupported.of(problem.model(), problem.setting())).as("seed %s", seed).isEmpty();
            Solution solution = ConvexAllocation.solve(problem.model(), problem.setting(), Stop.NEVER);
            counts.merge(solution.status(), 1, Integer::sum);
            switch (solution) {
                case Solution.Optimal optimal -> best(problem, optimal);
                case Solution.Infeasible infeasible -> irreducible(problem, infeasible);
                case Solution.Unbounded _ -> assertThat(problem.model() instanceof Model.MaxDiversification
                        || (problem.model() instanceof Model.MeanRisk mean
                                && mean.goal() == Model.Goal.MAXIMISE_RATIO))
                        .as("seed %s: %s %s", seed, problem.model(), solution).isTrue();
                // Said, and rare: an interior point that does not come close enough.
                case Solution.Inexact inexact -> assertThat(inexact.message()).as("seed %s", seed).isNotEmpty();
                default -> throw new AssertionError("seed " + seed + ": " + problem.model() + " "
                        + problem.setting().constraints() + " " + solution);
            }
        }
        assertThat(counts.get("optimal")).as("%s", counts).isGreaterThan((to - from) / 2);
        assertThat(counts.getOrDefault("inexact", 0)).as("%s", counts).isLessThanOrEqualTo((to - from) / 100);
    }

    private static void best(RandomAllocation problem, Solution.Optimal optimal) {
        assertThat(optimal.certificate().proves()).isTrue();
        Goal goal = problem.goal();
        if (goal == null) {
            return;
        }
        Random random = new Random(problem.seed());
        double sign = problem.least() ? 1 : -1;
        double size = goal.size(optimal.weights());
        int n = problem.setting().size();
        for (int k = 0; k < 200; k++) {
            double[] other = optimal.weights().toArray();
            double step = Math.pow(10, -4 * random.nextDouble());
            double drift = 0;
            for (int i = 0; i < n; i++) {
                double move = random.nextBoolean() ? 0 : step * random.nextGaussian();
                other[i] += move;
                drift += move;
            }
            // Back to the budget, by one asset.
            other[random.nextInt(n)] -= drift;
            Vector weights = Vector.wrap(other);
            if (problem.feasible(weights)) {
                assertThat(sign * goal.objective(weights)).as("seed %s: %s", problem.seed(), problem.model())
                        .isGreaterThanOrEqualTo(sign * optimal.objective() - 1e-8 * size);
            }
        }
    }

    private static void irreducible(RandomAllocation problem, Solution.Infeasible infeasible) {
        List<String> conflict = infeasible.conflict();
        List<Constraint> members = problem.setting().constraints().stream()
                .filter(c -> conflict.contains(c.name())).toList();
        assertThat(members).hasSameSizeAs(conflict);
        if (conflict.isEmpty()) {
            return;
        }
        Data data = new Data(problem.setting().withConstraints(members));
        assertThat(Contradiction.in(data, null, Stop.NEVER)).as("seed %s: %s", problem.seed(), infeasible).isNotNull();
        for (Constraint member : members) {
            List<Constraint> rest = new ArrayList<>(members);
            rest.remove(member);
            if (!rest.isEmpty()) {
                assertThat(Contradiction.in(new Data(problem.setting().withConstraints(rest)), null, Stop.NEVER))
                        .as("seed %s without %s: %s", problem.seed(), member, infeasible).isNull();
            }
            assertThat(infeasible.relaxation().get(member.name())).as("seed %s: %s", problem.seed(), infeasible)
                    .isPositive();
        }
    }
}
