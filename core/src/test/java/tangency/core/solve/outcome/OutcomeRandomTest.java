package tangency.core.solve.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/** Seeded problems of every kind, judged by the optimality conditions and beside an independent linear solver. */
@NullMarked
class OutcomeRandomTest {
    private static final long FEW = 200;
    private static final long MANY = 10_000;

    @Test
    void everyAnswerIsProvenAndAgreesWithAnIndependentSolver() {
        LongStream.range(0, FEW).forEach(OutcomeRandomTest::check);
    }

    @Test
    @Tag("slow")
    void everyAnswerOfManyIsProven() {
        LongStream.range(FEW, MANY).forEach(OutcomeRandomTest::check);
    }

    private static void check(long seed) {
        OutcomeProblem problem = OutcomeFamily.of(seed);
        OutcomeRisk risk = OutcomeFamily.risk(seed, problem);
        OutcomeResult result = OutcomeSolver.solve(problem, risk, null, Stop.NEVER);
        String which = "Seed " + seed + ", " + risk + ", " + problem + ": " + result;
        switch (result) {
            case OutcomeResult.Optimal optimal -> {
                assertThat(optimal.certificate().proves()).as(which).isTrue();
                double unit = unit(problem);
                double size = size(problem, optimal);
                assertThat(optimal.risk()).as(which).isEqualTo(
                        risk.of(OutcomeCertificate.portfolioReturns(problem.returns(), optimal.weights().shared())));
                noPortfolioIsBetter(problem, risk, optimal, which);
                OutcomeResult again = OutcomeSolver.solve(problem, risk, optimal.start(), Stop.NEVER);
                assertThat(again).as(which).isInstanceOf(OutcomeResult.Optimal.class);
                assertThat(((OutcomeResult.Optimal) again).objective()).as(which).isCloseTo(optimal.objective(),
                        within(1e-9 * (size + 1e-6 * unit)));
            }
            case OutcomeResult.Infeasible infeasible ->
                assertThat(infeasible.conflict().members()).as(which).isNotEmpty();
            case OutcomeResult.Unbounded(String why, var direction) ->
                assertThat(Rays.endless(problem, risk, direction.toArray())).as(which).isTrue();
            // Squares hold half of the digits: rewards that all but vanish beside them can be lost, and it is said.
            case OutcomeResult.Inexact inexact -> assertThat(seed >= FEW && downside(risk)).as(which).isTrue();
            case OutcomeResult.Failed failed -> assertThat(seed >= FEW && downside(risk)).as(which).isTrue();
        }
        if (!downside(risk)) {
            agrees(problem, risk, result, which);
        }
    }

    private static boolean downside(OutcomeRisk risk) {
        return risk instanceof OutcomeRisk.SemiVariance || risk instanceof OutcomeRisk.SemiDeviation;
    }

    private static double unit(OutcomeProblem problem) {
        return OutcomeSystem.largest(problem.returns().shared());
    }

    /** The terms that the objective adds up. */
    private static double size(OutcomeProblem problem, OutcomeResult.Optimal optimal) {
        double size = Math.abs(optimal.risk());
        for (int j = 0; j < problem.size(); j++) {
            size += Math.abs(problem.lambda() * problem.mean()[j] * optimal.weights().get(j));
            size += unit(problem) * Math.abs(optimal.weights().get(j)) / problem.outcomes();
        }
        return size;
    }

    private static void agrees(OutcomeProblem problem, OutcomeRisk risk, OutcomeResult result, String which) {
        LinearProgram.Answer answer = LinearProgram.solve(problem, risk);
        switch (answer.status()) {
            case OPTIMAL -> {
                // The other solver's tolerances are absolute ones of its own scale.
                if (result instanceof OutcomeResult.Optimal optimal) {
                    double gross = Arrays.stream(optimal.weights().shared()).map(Math::abs).sum();
                    assertThat(optimal.objective()).as(which).isCloseTo(answer.objective(),
                            within(1e-6 * size(problem, optimal) + 1e-7 * unit(problem) * (1 + gross)));
                } else {
                    // Limits that are missed by less than the other solver's tolerance.
                    assertThat(result).as(which).isInstanceOf(OutcomeResult.Infeasible.class);
                    assertThat(((OutcomeResult.Infeasible) result).conflict().members()).as(which)
                            .allMatch(member -> member.amount() < 1e-6);
                }
            }
            case INFEASIBLE, UNBOUNDED -> {
                // Limits that leave hardly any room are a matter of its tolerance; a certificate settles it.
                if (result instanceof OutcomeResult.Optimal optimal) {
                    assertThat(optimal.certificate().primalResidual()).as(which).isLessThan(1e-12);
                    assertThat(optimal.certificate().relativeGap()).as(which).isLessThan(1e-8);
                }
            }
            case FEASIBLE, NOT_SOLVED, ABNORMAL, MODEL_INVALID -> {
                // It gave up, or refuses limits that cross.
            }
        }
    }

