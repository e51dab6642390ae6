package tangency.core.solve.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tangency.core.estimate.Moments;
import tangency.core.market.Asset;
import tangency.core.market.Universe;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Holdings;
import tangency.core.model.Limits;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.Trading;

@NullMarked
class DiscreteAllocationTest {
    private static final int N = 8;
    private static final Matrix COVARIANCE = Sample.hard(N, 11);
    private static final double[] MEAN = IntStream.range(0, N).mapToDouble(i -> 0.0004 * (i % 3) + 0.0001 * i)
            .toArray();
    private static final Constraint BUDGET = new Constraint.Budget("Fully invested", true, 1.0, 1.0);
    private static final Constraint LONG = new Constraint.Bounds("Long only", true, null, 0.0, 0.6);

    private static Allocation setting(double fixed, double price, Constraint... constraints) {
        List<String> ids = IntStream.range(0, N).mapToObj(i -> "A" + i).toList();
        Vector nothing = Vector.wrap(new double[N]);
        Vector unknown = Vector.wrap(Sample.filled(N, Double.NaN));
        Trading trading = new Trading(nothing, 0, 1000, nothing, fixed, nothing, 1.5, 0, 2, unknown,
                Vector.wrap(IntStream.range(0, N).mapToDouble(i -> price * (1 + i % 3)).toArray()), unknown);
        return new Allocation(new Universe(ids.stream().map(Asset::of).toList()),
                new Moments(ids, Vector.wrap(MEAN), COVARIANCE, null, null, null), List.of(constraints),
                Holdings.CASH, Map.of(), List.of(), 0.0001, trading, null, Map.of());
    }

    private static Solution solve(Model.MeanRisk model, Allocation setting) {
        return DiscreteAllocation.solve(model, setting, Limits.NONE, Stop.NEVER);
    }

    private static Constraint held(@Nullable Integer min, @Nullable Integer max) {
        return new Constraint.Cardinality("Few names", true, min, max);
    }

    @Test
    void statesSayWhereEachLimitStands() {
        Solution.Optimal answer = (Solution.Optimal) solve(Model.MeanRisk.MINIMUM_VARIANCE, setting(0, 1, BUDGET, LONG,
                held(2, 3), new Constraint.MinimumPosition("Not too small", true, 0.3)));
        assertThat(answer.constraints()).extracting(ConstraintState::name).containsExactly("Fully invested",
                "Long only", "Few names", "Not too small");
        assertThat(answer.constraints()).allSatisfy(state -> assertThat(state.multiplier()).isNull());
        ConstraintState few = answer.constraints().get(2);
        long count = Arrays.stream(answer.weights().shared()).filter(w -> w != 0).count();
        assertThat(few.value()).isEqualTo(count);
        assertThat(few.slack()).isEqualTo(Math.min(count - 2.0, 3.0 - count));
        assertThat(few.binding()).isEqualTo(Double.valueOf(0).equals(few.slack()));
        ConstraintState small = answer.constraints().get(3);
        double least = Arrays.stream(answer.weights().shared()).filter(w -> w != 0).min().orElseThrow();
        assertThat(small.value()).isEqualTo(least);
        assertThat(least).isGreaterThanOrEqualTo(0.3 - 1e-12);
        assertThat(answer.objective())
                .isCloseTo(Kernels.quadratic(COVARIANCE, answer.weights().shared()), within(1e-18));
    }

