package tangency.core.market.sample;

import java.util.SplittableRandom;

/**
 * Normal and Student-t numbers out of a seeded stream. All through {@link StrictMath}, so that a seed gives the same bits
 * on every machine. Not thread-safe.
 */
final class HeavyTails {
    private final SplittableRandom random;
    private double spare = Double.NaN;

    HeavyTails(SplittableRandom random) {
        this.random = random;
    }

    /** A stream of its own for each thing simulated: adding one leaves the others as they were. */
    static HeavyTails of(long seed, String purpose) {
        long mixed = seed;
        for (char c : purpose.toCharArray()) {
            mixed = 31 * mixed + c;
        }
        return new HeavyTails(new SplittableRandom(mixed).split());
    }

    double uniform() {
        return random.nextDouble();
    }

    /** Standard normal, by Marsaglia's polar method. */
    double normal() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * random.nextDouble() - 1;
            v = 2 * random.nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spare = v * scale;
        return u * scale;
    }

    /** √((ν−2)/χ²(ν)): times a standard normal, a Student-t number of variance 1. */
    double mixing(int degrees) {
        double chiSquare = 0;
        for (int i = 0; i < degrees; i++) {
            double z = normal();
            chiSquare += z * z;
        }
        return StrictMath.sqrt((degrees - 2) / chiSquare);
    }

    /** Student-t of variance 1. */
    double student(int degrees) {
        return normal() * mixing(degrees);
    }
}