    /** Vertices of the limits, and mixtures of them with the answer. */
    private static void noPortfolioIsBetter(OutcomeProblem problem, OutcomeRisk risk, OutcomeResult.Optimal best,
            String which) {
        Random random = new Random(7);
        int n = problem.size();
        List<double[]> feasible = new ArrayList<>();
        feasible.add(best.weights().shared());
        double[] ones = new double[n * n];
        for (int j = 0; j < n; j++) {
            ones[j * n + j] = 1;
        }
        for (int k = 0; k < 3; k++) {
            OutcomeProblem other = problem.withReward(random.doubles(n, -1, 1).toArray(), 1);
            if (QuadraticSolver.minimise(other.limits(Matrix.wrap(n, n, ones)),
                    random.nextDouble() * 3) instanceof QuadraticResult.Optimal found) {
                feasible.add(found.weights().shared());
            }
        }
        for (int k = 0; k < 12; k++) {
            double[] one = feasible.get(random.nextInt(feasible.size()));
            double[] other = feasible.get(random.nextInt(feasible.size()));
            double share = random.nextInt(3) == 0 ? 1e-3 : random.nextDouble();
            double[] mixture = new double[n];
            Arrays.setAll(mixture, j -> share * one[j] + (1 - share) * other[j]);
            double value = risk.of(OutcomeCertificate.portfolioReturns(problem.returns(), mixture));
            double terms = Math.abs(value);
            for (int j = 0; j < n; j++) {
                value -= problem.lambda() * problem.mean()[j] * mixture[j];
                terms += Math.abs(problem.lambda() * problem.mean()[j] * mixture[j]);
            }
            assertThat(value).as(which).isGreaterThanOrEqualTo(best.objective()
                    - 1e-9 * (terms + size(problem, best)) - 1e-12 * unit(problem) * Math.min(1, unit(problem)));
        }
    }

    @Test
    void objectiveDoesNotDependOnTheOrderOrTheUnits() {
        for (long seed = 0; seed < FEW; seed += 4) {
            OutcomeProblem problem = OutcomeFamily.of(seed);
            OutcomeRisk risk = OutcomeFamily.risk(seed, problem);
            if (OutcomeSolver.solve(problem, risk, null, Stop.NEVER) instanceof OutcomeResult.Optimal optimal) {
                double room = 1e-8 * (size(problem, optimal) + 1e-6 * unit(problem));
                OutcomeResult turned = OutcomeSolver.solve(reversed(problem), risk, null, Stop.NEVER);
                assertThat(turned).as("Seed %d", seed).isInstanceOf(OutcomeResult.Optimal.class);
                assertThat(((OutcomeResult.Optimal) turned).objective()).as("Seed %d", seed)
                        .isCloseTo(optimal.objective(), within(room));
                double factor = 1000;
                boolean square = risk instanceof OutcomeRisk.SemiVariance;
                OutcomeResult larger = OutcomeSolver.solve(scaled(problem, factor, square ? factor : 1), risk, null,
                        Stop.NEVER);
                assertThat(larger).as("Seed %d", seed).isInstanceOf(OutcomeResult.Optimal.class);
                assertThat(((OutcomeResult.Optimal) larger).objective() / (square ? factor * factor : factor))
                        .as("Seed %d", seed).isCloseTo(optimal.objective(), within(room));
            }
        }
    }

    private static OutcomeProblem reversed(OutcomeProblem problem) {
        double[][] rows = problem.returns().toRows();
        double[][] turned = new double[rows.length][];
        for (int t = 0; t < rows.length; t++) {
            turned[t] = reversed(rows[rows.length - 1 - t]);
        }
        List<LinearRow> limits = problem.rows().stream()
                .map(row -> new LinearRow(row.name(), reversed(row.coefficients()), row.min(), row.max())).toList();
        return OutcomeProblem.of(Matrix.of(turned), reversed(problem.lower()), reversed(problem.upper()), limits)
                .withReward(reversed(problem.mean()), problem.lambda());
    }

    private static double[] reversed(double[] values) {
        double[] out = new double[values.length];
        Arrays.setAll(out, j -> values[values.length - 1 - j]);
        return out;
    }

    private static OutcomeProblem scaled(OutcomeProblem problem, double factor, double tolerance) {
        double[] values = problem.returns().shared().clone();
        Arrays.setAll(values, k -> values[k] * factor);
        double[] mean = problem.mean().clone();
        Arrays.setAll(mean, j -> mean[j] * factor);
        return OutcomeProblem
                .of(Matrix.wrap(problem.outcomes(), problem.size(), values), problem.lower(), problem.upper(),
                        problem.rows())
                .withReward(mean, problem.lambda() * tolerance);
    }
}
