package tangency.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tangency.core.Golden;
import tangency.core.market.Asset;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.returns.Outcomes;
import tools.jackson.databind.JsonNode;

@NullUnmarked // what is null by mistake fails the test
class PortfolioMeasuresTest {
    private static final Matrix COVARIANCE = Matrix.of(new double[][]{{0.04, 0.006}, {0.006, 0.01}});

    private static PortfolioMeasures two(@Nullable Outcomes outcomes, double riskFree, double periods) {
        return new PortfolioMeasures(universe(), Vector.of(0.01, 0.02), COVARIANCE, outcomes, riskFree, periods);
    }

    private static Universe universe() {
        return new Universe(List.of(new Asset("A", "A", Map.of(), null, 1e6, 0.002, null),
                new Asset("B", "B", Map.of(), null, 4e6, 0.001, null)));
    }

    @Test
    void momentsGiveMeanVolatilityAndRatios() {
        Measures m = two(null, 0.005, 52).of(Vector.of(0.25, 0.75), Holdings.CASH, Costs.NONE);
        double variance = 0.0625 * 0.04 + 2 * 0.1875 * 0.006 + 0.5625 * 0.01;

        assertThat(m.mean()).isCloseTo(0.0175, within(1e-16));
        assertThat(m.volatility()).isCloseTo(Math.sqrt(variance), within(1e-16));
        assertThat(m.sharpe()).isCloseTo(0.0125 / Math.sqrt(variance), within(1e-15));
        assertThat(m.annualReturn()).isCloseTo(0.0175 * 52, within(1e-15));
        assertThat(m.annualVolatility()).isCloseTo(Math.sqrt(52 * variance), within(1e-15));
        assertThat(m.annualSharpe()).isCloseTo(0.0125 * 52 / Math.sqrt(52 * variance), within(1e-14));
        assertThat(m.effectiveAssets()).isCloseTo(1.6, within(1e-15));
        assertThat(m.diversificationRatio()).isCloseTo((0.25 * 0.2 + 0.75 * 0.1) / Math.sqrt(variance), within(1e-15));
        assertThat(m.averageCorrelation()).isCloseTo(0.3, within(1e-15));
        assertThat(m.var95()).isNull();
        assertThat(m.compoundReturn()).isNull();
    }

    @Test
    void averageCorrelation_weighsPairsByBothWeights() {
        Matrix covariance = Matrix.of(new double[][]{{1, 0.5, 0.2}, {0.5, 1, -0.1}, {0.2, -0.1, 1}});
        Universe three = new Universe(List.of(Asset.of("A"), Asset.of("B"), Asset.of("C")));
        Measures m = new PortfolioMeasures(three, Vector.of(0, 0, 0), covariance, null, 0, 252)
                .of(Vector.of(0.5, 0.3, 0.2), Holdings.CASH, Costs.NONE);

        assertThat(m.averageCorrelation())
                .isCloseTo((0.15 * 0.5 + 0.1 * 0.2 - 0.06 * 0.1) / (0.15 + 0.1 + 0.06), within(1e-15));
    }

    @Test
    void outcomesGiveTailDrawdownAndGrowth() {
        Matrix returns = Matrix.of(new double[][]{{-0.1, -0.1}, {0.2, 0.2}, {-0.05, -0.05}, {0.1, 0.1}});
        Measures m = two(new Outcomes(returns), 0, 2).of(Vector.of(0.5, 0.5), Holdings.CASH, Costs.NONE);

        assertThat(m.var95()).isCloseTo(0.1, within(1e-15));
        assertThat(m.cvar99()).isCloseTo(0.1, within(1e-15));
        // The start counts as a peak: the first loss is the largest fall.
        assertThat(m.maxDrawdown()).isCloseTo(0.1, within(1e-15));
        assertThat(m.compoundReturn()).isCloseTo(Math.sqrt(0.9 * 1.2 * 0.95 * 1.1) - 1, within(1e-15));
    }

    @Test
    void ruin_isForGood() {
        double[] returns = {0.1, -1.5, 0.5, -3};

        assertThat(Drawdowns.wealth(returns)).containsExactly(1.1, 0, 0, 0);
        assertThat(Drawdowns.maximum(returns)).isEqualTo(1);
        Matrix both = Matrix.of(new double[][]{{0.1, 0.1}, {-1.5, -1.5}, {0.5, 0.5}});
        assertThat(two(new Outcomes(both), 0, 252).of(Vector.of(1, 0), Holdings.CASH, Costs.NONE).compoundReturn())
                .isEqualTo(-1);
    }

    @Test
    void valueAtRisk_isTheSmallestLossThatCoversTheLevel() {
        Random random = new Random(4);
        for (int n : new int[]{1, 2, 19, 20, 21, 99, 100, 101, 1260}) {
            double[] returns = random.doubles(n, -1, 1).toArray();
            Tail tail = new Tail(returns);
            for (double level : new double[]{0.5, 0.9, 0.95, 0.99}) {
                // By definition, over the losses that occur.
                double expected = Arrays.stream(returns).map(r -> -r)
                        .filter(v -> Arrays.stream(returns).filter(r -> -r <= v).count() >= level * n - 1e-9).min()
                        .orElseThrow();
                assertThat(tail.valueAtRisk(level)).as(n + " " + level).isEqualTo(expected);
            }
        }
    }

