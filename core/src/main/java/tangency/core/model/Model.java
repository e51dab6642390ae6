package tangency.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.spec.TreeSpec;

/** An allocation model: what is asked for, without how it is computed. */
public sealed interface Model {
    /** The name in the scenario document. */
    String method();

    /** The same weight for every asset. */
    record EqualWeight() implements Model {
        @Override
        public String method() {
            return "equal-weight";
        }
    }

    /** Weights proportional to one over volatility. */
    record InverseVolatility() implements Model {
        @Override
        public String method() {
            return "inverse-volatility";
        }
    }

    /** Weights proportional to market capitalisation. */
    record MarketCap() implements Model {
        @Override
        public String method() {
            return "market-cap";
        }
    }

    /**
     * Mean against risk.
     *
     * @param riskAversion required by {@link Goal#MAXIMISE_UTILITY}, else null
     */
    record MeanRisk(Goal goal, Risk risk, @Nullable Double riskAversion, @Nullable MeanUncertainty meanUncertainty)
            implements
                Model {
        /** Minimum variance. */
        public static final MeanRisk MINIMUM_VARIANCE = of(Goal.MINIMISE_RISK);

        /** A goal on variance; not for {@link Goal#MAXIMISE_UTILITY}, which needs a risk aversion. */
        public static MeanRisk of(Goal goal) {
            return new MeanRisk(goal, Risk.of(RiskMeasure.VARIANCE), null, null);
        }

        /** max mean - riskAversion/2 variance. */
        public static MeanRisk utility(double riskAversion) {
            return new MeanRisk(Goal.MAXIMISE_UTILITY, Risk.of(RiskMeasure.VARIANCE), riskAversion, null);
        }

        @Override
        public String method() {
            return "mean-risk";
        }
    }

    /** What a mean-risk model optimises. */
    enum Goal {
        MINIMISE_RISK, MAXIMISE_RETURN, MAXIMISE_UTILITY, MAXIMISE_RATIO
    }

    /**
     * Uncertainty of the means.
     *
     * @param kappa size of the set; null where {@code confidence} says it
     */
    record MeanUncertainty(Shape shape, @Nullable Double kappa, @Nullable Double confidence) {
        /** Shape of the uncertainty set. */
        public enum Shape {
            ELLIPSOID, BOX
        }
    }

    /**
     * Shares of risk.
     *
     * @param budgets share by asset id or {@code group:COLUMN=VALUE}; empty = equal
     */
    record RiskBudget(Risk risk, Map<String, Double> budgets) implements Model {
        public RiskBudget {
            budgets = Collections.unmodifiableMap(new LinkedHashMap<>(budgets));
        }

        /** Equal budgets on the standard deviation. */
        public static RiskBudget equal() {
            return new RiskBudget(Risk.of(RiskMeasure.STANDARD_DEVIATION), Map.of());
        }

        @Override
        public String method() {
            return "risk-budget";
        }
    }

    /** Where a hierarchy is split. */
    enum Split {
        /** The first half of the ordered leaves against the rest. */
        HALVES,
        /** The tree's own nodes. */
        TREE
    }

    /** Hierarchical risk parity (López de Prado 2016). */
    record Hrp(TreeSpec tree, Split split, Risk risk) implements Model {
        /** The contract's defaults. */
        public static final Hrp DEFAULT = new Hrp(TreeSpec.DEFAULT, Split.HALVES, Risk.of(RiskMeasure.VARIANCE));

        @Override
        public String method() {
            return "hrp";
        }
    }

    /** Hierarchical equal risk contribution; {@code clusters} null = gap statistic. */
    record Herc(TreeSpec tree, Split split, Risk risk, @Nullable Integer clusters) implements Model {
        @Override
        public String method() {
            return "herc";
        }
    }

    /** Nested clustered optimisation; {@code clusters} null = gap statistic. */
    record Nco(TreeSpec tree, Split split, Risk risk, @Nullable Integer clusters) implements Model {
        @Override
        public String method() {
            return "nco";
        }
    }

    /** Schur complementary allocation; {@code clusters} null = gap statistic. */
    record Schur(TreeSpec tree, Split split, Risk risk, @Nullable Integer clusters, double gamma) implements Model {
        @Override
        public String method() {
            return "schur";
        }
    }

    /** Maximum ratio of average volatility to portfolio volatility. */
    record MaxDiversification() implements Model {
        @Override
        public String method() {
            return "max-diversification";
        }
    }

    /** Minimum variance on the correlation matrix. */
    record MaxDecorrelation() implements Model {
        @Override
        public String method() {
            return "max-decorrelation";
        }
    }

    /** Maximum expected log growth. */
    record Kelly(double fraction, @Nullable DrawdownLimit drawdown) implements Model {
        @Override
        public String method() {
            return "kelly";
        }
    }

    /** P(wealth ever below level) at most probability. */
    record DrawdownLimit(double level, double probability) {}

    /** How the model clusters, null for models without a tree. */
    default @Nullable TreeSpec clustering() {
        return switch (this) {
            case Hrp hrp -> hrp.tree();
            case Herc herc -> herc.tree();
            case Nco nco -> nco.tree();
            case Schur schur -> schur.tree();
            default -> null;
        };
    }
}
