package tangency.core.solve.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.Golden;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;
import tangency.core.solve.Allocation;
import tangency.core.solve.Stop;

@NullUnmarked // what is null by mistake fails the test
class RiskBudgetsTest {
    static BudgetAnswer solve(Allocation setting, Risk risk, Vector budgets) {
        return RiskBudgets.solve(setting, risk, budgets, RiskBudgeting.on(setting.moments().covariance()), null,
                Stop.NEVER);
    }

    private static BudgetAnswer.Parity parity(Allocation setting, Risk risk, Vector budgets) {
        BudgetAnswer answer = solve(setting, risk, budgets);
        assertThat(answer).isInstanceOf(BudgetAnswer.Parity.class);
        return (BudgetAnswer.Parity) answer;
    }

    private static BudgetAnswer.Held held(Allocation setting, Risk risk, Vector budgets) {
        BudgetAnswer answer = solve(setting, risk, budgets);
        assertThat(answer).isInstanceOf(BudgetAnswer.Held.class);
        return (BudgetAnswer.Held) answer;
    }

    /** risk(y) - Σ b ln y at the best multiple of w. */
    private static double barrier(Outcomes outcomes, Risk risk, Vector budgets, Vector weights, double unit) {
        double value = unit * RiskMeasures.of(OutcomeForm.ofDegreeOne(risk), outcomes.of(weights));
        double sum = 1;
        for (int i = 0; i < weights.size(); i++) {
            sum -= budgets.get(i) == 0 ? 0 : budgets.get(i) * Math.log(weights.get(i) / value);
        }
        return sum;
    }

    @Test
    void cvarParity_isTheReferenceAnswer() {
        var result = Golden.results("risk_parity.json", "A").path("cvar95_equal_budget");
        Matrix returns = Golden.returns("A");
        Vector budgets = Settings.equal(20);
        BudgetAnswer.Parity answer = parity(Settings.of(returns), Risk.of(RiskMeasure.CVAR), budgets);

        double objective = barrier(new Outcomes(returns), Risk.of(RiskMeasure.CVAR), budgets, answer.weights(), 100);
        assertThat(objective / result.path("barrier_objective").asDouble()).isCloseTo(1, within(1e-12));
        double[] weights = Golden.vector(result.path("weights"));
        for (int i = 0; i < 20; i++) {
            assertThat(answer.weights().get(i)).isCloseTo(weights[i], within(1e-7));
        }
        assertThat(answer.certificate().proves()).isTrue();
    }

