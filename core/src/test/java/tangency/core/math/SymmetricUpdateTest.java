package tangency.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class SymmetricUpdateTest {
    private static final Workers PARALLEL = (count, task) -> IntStream.range(0, count).parallel().forEach(task);

    @Test
    void gram_isTheSumOverTheRowsInOrder_toTheBit() {
        int[] many = {0, 1, 2, 3, 4, 5, 7, 11, 127, 128, 129, 130, 259};
        for (int rows : many) {
            for (int columns : new int[]{0, 1, 2, 3, 4, 5, 8, 127, 128, 129, 131, 300}) {
                double[] x = random(rows * columns, rows + columns);
                assertThat(SymmetricUpdate.gram(x, rows, columns, 0.7)).as("%d x %d", rows, columns)
                        .isEqualTo(naive(x, rows, columns, 0.7));
            }
        }
    }

    @Test
    void workers_changeNoBit() {
        double[] x = random(150 * 700, 3);
        assertThat(SymmetricUpdate.gram(x, 150, 700, 1, PARALLEL)).isEqualTo(SymmetricUpdate.gram(x, 150, 700, 1));
        Workers backwards = (count, task) -> {
            for (int i = count - 1; i >= 0; i--) {
                task.accept(i);
            }
        };
        assertThat(SymmetricUpdate.gram(x, 150, 700, 1, backwards)).isEqualTo(SymmetricUpdate.gram(x, 150, 700, 1));
    }

    @Test
    void anInfiniteOrMissingValueOfOneColumn_staysInItsRowAndColumn() {
        double[] x = random(9 * 5, 1);
        x[5 * 4 + 2] = Double.NaN;
        double[] product = SymmetricUpdate.gram(x, 9, 5, 1);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                assertThat(Double.isNaN(product[i * 5 + j])).isEqualTo(i == 2 || j == 2);
            }
        }
    }

    @Test
    void refusesAnArrayOfAnotherSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> SymmetricUpdate.gram(new double[7], 2, 3, 1))
                .withMessageContaining("2 x 3").withMessageContaining("7");
    }

    private static double[] naive(double[] x, int rows, int columns, double scale) {
        double[] product = new double[columns * columns];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int t = 0; t < rows; t++) {
                    sum = Math.fma(x[t * columns + i], x[t * columns + j], sum);
                }
                product[i * columns + j] = sum * scale;
            }
        }
        return product;
    }

    private static double[] random(int count, long seed) {
        return new Random(seed).doubles(count, -1, 1).toArray();
    }
}