    @Test
    void goalsSpeakTheirOwnUnits() {
        Allocation setting = setting(0, 1, BUDGET, LONG, held(null, 2));
        Solution.Optimal risk = (Solution.Optimal) solve(new Model.MeanRisk(Model.Goal.MINIMISE_RISK,
                Risk.of(RiskMeasure.STANDARD_DEVIATION), null, null), setting);
        assertThat(risk.objective()).isCloseTo(Math.sqrt(Kernels.quadratic(COVARIANCE, risk.weights().shared())),
                within(1e-15));
        Solution.Optimal most = (Solution.Optimal) solve(Model.MeanRisk.of(Model.Goal.MAXIMISE_RETURN), setting);
        assertThat(most.objective()).isCloseTo(0.6 * 0.0013 + 0.4 * 0.0011, within(1e-15));
        Solution.Optimal utility = (Solution.Optimal) solve(Model.MeanRisk.utility(4), setting);
        double[] w = utility.weights().shared();
        assertThat(utility.objective())
                .isCloseTo(Kernels.dot(MEAN, w) - 2 * Kernels.quadratic(COVARIANCE, w), within(1e-15));
        Solution.Optimal ratio = (Solution.Optimal) solve(Model.MeanRisk.of(Model.Goal.MAXIMISE_RATIO), setting);
        double[] v = ratio.weights().shared();
        assertThat(ratio.objective()).isCloseTo(
                (Kernels.dot(MEAN, v) - 0.0001) / Math.sqrt(Kernels.quadratic(COVARIANCE, v)), within(1e-12));
    }

    /** A trade of each asset costs 0.1 % over two periods: fewer are held, and the cost is deducted. */
    @Test
    void fixedCostsAreDeductedOverTheHorizon() {
        Solution.Optimal free = (Solution.Optimal) solve(Model.MeanRisk.utility(40),
                setting(0, 1, BUDGET, LONG, held(null, N)));
        Solution.Optimal paid = (Solution.Optimal) solve(Model.MeanRisk.utility(40), setting(0.001, 1, BUDGET, LONG));
        double[] w = paid.weights().shared();
        long count = Arrays.stream(w).filter(x -> x != 0).count();
        assertThat(count).isLessThan(Arrays.stream(free.weights().shared()).filter(x -> x != 0).count());
        assertThat(paid.objective()).isCloseTo(
                Kernels.dot(MEAN, w) - 0.0005 * count - 20 * Kernels.quadratic(COVARIANCE, w), within(1e-15));
        assertThat(DiscreteAllocation.needed(Model.MeanRisk.utility(4), setting(0.001, 1, BUDGET))).isTrue();
        assertThat(DiscreteAllocation.needed(Model.MeanRisk.MINIMUM_VARIANCE, setting(0.001, 1, BUDGET))).isFalse();
    }

    /** Ten units of an asset at 1, 2 or 3 are 1, 2 or 3 per cent of a capital of 1000. */
    @Test
    void lotsAreWhole() {
        Solution.Optimal answer = (Solution.Optimal) solve(Model.MeanRisk.MINIMUM_VARIANCE, setting(0, 5, BUDGET, LONG,
                held(null, 3), new Constraint.Lots("Whole lots", true, 10.0)));
        for (int i = 0; i < N; i++) {
            double count = answer.weights().get(i) / (0.05 * (1 + i % 3));
            assertThat(count).isCloseTo(Math.rint(count), within(1e-9));
        }
        assertThat(answer.weights().sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void lotsThatCannotBeValuedAreSaid() {
        assertThat(solve(Model.MeanRisk.MINIMUM_VARIANCE,
                setting(0, 5, BUDGET, LONG, new Constraint.Lots("Whole lots", true, null))))
                .isInstanceOfSatisfying(Solution.Failed.class,
                        failed -> assertThat(failed.message()).contains("'Whole lots'").contains("'A0'"));
    }

    /** Whole lots of 7 %, 14 % and 21 % never add up to all the capital. */
    @Test
    void aBudgetThatWholeLotsCannotMeetNamesOneThatTheyCan() {
        Solution answer = solve(Model.MeanRisk.MINIMUM_VARIANCE,
                setting(0, 7, BUDGET, LONG, new Constraint.Lots("Whole lots", true, 10.0)));
        assertThat(answer).isInstanceOfSatisfying(Solution.Infeasible.class, infeasible -> {
            assertThat(infeasible.conflict()).contains("Fully invested", "Whole lots");
            assertThat(infeasible.message()).contains("a budget from 0.98");
        });
    }

    @Test
    void highlyCorrelatedPairsAreKeptApart() {
        double limit = 0.3;
        Solution.Optimal answer = (Solution.Optimal) solve(Model.MeanRisk.MINIMUM_VARIANCE,
                setting(0, 1, BUDGET, LONG, new Constraint.Correlation("Unlike", true, limit, null)));
        ConstraintState state = answer.constraints().getLast();
        assertThat(state.name()).isEqualTo("Unlike");
        double highest = -1;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < i; j++) {
                if (answer.weights().get(i) != 0 && answer.weights().get(j) != 0) {
                    highest = Math.max(highest, COVARIANCE.get(i, j)
                            / Math.sqrt(COVARIANCE.get(i, i) * COVARIANCE.get(j, j)));
                }
            }
        }
        assertThat(highest).isLessThanOrEqualTo(limit);
        assertThat(state.value()).isCloseTo(highest, within(1e-12));
    }