    /** The interior point and the cuts, on outcomes, know nothing of the Newton method on the covariance. */
    @Test
    void standardDeviation_onOutcomes_isTheReferenceAnswerOnTheCovariance() {
        var result = Golden.results("risk_parity.json", "A").path("linear_1_to_n");
        Matrix returns = Golden.returns("A");
        double[] budgets = Golden.vector(result.path("budget"));
        double[] weights = Golden.vector(result.path("weights"));
        double[] guess = new double[20];
        Arrays.fill(guess, 0.05);
        BudgetSearch.Found found = new BudgetSearch(
                new OutcomeForm(Risk.of(RiskMeasure.STANDARD_DEVIATION), returns.shared(), guess), budgets, null)
                .run(Stop.NEVER);
        BudgetSearch.Found quadratic = new BudgetSearch(new QuadraticForm(Settings.covariance(returns).shared(), guess),
                budgets, null).run(Stop.NEVER);

        double sum = Arrays.stream(found.positions()).sum();
        double other = Arrays.stream(quadratic.positions()).sum();
        for (int i = 0; i < 20; i++) {
            assertThat(found.positions()[i] / sum).isCloseTo(weights[i], within(1e-7));
            assertThat(quadratic.positions()[i] / other).isCloseTo(weights[i], within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource
    void parity_meetsEveryBudget_byEveryMeasure(RiskMeasure measure) {
        Matrix returns = Golden.returns("A");
        double[] shares = new Random(4).doubles(20, 0.2, 1).toArray();
        shares[3] = 0;
        double sum = Arrays.stream(shares).sum();
        Vector budgets = Vector.wrap(Arrays.stream(shares).map(b -> b / sum).toArray());
        Risk risk = Risk.of(measure);
        BudgetAnswer.Parity answer = parity(Settings.of(returns, Settings.INVESTED, Settings.LONG), risk, budgets);

        assertThat(answer.certificate().proves()).isTrue();
        assertThat(answer.weights().get(3)).isZero();
        assertThat(answer.weights().sum()).isCloseTo(1, within(1e-14));
        for (int i = 0; i < 20; i++) {
            assertThat(answer.shares().get(i)).isCloseTo(budgets.get(i), within(1e-10));
        }
        // No other portfolio has a lower barrier.
        Outcomes outcomes = new Outcomes(returns);
        double best = barrier(outcomes, risk, budgets, answer.weights(), 1);
        Random random = new Random(9);
        for (int trial = 0; trial < 200; trial++) {
            double[] w = answer.weights().toArray();
            double size = Math.pow(10, -random.nextInt(5));
            for (int i = 0; i < w.length; i++) {
                w[i] *= Math.exp(size * random.nextGaussian());
            }
            assertThat(barrier(outcomes, risk, budgets, Vector.wrap(w), 1)).isGreaterThanOrEqualTo(best - 1e-12);
        }
    }

    /** Where the measure has a derivative its own shares are the budgets. */
    @ParameterizedTest
    @EnumSource(names = {"STANDARD_DEVIATION", "SEMI_DEVIATION", "EVAR"})
    void smoothMeasures_shareAsBudgeted_byTheirOwnDerivatives(RiskMeasure measure) {
        Matrix returns = Golden.returns("A");
        BudgetAnswer.Parity answer = parity(Settings.of(returns), Risk.of(measure), Settings.equal(20));
        Vector shares = RiskMeasures.shares(Risk.of(measure), new Outcomes(returns), answer.weights());

        for (int i = 0; i < 20; i++) {
            assertThat(shares.get(i)).isCloseTo(0.05, within(1e-7));
        }
    }

    /** Each of two assets contributes half where the weights are inverse to the risks they have alone, for they move as one. */
    @ParameterizedTest
    @EnumSource
    void assetsThatMoveAsOne_areHeldInverselyToTheirRisk(RiskMeasure measure) {
        double[][] rows = Settings.returns(new Random(1), 100, 1);
        Matrix returns = Matrix
                .of(Arrays.stream(rows).map(row -> new double[]{row[0], 3 * row[0]}).toArray(double[][]::new));
        BudgetAnswer.Parity answer = parity(Settings.of(returns), Risk.of(measure), Vector.of(0.4, 0.6));

        assertThat(answer.weights().get(0)).isCloseTo(0.4 / (0.4 + 0.2), within(1e-10));
    }

    @Test
    void weights_doNotDependOnScale_norOnTheOrderOfAssets() {
        double[][] rows = Settings.returns(new Random(6), 150, 8);
        Vector budgets = Settings.equal(8);
        for (RiskMeasure measure : RiskMeasure.values()) {
            Vector weights = parity(Settings.of(Matrix.of(rows)), Risk.of(measure), budgets).weights();
            for (double scale : new double[]{1e-9, 1e9}) {
                double[][] scaled = Arrays.stream(rows).map(row -> Arrays.stream(row).map(x -> x * scale).toArray())
                        .toArray(double[][]::new);
                Vector same = parity(Settings.of(Matrix.of(scaled)), Risk.of(measure), budgets).weights();
                for (int i = 0; i < 8; i++) {
                    assertThat(same.get(i)).isCloseTo(weights.get(i), within(1e-6));
                }
            }
            double[][] turned = Arrays.stream(rows).map(row -> {
                double[] other = new double[8];
                for (int i = 0; i < 8; i++) {
                    other[i] = row[7 - i];
                }
                return other;
            }).toArray(double[][]::new);
            Vector same = parity(Settings.of(Matrix.of(turned)), Risk.of(measure), budgets).weights();
            for (int i = 0; i < 8; i++) {
                assertThat(same.get(7 - i)).as(measure.name()).isCloseTo(weights.get(i), within(1e-6));
            }
        }
    }

    /** Under bounds alone, coordinate descent (Griveau-Billion, Richard and Roncalli 2013) inside a bisection on λ. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void boundsOnAVariance_agreeWithCoordinateDescent(int seed) {
        Random random = new Random(seed);
        int n = 4 + random.nextInt(10);
        Matrix returns = Matrix.of(Settings.returns(random, 300, n));
        double cap = 1.3 / n;
        double floor = 0.5 / n;
        Allocation setting = Settings.of(returns, Settings.INVESTED, Settings.cap(cap), Settings.floor(floor));
        BudgetAnswer.Held answer = held(setting, Risk.of(RiskMeasure.VARIANCE), Settings.equal(n));

        double low = 1e-12;
        double high = 1e3;
        double[] x = new double[n];
        for (int step = 0; step < 200; step++) {
            double lambda = Math.sqrt(low * high);
            x = descent(setting.moments().covariance(), lambda, n, floor, cap);
            if (Arrays.stream(x).sum() < 1) {
                low = lambda;
            } else {
                high = lambda;
            }
        }
        for (int i = 0; i < n; i++) {
            assertThat(answer.weights().get(i)).isCloseTo(x[i], within(1e-9));
        }
        assertThat(answer.certificate().proves()).isTrue();
        // Bound are bounds bit for bit, and all others share in proportion.
        for (int i = 0; i < n; i++) {
            double w = answer.weights().get(i);
            if (Math.abs(w - cap) < 1e-8 || Math.abs(w - floor) < 1e-8) {
                assertThat(w == cap || w == floor).isTrue();
            } else {
                assertThat(answer.shares().get(i) * n).isCloseTo(answer.proportion(), within(1e-9));
            }
        }
    }

    private static double[] descent(Matrix covariance, double lambda, int n, double floor, double cap) {
        double[] x = new double[n];
        Arrays.fill(x, floor);
        for (int sweep = 0; sweep < 500; sweep++) {
            for (int i = 0; i < n; i++) {
                double others = Kernels.dot(covariance.row(i), x) - covariance.get(i, i) * x[i];
                double root = (-others + Math.sqrt(others * others + 4 * covariance.get(i, i) * lambda / n))
                        / (2 * covariance.get(i, i));
                x[i] = Math.clamp(root, floor, cap);
            }
        }
        return x;
    }

    /** The derivative of min risk - λ Σ b ln w at that λ, by moving the limit. */
    @Test
    void prices_areDerivativesOfTheBarrierObjective() {
        Matrix returns = Matrix.of(Settings.returns(new Random(12), 200, 6));
        Vector budgets = Settings.equal(6);
        for (RiskMeasure measure : List.of(RiskMeasure.VARIANCE, RiskMeasure.STANDARD_DEVIATION,
                RiskMeasure.SEMI_DEVIATION)) {
            Risk risk = Risk.of(measure);
            double most = parity(Settings.of(returns), risk, budgets).weights().get(0);
            BudgetAnswer.Held answer = held(Settings.of(returns, Settings.INVESTED, Settings.cap(most / 2, "A0")), risk,
                    budgets);
            // At the optimum: d risk / dw₀ = λ b / w₀ + price.
            Vector parts = RiskMeasures.contributions(risk, new Outcomes(returns), answer.weights());
            double w = answer.weights().get(0);
            double value = RiskMeasures.of(risk, new Outcomes(returns).of(answer.weights()));
            double lambda = answer.proportion() * value * RiskMeasures.degree(measure);
            double price = answer.prices().bounds().get(0) * answer.prices().perUnit();
            assertThat(price).isNegative();
            assertThat(parts.get(0) / w).isCloseTo(lambda / 6 / w + price, within(1e-6 * Math.abs(price)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void limitsOfAllKinds_onEveryMeasure_areProved(RiskMeasure measure) {
        Matrix returns = Golden.returns("A");
        Allocation setting = Settings.of(returns, Settings.INVESTED, Settings.LONG, Settings.cap(0.065),
                Settings.sector("S0", 0.42, null),
                Settings.floor(0.035, "A1", "A16"));
        BudgetAnswer.Held answer = held(setting, Risk.of(measure), Settings.equal(20));

        assertThat(answer.certificate().proves()).as("%s", answer.certificate()).isTrue();
        assertThat(Arrays.stream(answer.weights().shared()).max().getAsDouble()).isLessThanOrEqualTo(0.065 + 1e-12);
        assertThat(answer.weights().get(1)).isGreaterThanOrEqualTo(0.035 - 1e-12);
    }

    @Test
    void limitsThatDoNotMatter_leaveParity() {
        Matrix returns = Golden.returns("A");
        BudgetAnswer.Parity answer = parity(
                Settings.of(returns, Settings.INVESTED, Settings.LONG, Settings.cap(0.2), Settings.floor(0.01)),
                Risk.of(RiskMeasure.STANDARD_DEVIATION), Settings.equal(20));
        double[] weights = Golden.vector(Golden.results("risk_parity.json", "A").path("equal").path("weights"));
        for (int i = 0; i < 20; i++) {
            assertThat(answer.weights().get(i)).isCloseTo(weights[i], within(1e-10));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VARIANCE", "CVAR", "ULCER"})
    void capsThatLeaveNoChoice_areTheAnswer(RiskMeasure measure) {
        BudgetAnswer.Held answer = held(Settings.of(Golden.returns("A"), Settings.INVESTED, Settings.cap(0.05)),
                Risk.of(measure),
                Settings.equal(20));

        assertThat(answer.weights()).isEqualTo(Settings.equal(20));
        assertThat(answer.certificate().proves()).isTrue();
    }

    @Test
    void aLimitThatForbidsAnAsset_keepsItOut() {
        BudgetAnswer.Held answer = held(
                Settings.of(Golden.returns("A"), Settings.INVESTED, Settings.LONG, Settings.cap(0, "A2"),
                        Settings.sector("S1", null, 0.0)),
                Risk.of(RiskMeasure.STANDARD_DEVIATION), Settings.equal(20));

        for (int i = 0; i < 20; i++) {
            boolean out = i == 2 || i % 3 == 1;
            assertThat(answer.weights().get(i) == 0).isEqualTo(out);
            if (!out) {
                assertThat(answer.shares().get(i)).isCloseTo(1.0 / 12, within(1e-9));
            }
        }
        assertThat(answer.certificate().proves()).isTrue();
    }

    @Test
    void limitsThatContradict_areNamed() {
        BudgetAnswer answer = solve(
                Settings.of(Golden.returns("A"), Settings.INVESTED, Settings.LONG, Settings.cap(0.04)),
                Risk.of(RiskMeasure.CVAR),
                Settings.equal(20));

        assertThat(answer).isInstanceOfSatisfying(BudgetAnswer.Infeasible.class, none -> {
            assertThat(none.why().conflict()).containsExactlyInAnyOrder("Fully invested", "Cap 0.04");
            assertThat(none.why().relaxation()).containsKey("Cap 0.04");
        });
    }

    @Test
    void aFloorUnderAnAssetWithoutBudget_isInConflictWithIt() {
        double[] budgets = new double[20];
        Arrays.fill(budgets, 1.0 / 19);
        budgets[0] = 0;
        BudgetAnswer answer = solve(Settings.of(Golden.returns("A"), Settings.INVESTED, Settings.floor(0.1, "A0")),
                Risk.of(RiskMeasure.STANDARD_DEVIATION), Vector.wrap(budgets));

        assertThat(answer).isInstanceOfSatisfying(BudgetAnswer.Infeasible.class,
                none -> assertThat(none.why().conflict()).containsExactly("Floor 0.1A0"));
    }

    @Test
    void aPortfolioWithoutRisk_isNoAnswer() {
        Matrix hedged = Matrix.of(new double[][]{{0.01, -0.01}, {-0.02, 0.02}, {0.01, -0.01}, {0.03, -0.03}});
        Matrix rising = Matrix.of(new double[][]{{0.01, 0.02}, {0.03, 0.01}, {0.02, 0.02}, {0.01, 0.04}});
        for (RiskMeasure measure : RiskMeasure.values()) {
            assertThat(solve(Settings.of(hedged), Risk.of(measure), Settings.equal(2))).as(measure.name())
                    .isInstanceOf(BudgetAnswer.Failed.class);
        }
        for (RiskMeasure measure : List.of(RiskMeasure.CVAR, RiskMeasure.WORST_CASE, RiskMeasure.MAX_DRAWDOWN,
                RiskMeasure.ULCER)) {
            assertThat(solve(Settings.of(rising), Risk.of(measure), Settings.equal(2))).as(measure.name())
                    .isInstanceOf(BudgetAnswer.Failed.class);
        }
    }

    @Test
    void stopped_isFailedOrInexact() {
        BudgetAnswer answer = RiskBudgets.solve(Settings.of(Golden.returns("A"), Settings.INVESTED, Settings.cap(0.06)),
                Risk.of(RiskMeasure.CDAR), Settings.equal(20),
                RiskBudgeting.on(Settings.covariance(Golden.returns("A"))), null,
                () -> true);
        assertThat(answer).isInstanceOf(BudgetAnswer.Failed.class);
    }
}
