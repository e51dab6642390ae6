package tangency.core.estimate.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** How the expected returns are estimated; per period of the window's frequency. */
public sealed interface MeanSpec {
    /** The name in the scenario document. */
    String method();

    /** Arithmetic mean of the returns. */
    record Historical() implements MeanSpec {
        @Override
        public String method() {
            return "historical";
        }
    }

    /** Weights proportional to 2^(-age/halfLife). */
    record Exponential(double halfLife) implements MeanSpec {
        @Override
        public String method() {
            return "exponential";
        }
    }

    /** Jorion's Bayes-Stein shrinkage towards a target. */
    record Shrinkage(Target target) implements MeanSpec {
        /** What the means are pulled towards. */
        public enum Target {
            MINIMUM_VARIANCE, GRAND_MEAN, VOLATILITY
        }

        @Override
        public String method() {
            return "shrinkage";
        }
    }

    /** Returns implied by market weights, riskAversion times covariance times market weights. */
    record Equilibrium(double riskAversion) implements MeanSpec {
        @Override
        public String method() {
            return "equilibrium";
        }
    }

    /**
     * Posterior of a prior and views (He and Litterman 1999; Idzorek 2005).
     *
     * @param prior given prior means by id; null for equilibrium
     * @param posteriorCovariance whether the covariance becomes Sigma + M
     */
    record BlackLitterman(@Nullable Map<String, Double> prior, double tau, double riskAversion,
            boolean posteriorCovariance, List<View> views) implements MeanSpec {
        public BlackLitterman {
            prior = prior == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(prior));
            views = List.copyOf(views);
        }

        @Override
        public String method() {
            return "black-litterman";
        }
    }

    /** One view: the long side outperforms the short side by {@code expected} per period. */
    record View(@Nullable String name, Map<String, Double> longs, Map<String, Double> shorts, double expected,
            @Nullable Double confidence, @Nullable Double variance) {
        public View {
            longs = Collections.unmodifiableMap(new LinkedHashMap<>(longs));
            shorts = Collections.unmodifiableMap(new LinkedHashMap<>(shorts));
        }
    }

    /** Means by asset id, per period. */
    record Given(Map<String, Double> values) implements MeanSpec {
        public Given {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String method() {
            return "given";
        }
    }
}
