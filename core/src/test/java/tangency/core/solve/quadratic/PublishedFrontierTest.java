package tangency.core.solve.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.solve.quadratic.Problems.corners;
import static tangency.core.solve.quadratic.Problems.invested;

import java.util.Arrays;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tangency.core.math.Matrix;
import tangency.core.solve.Frontier;

/** Against published frontiers: the OR-Library's (Chang, Meade, Beasley, Sharaiha 2000) and the critical-line paper's. */
@NullMarked
class PublishedFrontierTest {

    private static QuadraticProblem orLibrary(int number) {
        double[][] assets = Problems.numbers("data/or-library/port" + number + "-return.csv");
        double[] mean = Arrays.stream(assets).mapToDouble(row -> row[0]).toArray();
        double[][] covariance = new double[mean.length][mean.length];
        for (double[] entry : Problems.numbers("data/or-library/port" + number + "-risk.csv")) {
            int i = (int) entry[0] - 1;
            int j = (int) entry[1] - 1;
            covariance[i][j] = entry[2] * (assets[i][1] * assets[j][1]);
            covariance[j][i] = covariance[i][j];
        }
        return invested(mean, Matrix.of(covariance), 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"1,14", "2,41", "3,54", "4,74", "5,24"})
    void orLibraryHasAsManyCornersAsPublished(int number, int corners) {
        QuadraticProblem problem = orLibrary(number);
        CornerPortfolios portfolios = corners(problem);
        assertThat(portfolios.corners()).hasSize(corners);
        for (Corner corner : portfolios.corners()) {
            assertThat(Problems.violation(problem, corner.lambda(), corner.weights(), corner.boundMultipliers(),
                    corner.rowMultipliers())).isLessThan(1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "5,0"})
    void orLibraryVariancesAtEqualMeanAgree(int number, int leftOut) {
        QuadraticProblem problem = orLibrary(number);
        Frontier frontier = corners(problem).frontier();
        double[][] points = Problems.numbers("data/or-library/port" + number + "-frontier.csv");
        for (int k = 0; k < points.length - leftOut; k++) {
            double variance = frontier.at(points[k][0], problem.covariance().dense())
                    .variance();
            assertThat(variance).as("Point %d", k).isCloseTo(points[k][1], within(1e-6 * points[k][1]));
        }
    }

    @Test
    void tenAssetsOfTheCriticalLinePaper() {
        double[][] rows = Problems.numbers("data/or-library/bailey-lopez-de-prado-10.csv");
        Matrix covariance = Matrix.of(Arrays.copyOfRange(rows, 4, 14));
        QuadraticProblem problem = QuadraticProblem.of(rows[1], covariance, rows[2], rows[3],
                invested(rows[1], covariance, 0, 1).rows());
        CornerPortfolios portfolios = corners(problem);
        assertThat(portfolios.corners()).hasSize(10);
        assertThat(portfolios.frontier().minimumRisk().volatility()).isCloseTo(0.205238, within(5e-7));
        assertThat(MaximumRatio.of(problem, portfolios, 0)).isInstanceOfSatisfying(RatioResult.Optimal.class,
                optimum -> assertThat(optimum.ratio()).isCloseTo(4.45353, within(5e-6)));
    }
}