    /** Two assets of at most 40 % do not make 100 %; the position limit has nothing to do with it. */
    @Test
    void contradictionsNameChoicesAndLimits() {
        Constraint cap = new Constraint.Bounds("Capped", true, null, 0.0, 0.4);
        assertThat(solve(Model.MeanRisk.MINIMUM_VARIANCE,
                setting(0, 1, BUDGET, cap, held(null, 2), new Constraint.MinimumPosition("Not too small", true, 0.01))))
                .isInstanceOfSatisfying(Solution.Infeasible.class, infeasible -> {
                    assertThat(infeasible.conflict()).containsExactly("Fully invested", "Capped", "Few names");
                    assertThat(infeasible.message()).contains("without any one of them");
                });
    }

    @Test
    void contradictionsOfLimitsAloneCarryTheirRelaxation() {
        Constraint cap = new Constraint.Bounds("Capped", true, null, 0.0, 0.1);
        assertThat(solve(Model.MeanRisk.MINIMUM_VARIANCE, setting(0, 1, BUDGET, cap, held(null, 2))))
                .isInstanceOfSatisfying(Solution.Infeasible.class, infeasible -> {
                    assertThat(infeasible.conflict()).containsExactlyInAnyOrder("Fully invested", "Capped");
                    assertThat(infeasible.relaxation().get("Fully invested")).isCloseTo(0.2, within(1e-9));
                });
    }

    @Test
    void nothingEarnsMoreThanTheRiskFreeRate() {
        Constraint floor = new Constraint.Bounds("Only the worst", true, List.of("A1", "A2", "A4", "A5", "A6", "A7"),
                0.0, 0.0);
        Allocation setting = setting(0, 1, BUDGET,
                new Constraint.Bounds("Long only", true, null, 0.0, 1.0), floor, held(null, 1),
                new Constraint.Linear("First", true, Map.of("A0", 1.0), 1.0, null));
        assertThat(solve(Model.MeanRisk.of(Model.Goal.MAXIMISE_RATIO), setting))
                .isInstanceOfSatisfying(Solution.Infeasible.class,
                        infeasible -> assertThat(infeasible.message()).contains("risk-free rate"));
    }

    @Test
    void anEarlyEndSaysHowFarItIs() {
        Solution answer = DiscreteAllocation.solve(Model.MeanRisk.MINIMUM_VARIANCE,
                setting(0, 1, BUDGET, LONG, held(null, 3), new Constraint.MinimumPosition("Not too small", true, 0.3)),
                new Limits(null, 1L), Stop.NEVER);
        assertThat(answer).isInstanceOfSatisfying(Solution.Inexact.class, inexact -> {
            assertThat(inexact.certificate().relativeGap()).isGreaterThan(1e-8);
            assertThat(inexact.message()).contains("after 1 nodes").contains("gap");
        });
    }
}
