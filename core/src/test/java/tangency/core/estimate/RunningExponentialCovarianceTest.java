package tangency.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import tangency.core.math.Matrix;

class RunningExponentialCovarianceTest {
    @Test
    void equalsTheEstimateFromScratch_afterEveryReturn() {
        for (double halfLife : new double[]{0.5, 11, 63, 1e6}) {
            Matrix returns = Samples.returns(3, 120, 7);
            RunningExponentialCovariance running = new RunningExponentialCovariance(7, halfLife);
            for (int t = 0; t < 120; t++) {
                running.add(returns.row(t));
                compare(running, head(returns, t + 1), halfLife);
            }
        }
    }

    @Test
    void goesOnFromAnEstimate() {
        Matrix returns = Samples.returns(5, 90, 4);
        RunningExponentialCovariance running = RunningExponentialCovariance.after(head(returns, 60), 20);
        compare(running, head(returns, 60), 20);
        for (int t = 60; t < 90; t++) {
            running.add(returns.row(t));
        }
        compare(running, returns, 20);
    }

    @Test
    void isSymmetricToTheBit_andAnEarlierEstimateStays() {
        Matrix returns = Samples.returns(6, 200, 9);
        RunningExponentialCovariance running = new RunningExponentialCovariance(9, 30);
        running.add(returns.row(0));
        CovarianceEstimate first = running.estimate();
        assertThat(first.covariance().shared()).containsOnly(0);
        for (int t = 1; t < 200; t++) {
            running.add(returns.row(t));
        }
        Matrix covariance = running.estimate().covariance();
        assertThat(Samples.transposed(covariance)).isEqualTo(covariance);
        assertThat(first.covariance().shared()).containsOnly(0);
    }

    @Test
    void whatIsRefused_changesNothing() {
        RunningExponentialCovariance running = RunningExponentialCovariance.after(Samples.returns(6, 20, 2), 30);
        CovarianceEstimate before = running.estimate();
        assertThatIllegalArgumentException().isThrownBy(() -> running.add(new double[]{0.01, Double.NaN}))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> running.add(new double[3])).withMessageContaining("3");
        assertThatIllegalArgumentException().isThrownBy(() -> new RunningExponentialCovariance(2, 0))
                .withMessageContaining("half-life");
        assertThat(running.estimate()).isEqualTo(before);
    }

    private static void compare(RunningExponentialCovariance running, Matrix returns, double halfLife) {
        CovarianceEstimate expected = ExponentialCovariance.of(returns, halfLife);
        CovarianceEstimate actual = running.estimate();
        assertThat(actual.mean().toArray()).containsExactly(expected.mean().toArray(), within(1e-16));
        assertThat(actual.covariance().shared()).containsExactly(expected.covariance().shared(), within(1e-17));
    }

    private static Matrix head(Matrix returns, int rows) {
        int n = returns.columns();
        return Matrix.wrap(rows, n, Arrays.copyOf(returns.shared(), rows * n));
    }
}
