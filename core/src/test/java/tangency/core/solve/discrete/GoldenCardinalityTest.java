package tangency.core.solve.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tangency.core.Golden;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;
import tools.jackson.databind.JsonNode;

/** Against global optima on set A, found by enumerating every support: objectives 1e-7 relative. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenCardinalityTest {
    private static final double AVERSION = 10;

    private JsonNode golden;
    private double[] mean;
    private Matrix covariance;

    @BeforeAll
    void readSetA() {
        golden = Golden.read("cardinality.json").path("results");
        Matrix returns = Golden.returns("A");
        mean = Sample.means(returns);
        covariance = Sample.covariance(returns);
    }

    @Test
    void minimumVarianceOfFive() {
        agrees(0, 5, 5, 0.05, 0.4, "minvar_K5_min5_max40");
    }

    @Test
    void utilityOfFive() {
        agrees(1 / AVERSION, 5, 5, 0.05, 0.4, "utility_gamma10_K5_min5_max40");
    }

    @Test
    void minimumVarianceOfAtMostFour() {
        agrees(0, 0, 4, 0.1, 0.5, "minvar_K_le_4_min10_max50");
    }

    private void agrees(double lambda, int least, int most, double position, double cap, String entry) {
        double[] expected = Golden.vector(golden.path(entry).path("weights"));
        DiscreteProblem problem = DiscreteProblem
                .of(Sample.invested(mean, covariance, 0, cap), new DiscreteProblem.Goal.Tolerance(lambda))
                .withHeld(least, most).withMinimumPosition(position);
        DiscreteResult result = DiscreteSolver.solve(problem, Stop.NEVER);
        assertThat(result).isInstanceOfSatisfying(DiscreteResult.Optimal.class, optimal -> {
            double objective = Kernels.quadratic(covariance, expected) / 2 - lambda * Kernels.dot(mean, expected);
            assertThat(optimal.objective()).isCloseTo(objective, within(1e-7 * Math.abs(objective)));
            for (int i = 0; i < expected.length; i++) {
                assertThat(optimal.weights().get(i) == 0).as("Asset %d", i).isEqualTo(expected[i] == 0);
                assertThat(optimal.weights().get(i)).isCloseTo(expected[i], within(1e-5));
            }
        });
    }
}
