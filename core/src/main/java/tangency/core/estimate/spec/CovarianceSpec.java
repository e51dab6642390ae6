package tangency.core.estimate.spec;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;

/** How the covariance of returns is estimated; per period of the window's frequency. */
public sealed interface CovarianceSpec {
    /** The name in the scenario document. */
    String method();

    /** Sample covariance, divisor T-1. */
    record Sample() implements CovarianceSpec {
        @Override
        public String method() {
            return "sample";
        }
    }

    /** Weights 2^(-age/halfLife) normalised to 1, weighted mean removed, no bias correction. */
    record Exponential(double halfLife) implements CovarianceSpec {
        @Override
        public String method() {
            return "exponential";
        }
    }

    /** Ledoit and Wolf (2003, 2004) linear shrinkage. */
    record LedoitWolf(Target target) implements CovarianceSpec {
        /** What the sample covariance is pulled towards. */
        public enum Target {
            IDENTITY, CONSTANT_CORRELATION
        }

        @Override
        public String method() {
            return "ledoit-wolf";
        }
    }

    /** Oracle approximating shrinkage. */
    record Oas() implements CovarianceSpec {
        @Override
        public String method() {
            return "oas";
        }
    }

    /** Ledoit and Wolf (2020) analytical nonlinear shrinkage. */
    record NonlinearShrinkage() implements CovarianceSpec {
        @Override
        public String method() {
            return "nonlinear-shrinkage";
        }
    }

    /**
     * Marchenko-Pastur denoising.
     *
     * @param noiseVariance null = fitted
     * @param detone number of leading components removed
     */
    record Denoised(@Nullable Double noiseVariance, int detone) implements CovarianceSpec {
        @Override
        public String method() {
            return "denoised";
        }
    }

    /** Gerber statistic, GS1. */
    record Gerber(double threshold) implements CovarianceSpec {
        @Override
        public String method() {
            return "gerber";
        }
    }

    /** A matrix in universe order. */
    record Given(Matrix matrix) implements CovarianceSpec {
        @Override
        public String method() {
            return "given";
        }
    }
}
