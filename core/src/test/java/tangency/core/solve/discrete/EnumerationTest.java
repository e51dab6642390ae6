package tangency.core.solve.discrete;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tangency.core.solve.Stop;

/** Against every choice of assets, sides, trades and lots. */
@NullMarked
class EnumerationTest {
    private static final int MANY = 200;
    private static final int VERY_MANY = 10_000;

    private enum Kind {
        OPTIMAL, INFEASIBLE, UNBOUNDED
    }

    @Test
    void anyMixtureOfLimits() {
        Map<Kind, Integer> met = new EnumMap<>(Kind.class);
        for (int seed = 0; seed < MANY; seed++) {
            met.merge(check(seed, RandomDiscrete.of(seed, 7)), 1, Integer::sum);
        }
        assertThat(met.get(Kind.OPTIMAL)).isGreaterThan(MANY / 3);
        assertThat(met.get(Kind.INFEASIBLE)).isGreaterThan(MANY / 20);
    }

    @Test
    void wholeLots() {
        Map<Kind, Integer> met = new EnumMap<>(Kind.class);
        for (int seed = 0; seed < MANY; seed++) {
            met.merge(check(seed, RandomDiscrete.lots(seed, 4)), 1, Integer::sum);
        }
        assertThat(met.get(Kind.OPTIMAL)).isGreaterThan(MANY / 3);
    }

    @Test
    @Tag("slow")
    void manyMixturesOfLimits() {
        for (int seed = MANY; seed < VERY_MANY; seed++) {
            check(seed, RandomDiscrete.of(seed, seed % 20 == 0 ? 10 : 7));
        }
    }

    @Test
    @Tag("slow")
    void wholeLotsManyTimes() {
        for (int seed = MANY; seed < VERY_MANY; seed++) {
            check(seed, RandomDiscrete.lots(seed, 4));
        }
    }

    private static Kind check(long seed, DiscreteProblem problem) {
        double best = BruteForce.best(problem);
        DiscreteResult result = DiscreteSolver.solve(problem, Stop.NEVER);
        switch (result) {
            case DiscreteResult.Optimal optimal -> {
                double[] weights = optimal.weights().shared();
                assertThat(optimal.objective()).as("Seed %d: %s", seed, result).isEqualTo(problem.objective(weights));
                assertThat(optimal.certificate().proves()).as("Seed %d: %s", seed, result).isTrue();
                assertThat(new Feasible(problem).holds(weights)).as("Seed %d: %s", seed, result).isTrue();
                assertThat(Math.abs(optimal.objective() - best)).as("Seed %d: %s, enumerated %s", seed, result, best)
                        .isLessThanOrEqualTo(1e-8 * problem.scale(weights));
                return Kind.OPTIMAL;
            }
            case DiscreteResult.Infeasible _ -> {
                assertThat(best).as("Seed %d: %s", seed, result).isEqualTo(Double.POSITIVE_INFINITY);
                return Kind.INFEASIBLE;
            }
            case DiscreteResult.Unbounded _ -> {
                assertThat(best).as("Seed %d: %s", seed, result).isEqualTo(Double.NEGATIVE_INFINITY);
                return Kind.UNBOUNDED;
            }
            case DiscreteResult.Inexact _,DiscreteResult.Failed _ ->
                throw new AssertionError("Seed " + seed + ": " + result + ", enumerated " + best);
        }
    }
}
