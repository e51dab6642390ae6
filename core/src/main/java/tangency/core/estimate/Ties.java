package tangency.core.estimate;

import java.util.Arrays;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * Decides between equally small numbers, so that a search that asks it can be repeated for each of its answers in turn or at
 * random. Not thread-safe, but for {@link #FIRST}.
 */
class Ties {
    /** Always the first. */
    static final Ties FIRST = new Ties();

    private Ties() {}

    /** Index of the smallest of the first {@code length} values, at least one. */
    int smallest(double[] values, int length) {
        int index = 0;
        for (int i = 1; i < length; i++) {
            if (values[i] < values[index]) {
                index = i;
            }
        }
        return index;
    }

    /** All answers one after the other, or random ones. What differs by rounding counts as equal. */
    static final class Varied extends Ties {
        private final double tolerance;
        private final @Nullable Random random;
        private int[] chosen = new int[16];
        private int[] choices = new int[16];
        private int depth;

        /**
         * @param tolerance difference that is none
         * @param random null to go through all
         */
        Varied(double tolerance, @Nullable Random random) {
            this.tolerance = tolerance;
            this.random = random;
        }

        @Override
        int smallest(double[] values, int length) {
            double limit = values[super.smallest(values, length)] + tolerance;
            int[] equal = new int[length];
            int count = 0;
            for (int i = 0; i < length; i++) {
                if (values[i] <= limit) {
                    equal[count++] = i;
                }
            }
            if (count == 1) {
                return equal[0];
            }
            if (random != null) {
                return equal[random.nextInt(count)];
            }
            if (depth == chosen.length) {
                chosen = Arrays.copyOf(chosen, 2 * depth);
                choices = Arrays.copyOf(choices, 2 * depth);
            }
            choices[depth] = count;
            return equal[Math.min(chosen[depth++], count - 1)];
        }

        /** Turns to the next answer, for a search from the beginning; false after the last. */
        boolean next() {
            int turn = depth - 1;
            while (turn >= 0 && chosen[turn] == choices[turn] - 1) {
                turn--;
            }
            depth = 0;
            if (turn < 0) {
                return false;
            }
            chosen[turn]++;
            Arrays.fill(chosen, turn + 1, chosen.length, 0);
            return true;
        }
    }
}