    @Test
    void conditionalValueAtRisk_isTheLeastOfItsMinimisation() {
        Random random = new Random(5);
        for (int n : new int[]{1, 7, 20, 33, 250}) {
            double[] returns = random.doubles(n, -1, 1).toArray();
            Tail tail = new Tail(returns);
            for (double level : new double[]{0.5, 0.9, 0.95, 0.99}) {
                // Convex and piecewise linear in a: the least value is at one of the losses.
                double least = Double.POSITIVE_INFINITY;
                for (double a : returns) {
                    double excess = Arrays.stream(returns).map(r -> Math.max(0, -r + a)).sum();
                    least = Math.min(least, -a + excess / (n * (1 - level)));
                }
                assertThat(tail.conditionalValueAtRisk(level)).isCloseTo(least, within(1e-13));
            }
        }
    }

    @Test
    void tail_agreesWithTheReferenceAnswersOnTheirPortfolios() {
        JsonNode results = Golden.results("scenario_risk.json", "A");
        Outcomes outcomes = new Outcomes(Golden.returns("A"));
        for (String level : List.of("95", "99")) {
            JsonNode entry = results.path("cvar" + level);
            double[] returns = outcomes.of(Vector.wrap(Golden.vector(entry.path("weights"))));
            double expected = entry.path("objective_from_weights").asDouble();
            assertThat(new Tail(returns).conditionalValueAtRisk(Integer.parseInt(level) / 100.0)).isCloseTo(expected,
                    within(1e-10 * expected));
        }
        double[] worst = outcomes.of(Vector.wrap(Golden.vector(results.path("worst").path("weights"))));
        double expected = results.path("worst").path("objective_from_weights").asDouble();
        assertThat(new Tail(worst).valueAtRisk(0.9999)).isCloseTo(expected, within(1e-10 * expected));
    }

    @Test
    void turnover_countsWhatIsHeldOutsideTheUniverse() {
        Holdings held = new Holdings(1000, Map.of("A", 0.5, "Z", -0.2));

        assertThat(two(null, 0, 252).of(Vector.of(0.25, 0.75), held, Costs.NONE).turnover()).isCloseTo(1.2,
                within(1e-15));
        assertThat(two(null, 0, 252).of(Vector.of(0.25, 0.75), Holdings.CASH, Costs.NONE).turnover()).isEqualTo(1);
    }

    @Test
    void cost_addsUpItsParts() {
        Holdings held = new Holdings(1000, Map.of("A", 0.5, "Z", 0.2));
        Vector weights = Vector.of(0.25, 0.5);

        assertThat(cost(weights, held, new Costs(0.01, Map.of("B", 0.02), 0, false, null, 0, 1)))
                .isCloseTo(0.25 * 0.01 + 0.5 * 0.02 + 0.2 * 0.01, within(1e-16));
        assertThat(cost(weights, held, new Costs(0, Map.of(), 5, false, null, 0, 1))).isCloseTo(3 * 5 / 1000.0,
                within(1e-16));
        Holdings inside = new Holdings(1000, Map.of("A", 0.25));
        assertThat(cost(weights, inside, new Costs(0, Map.of(), 5, true, null, 0, 1)))
                .isCloseTo(5 / 1000.0 + 0.5 * 0.0005, within(1e-16));
        Costs.Impact bare = new Costs.Impact(0.1, 1.5, Costs.Impact.Scale.NONE);
        assertThat(cost(weights, inside, new Costs(0, Map.of(), 0, false, bare, 0, 1)))
                .isCloseTo(0.1 * Math.pow(0.5, 1.5), within(1e-16));
        Costs.Impact scaled = new Costs.Impact(0.8, 1.5, Costs.Impact.Scale.VOLATILITY_ADV);
        assertThat(cost(weights, inside, new Costs(0, Map.of(), 0, false, scaled, 0, 1)))
                .isCloseTo(0.8 * 0.1 * 0.5 * Math.sqrt(500 / 4e6), within(1e-16));
        assertThat(cost(weights, held, new Costs(0, Map.of(), 0, true, null, 0, 1))).isNull();
        assertThat(cost(weights, inside, Costs.NONE)).isZero();
    }

    private static @Nullable Double cost(Vector weights, Holdings holdings, Costs costs) {
        return two(null, 0, 252).of(weights, holdings, costs).cost();
    }

    @Test
    void varianceShares_sumToOneAndAreNullWithoutRisk() {
        Vector shares = PortfolioMeasures.varianceShares(COVARIANCE, Vector.of(0.25, 0.75));
        assertThat(shares).isNotNull();
        assertThat(shares.sum()).isCloseTo(1, within(1e-15));
        assertThat(shares.get(0)).isCloseTo(0.25 * (0.25 * 0.04 + 0.75 * 0.006) / 0.010375, within(1e-14));
        assertThat(PortfolioMeasures.varianceShares(COVARIANCE, Vector.of(0, 0))).isNull();
    }
}
