package tangency.app.panel.riskbudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;

class BudgetSharesTest {
    private static BudgetShares of(double... shares) {
        return BudgetShares.of(shares, new boolean[shares.length]);
    }

    @Test
    void with_movesOneAndScalesTheOthers() {
        assertThat(of(0.2, 0.2, 0.6).with(0, 0.6).toArray()).containsExactly(new double[]{0.6, 0.1, 0.3},
                within(1e-15));
    }

    @Test
    void with_keepsLockedSharesAndStopsAtWhatTheyLeave() {
        BudgetShares start = BudgetShares.of(new double[]{0.2, 0.5, 0.3}, new boolean[]{false, true, false});
        assertThat(start.with(0, 0.9).toArray()).containsExactly(new double[]{0.5, 0.5, 0}, within(1e-15));
    }

    @Test
    void with_noUnlockedOther_keepsWhatIsLeft() {
        BudgetShares start = BudgetShares.of(new double[]{0.2, 0.5, 0.3}, new boolean[]{false, true, true});
        assertThat(start.with(0, 0.7).toArray()).containsExactly(new double[]{0.2, 0.5, 0.3}, within(1e-15));
    }

    @Test
    void with_othersAllZero_shareTheRestEqually() {
        assertThat(of(1, 0, 0).with(0, 0.5).toArray()).containsExactly(new double[]{0.5, 0.25, 0.25}, within(1e-15));
    }

    @Test
    void with_oneAsset_staysAtAll() {
        assertThat(of(1).with(0, 0.3).toArray()).containsExactly(1);
    }

    @Test
    void normalised_scalesTheUnlockedToFillUp() {
        BudgetShares start = BudgetShares.of(new double[]{0.4, 0.5, 0.5}, new boolean[]{true, false, false});
        assertThat(start.normalised().toArray()).containsExactly(new double[]{0.4, 0.3, 0.3}, within(1e-15));
    }

    @Test
    void equalised_sharesWhatTheLockedLeave() {
        BudgetShares start = BudgetShares.of(new double[]{0.4, 0.1, 0.5}, new boolean[]{true, false, false});
        assertThat(start.equalised().toArray()).containsExactly(new double[]{0.4, 0.3, 0.3}, within(1e-15));
    }

    @Test
    void everyMove_keepsTotalLocksAndProportions() {
        Random random = new Random(11);
        for (int run = 0; run < 500; run++) {
            int n = 2 + random.nextInt(30);
            double[] shares = new double[n];
            boolean[] locked = new boolean[n];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                shares[i] = random.nextInt(5) == 0 ? 0 : random.nextDouble();
                locked[i] = random.nextInt(4) == 0;
                sum += shares[i];
            }
            if (sum == 0) {
                continue;
            }
            for (int i = 0; i < n; i++) {
                shares[i] /= sum;
            }
            int moved = random.nextInt(n);
            BudgetShares before = BudgetShares.of(shares, locked);
            BudgetShares after = before.with(moved, random.nextDouble());
            assertThat(after.total()).isCloseTo(1, within(1e-12));
            for (int i = 0; i < n; i++) {
                assertThat(after.get(i)).isBetween(0.0, 1.0);
                if (locked[i] && i != moved) {
                    assertThat(after.get(i)).isEqualTo(shares[i]);
                }
                for (int j = 0; j < i; j++) {
                    boolean free = i != moved && j != moved && !locked[i] && !locked[j];
                    if (free && shares[i] > 0 && shares[j] > 0 && after.get(j) > 0) {
                        assertThat(after.get(i) / after.get(j)).isCloseTo(shares[i] / shares[j],
                                within(1e-9 * shares[i] / shares[j]));
                    }
                }
            }
        }
    }

    @Test
    void of_negativeShare_isTheCallersFault() {
        assertThatThrownBy(() -> of(-0.1, 1.1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-0.1");
    }
}
