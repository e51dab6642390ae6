package tangency.core.solve.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
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
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

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

    private static Allocation trading(double rate, double[] from, Constraint... constraints) {
        Allocation plain = setting(0, 1, constraints);
        Vector nothing = Vector.wrap(new double[N]);
        Trading trading = new Trading(Vector.wrap(from), 0.03, 1000, Vector.wrap(Sample.filled(N, rate)), 0, nothing,
                1.5, 0, 2, Vector.wrap(Sample.filled(N, 500)), nothing, nothing);
        return new Allocation(plain.universe(), plain.moments(), plain.constraints(), Holdings.CASH, Map.of(),
                List.of(), 0.0001, trading, null, Map.of("value", Vector.wrap(MEAN)));
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
                    // Two positions: 20 % less of the budget, 10 % more in each, or one name more.
                    assertThat(infeasible.relaxation().get("Fully invested")).isCloseTo(0.2, within(1e-8));
                    assertThat(infeasible.relaxation().get("Capped")).isCloseTo(0.1, within(1e-8));
                    assertThat(infeasible.relaxation().get("Few names")).isEqualTo(1.0);
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

    /**
     * Weights as purchases and sales from what is held, and as long and short sides, for every choice of three assets: an
     * independent way to say the same limits and costs.
     */
    @Test
    void turnoverGrossShortAndLinearCostsBesideChoices() {
        double[] from = {0.3, -0.1, 0, 0.4, 0.2, 0, 0.2, 0};
        double rate = 0.0004;
        Allocation setting = trading(rate, from, BUDGET, new Constraint.Bounds("Bounds", true, null, -0.3, 0.7),
                held(null, 3), new Constraint.Turnover("Calm", true, 1.1), new Constraint.Gross("Gross", true, 1.3),
                new Constraint.ShortSide("Short", true, 0.12));
        Solution.Optimal answer = (Solution.Optimal) solve(Model.MeanRisk.utility(20), setting);
        double best = Double.POSITIVE_INFINITY;
        for (int chosen = 0; chosen < 1 << N; chosen++) {
            if (Integer.bitCount(chosen) <= 3) {
                best = Math.min(best, split(chosen, from, rate / 2, 1.1 - 0.03, 1.3, 0.12));
            }
        }
        assertThat(answer.objective()).isCloseTo(-20 * best, within(1e-10));
        double[] w = answer.weights().shared();
        assertThat(w).hasSize(N);
        double turnover = 0.03;
        double gross = 0;
        for (int i = 0; i < N; i++) {
            turnover += Math.abs(w[i] - from[i]);
            gross += Math.abs(w[i]);
        }
        assertThat(answer.objective()).isCloseTo(Kernels.dot(MEAN, w) - rate / 2 * (turnover - 0.03)
                - 10 * Kernels.quadratic(COVARIANCE, w), within(1e-15));
        ConstraintState calm = answer.constraints().get(3);
        assertThat(calm.value()).isCloseTo(turnover, within(1e-12));
        assertThat(turnover).isLessThanOrEqualTo(1.1 + 1e-12);
        assertThat(answer.constraints().get(4).value()).isCloseTo(gross, within(1e-12));
        assertThat(gross).isLessThanOrEqualTo(1.3 + 1e-12);
    }

    /** The least of w'Sw/2 - (mean'w - cost)/20 on the assets of {@code chosen}; variables: bought, sold, long, short. */
    private static double split(int chosen, double[] from, double rate, double turnover, double gross, double shorts) {
        double[] mean = new double[4 * N];
        double[] lower = new double[4 * N];
        double[] upper = new double[4 * N];
        double[][] covariance = new double[4 * N][4 * N];
        List<LinearRow> rows = new ArrayList<>();
        double[] trades = new double[4 * N];
        double[] sides = new double[4 * N];
        double[] low = new double[4 * N];
        double[] sum = new double[4 * N];
        for (int i = 0; i < N; i++) {
            boolean in = (chosen >> i & 1) == 1;
            upper[i] = 2;
            upper[N + i] = 2;
            upper[2 * N + i] = in ? 0.7 : 0;
            upper[3 * N + i] = in ? 0.3 : 0;
            mean[2 * N + i] = MEAN[i];
            mean[3 * N + i] = -MEAN[i];
            mean[i] = -rate;
            mean[N + i] = -rate;
            trades[i] = 1;
            trades[N + i] = 1;
            sides[2 * N + i] = 1;
            sides[3 * N + i] = 1;
            low[3 * N + i] = 1;
            sum[2 * N + i] = 1;
            sum[3 * N + i] = -1;
            double[] same = new double[4 * N];
            same[2 * N + i] = 1;
            same[3 * N + i] = -1;
            same[i] = -1;
            same[N + i] = 1;
            rows.add(LinearRow.equality("w", same, from[i]));
            for (int j = 0; j < N; j++) {
                covariance[2 * N + i][2 * N + j] = COVARIANCE.get(i, j);
                covariance[3 * N + i][3 * N + j] = COVARIANCE.get(i, j);
                covariance[2 * N + i][3 * N + j] = -COVARIANCE.get(i, j);
                covariance[3 * N + i][2 * N + j] = -COVARIANCE.get(i, j);
            }
        }
        rows.add(LinearRow.equality("Budget", sum, 1));
        rows.add(LinearRow.atMost("Turnover", trades, turnover));
        rows.add(LinearRow.atMost("Gross", sides, gross));
        rows.add(LinearRow.atMost("Short", low, shorts));
        QuadraticProblem problem = QuadraticProblem.of(mean, Matrix.of(covariance), lower, upper, rows);
        return QuadraticSolver.minimise(problem, 1.0 / 20) instanceof QuadraticResult.Optimal optimal
                ? optimal.variance() / 2 - optimal.mean() / 20
                : Double.POSITIVE_INFINITY;
    }

    /** Trades of at most 20 % of 500 in two days are 20 % of the capital. */
    @Test
    void tradesThatAreLimitedAssetByAsset() {
        double[] from = {0.3, 0, 0, 0.3, 0.2, 0, 0.2, 0};
        Allocation setting = trading(0, from, BUDGET, LONG, held(null, 5),
                new Constraint.Participation("Slowly", true, 0.2, 2),
                new Constraint.NoSell("Keep A4", true, List.of("A4")),
                new Constraint.NoBuy("Enough A0", true, List.of("A0")),
                new Constraint.Factor("Value", true, "value", null, 0.0006));
        Solution.Optimal answer = (Solution.Optimal) solve(Model.MeanRisk.MINIMUM_VARIANCE, setting);
        double[] w = answer.weights().shared();
        for (int i = 0; i < N; i++) {
            assertThat(Math.abs(w[i] - from[i])).isLessThanOrEqualTo(0.2 + 1e-12);
        }
        assertThat(w[4]).isGreaterThanOrEqualTo(0.2);
        assertThat(w[0]).isLessThanOrEqualTo(0.3);
        assertThat(Kernels.dot(MEAN, w)).isLessThanOrEqualTo(0.0006 + 1e-12);
        assertThat(answer.constraints()).extracting(ConstraintState::name).containsExactly("Fully invested",
                "Long only", "Few names", "Slowly", "Keep A4", "Enough A0", "Value");
        assertThat(answer.constraints().getLast().value()).isCloseTo(Kernels.dot(MEAN, w), within(1e-15));
    }

    @Test
    void contradictionsOfTradesAreNamed() {
        double[] from = {1, 0, 0, 0, 0, 0, 0, 0};
        Allocation setting = trading(0, from, BUDGET, LONG, held(2, null),
                new Constraint.Turnover("Calm", true, 0.5));
        assertThat(solve(Model.MeanRisk.MINIMUM_VARIANCE, setting)).isInstanceOfSatisfying(Solution.Infeasible.class,
                infeasible -> assertThat(infeasible.conflict()).containsExactlyInAnyOrder("Long only", "Calm",
                        "Fully invested"));
    }
}
