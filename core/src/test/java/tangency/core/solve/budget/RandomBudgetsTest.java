package tangency.core.solve.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Constraint;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;
import tangency.core.solve.Allocation;
import tangency.core.solve.LinearLimits;

/** Seeded random risk budgets on every measure, under limits of every linear kind, degenerate ones among them. */
@NullUnmarked // what is null by mistake fails the test
class RandomBudgetsTest {
    /** Of answers with weights, the part that may end without a proof. */
    private static final double UNPROVED = 0.01;

    @Test
    void twoHundredProblems_endAsTheyShould() {
        run(0, 200);
    }

    @Test
    @Tag("slow")
    void tenThousandProblems_endAsTheyShould() {
        run(1000, 11_000);
    }

    private static void run(int from, int to) {
        int answered = 0;
        int proved = 0;
        Map<RiskMeasure, Integer> unproved = new EnumMap<>(RiskMeasure.class);
        for (int seed = from; seed < to; seed++) {
            Problem problem = Problem.of(seed);
            BudgetAnswer answer;
            try {
                answer = RiskBudgetsTest.solve(problem.setting, problem.risk, problem.budgets);
            } catch (RuntimeException e) {
                fail("seed " + seed, e);
                return;
            }
            if (answer instanceof BudgetAnswer.Weighted weighted) {
                answered++;
                if (weighted.certificate().proves()) {
                    proved++;
                    verify(seed, problem, weighted);
                } else {
                    unproved.merge(problem.risk.measure(), 1, Integer::sum);
                }
            }
        }
        assertThat(answered).isGreaterThan((to - from) / 2);
        assertThat(answered - proved).as("without proof: %s", unproved)
                .isLessThanOrEqualTo((int) (UNPROVED * answered));
    }

    /** Recomputed from the weights alone: limits, shares, and that no portfolio near by or far off has a lower objective. */
    private static void verify(int seed, Problem problem, BudgetAnswer.Weighted answer) {
        Vector weights = answer.weights();
        LinearLimits limits = LinearLimits.of(problem.setting);
        assertThat(HeldAnswer.breach(limits, weights.shared())).as("seed %d", seed).isLessThan(1e-9);
        double total = 0;
        for (int i = 0; i < weights.size(); i++) {
            assertThat(weights.get(i)).isGreaterThanOrEqualTo(0);
            if (problem.budgets.get(i) == 0) {
                assertThat(weights.get(i)).isZero();
            }
            total += answer.shares().get(i);
        }
        assertThat(total).isBetween(1 - 1e-9, 1 + 1e-9);
        double value = problem.value(weights);
        if (answer instanceof BudgetAnswer.Parity) {
            for (int i = 0; i < weights.size(); i++) {
                assertThat(Math.abs(answer.shares().get(i) - problem.budgets.get(i))).isLessThan(1e-8);
            }
        }
        double lambda = value * (answer instanceof BudgetAnswer.Held held ? held.proportion() : 1);
        double best = problem.barrier(weights, lambda);
        Random random = new Random(seed);
        for (int trial = 0; trial < 60; trial++) {
            double[] other = weights.toArray();
            double size = Math.pow(10, -random.nextInt(7));
            double sum = 0;
            for (int i = 0; i < other.length; i++) {
                other[i] *= Math.exp(size * random.nextGaussian());
                sum += other[i];
            }
            double target = trial % 2 == 0 ? weights.sum() : sum;
            for (int i = 0; i < other.length; i++) {
                other[i] *= target / sum;
            }
            if (answer instanceof BudgetAnswer.Parity || HeldAnswer.breach(limits, other) <= 0) {
                assertThat(problem.barrier(Vector.wrap(other), lambda)).as("seed %d", seed)
                        .isGreaterThanOrEqualTo(best - 1e-9 * Math.max(value, Math.abs(best)));
            }
        }
    }

    private record Problem(Allocation setting, Risk risk, Vector budgets) {
        static Problem of(int seed) {
            Random random = new Random(seed);
            int n = 2 + (random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(14));
            int periods = random.nextInt(5) == 0 ? 3 + random.nextInt(n) : n + 10 + random.nextInt(200);
            double[][] rows = Settings.returns(random, periods, n);
            if (random.nextInt(6) == 0) {
                int copy = random.nextInt(n);
                int of = random.nextInt(n);
                for (double[] row : rows) {
                    row[copy] = row[of];
                }
            }
            if (random.nextInt(8) == 0) {
                // Ties: few distinct values.
                for (double[] row : rows) {
                    for (int i = 0; i < n; i++) {
                        row[i] = Math.rint(row[i] * 50) / 50;
                    }
                }
            }
            if (random.nextInt(5) == 0) {
                double scale = Math.pow(10, random.nextInt(17) - 8);
                for (double[] row : rows) {
                    for (int i = 0; i < n; i++) {
                        row[i] *= random.nextInt(1) == 0 ? scale : 1;
                    }
                }
            }
            Matrix returns = Matrix.of(rows);
            Matrix covariance = Settings.covariance(returns);
            double[] budgets = new double[n];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                budgets[i] = random.nextInt(10) == 0 || !(covariance.get(i, i) > 0) ? 0 : 0.1 + random.nextDouble();
                sum += budgets[i];
            }
            if (sum == 0) {
                budgets[0] = sum = 1;
            }
            for (int i = 0; i < n; i++) {
                budgets[i] /= sum;
            }
            RiskMeasure[] measures = RiskMeasure.values();
            Risk risk = new Risk(measures[random.nextInt(measures.length)],
                    new double[]{0.8, 0.9, 0.95, 0.99}[random.nextInt(4)],
                    false);
            return new Problem(Settings.of(returns, covariance, constraints(random, n)), risk, Vector.wrap(budgets));
        }

        private static List<Constraint> constraints(Random random, int n) {
            List<Constraint> constraints = new ArrayList<>(List.of(Settings.INVESTED, Settings.LONG));
            if (random.nextInt(2) == 0) {
                constraints.add(Settings.cap((1 + random.nextDouble() * 1.5) / n));
            }
            if (random.nextInt(3) == 0) {
                constraints.add(Settings.floor(random.nextDouble() * 0.9 / n));
            }
            if (random.nextInt(3) == 0) {
                constraints.add(Settings.sector("S0", null, 0.15 + 0.3 * random.nextDouble()));
            }
            if (random.nextInt(3) == 0) {
                constraints.add(Settings.sector("S1", 0.2 + 0.3 * random.nextDouble(), null));
            }
            if (random.nextInt(6) == 0) {
                double exact = 0.2 + 0.2 * random.nextDouble();
                constraints.add(new Constraint.Group("Exact", true, "sector", "S1", exact, exact, false));
            }
            if (random.nextInt(4) == 0) {
                constraints.add(new Constraint.Linear("Spread", true, Map.of("A0", 1.0, "A1", -2.0), null,
                        0.05 * random.nextDouble()));
            }
            return constraints;
        }

        double value(Vector weights) {
            return risk.measure().quadratic()
                    ? Math.sqrt(Kernels.quadratic(setting.moments().covariance(), weights.shared()))
                    : RiskMeasures.of(OutcomeForm.ofDegreeOne(risk),
                            new Outcomes(setting.outcomes().returns()).of(weights));
        }

        double barrier(Vector weights, double lambda) {
            double barrier = value(weights);
            for (int i = 0; i < weights.size(); i++) {
                barrier -= weights.get(i) == 0 ? 0 : lambda * budgets.get(i) * Math.log(weights.get(i));
            }
            return barrier;
        }
    }
}
