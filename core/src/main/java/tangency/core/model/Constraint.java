package tangency.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A limit on the portfolio, named by the user. Limits that are null are absent. */
public sealed interface Constraint {
    /** Unique within a scenario; messages, prices and conflicts use it. */
    String name();

    /** False switches the constraint off without losing it. */
    boolean enabled();

    /** The name in the scenario document. */
    String type();

    /** Sum of weights; {@code min} equal to {@code max} for a fixed budget. */
    record Budget(String name, boolean enabled, @Nullable Double min, @Nullable Double max) implements Constraint {
        @Override
        public String type() {
            return "budget";
        }
    }

    /** Weight of each of {@code assets} (null = all). */
    record Bounds(String name, boolean enabled, @Nullable List<String> assets, @Nullable Double min,
            @Nullable Double max) implements Constraint {
        public Bounds {
            assets = assets == null ? null : List.copyOf(assets);
        }

        @Override
        public String type() {
            return "bounds";
        }
    }

    /** Sum of weights of the assets whose column {@code by} is {@code value}; may be relative to the benchmark's. */
    record Group(String name, boolean enabled, String by, String value, @Nullable Double min, @Nullable Double max,
            boolean relativeToBenchmark) implements Constraint {
        @Override
        public String type() {
            return "group";
        }
    }

    /** Sum of absolute weights. */
    record Gross(String name, boolean enabled, double max) implements Constraint {
        @Override
        public String type() {
            return "gross";
        }
    }

    /** Sum of the absolute values of negative weights. */
    record ShortSide(String name, boolean enabled, double max) implements Constraint {
        @Override
        public String type() {
            return "short";
        }
    }

    /** Sum of |w - w0|, not halved. */
    record Turnover(String name, boolean enabled, double max) implements Constraint {
        @Override
        public String type() {
            return "turnover";
        }
    }

    /** Any linear function of the weights; ids not named have coefficient 0. */
    record Linear(String name, boolean enabled, Map<String, Double> coefficients, @Nullable Double min,
            @Nullable Double max) implements Constraint {
        public Linear {
            coefficients = Collections.unmodifiableMap(new LinkedHashMap<>(coefficients));
        }

        @Override
        public String type() {
            return "linear";
        }
    }

    /** Exposure to a factor of the factors file. */
    record Factor(String name, boolean enabled, String factor, @Nullable Double min, @Nullable Double max)
            implements
                Constraint {
        @Override
        public String type() {
            return "factor";
        }
    }

    /** Standard deviation of the difference to the benchmark. */
    record TrackingError(String name, boolean enabled, double max) implements Constraint {
        @Override
        public String type() {
            return "tracking-error";
        }
    }

    /** Expected return, per period. */
    record Return(String name, boolean enabled, double min) implements Constraint {
        @Override
        public String type() {
            return "return";
        }
    }

    /** A risk measure of the portfolio. */
    record RiskLimit(String name, boolean enabled, Risk risk, double max) implements Constraint {
        @Override
        public String type() {
            return "risk";
        }
    }

    /** Share of risk of some assets, named or by group. */
    record RiskContribution(String name, boolean enabled, @Nullable List<String> assets, @Nullable String by,
            @Nullable String value, double maxShare) implements Constraint {
        public RiskContribution {
            assets = assets == null ? null : List.copyOf(assets);
        }

        @Override
        public String type() {
            return "risk-contribution";
        }
    }

    /** Pairwise ({@code max}) and weighted average ({@code average}) correlation of the holdings. */
    record Correlation(String name, boolean enabled, @Nullable Double max, @Nullable Double average)
            implements
                Constraint {
        @Override
        public String type() {
            return "correlation";
        }
    }

    /** Number of assets held. */
    record Cardinality(String name, boolean enabled, @Nullable Integer min, @Nullable Integer max)
            implements
                Constraint {
        @Override
        public String type() {
            return "cardinality";
        }
    }

    /** Each weight is 0 or at least {@code min}. */
    record MinimumPosition(String name, boolean enabled, double min) implements Constraint {
        @Override
        public String type() {
            return "minimum-position";
        }
    }

    /** Positions are whole lots; {@code size} null = the assets file's. */
    record Lots(String name, boolean enabled, @Nullable Double size) implements Constraint {
        @Override
        public String type() {
            return "lots";
        }
    }

    /** Trade of each asset at most this share of its ADV over {@code days}. */
    record Participation(String name, boolean enabled, double maxShareOfAdv, double days) implements Constraint {
        @Override
        public String type() {
            return "participation";
        }
    }

    /** Weights may not fall below the holdings (null = all assets). */
    record NoSell(String name, boolean enabled, @Nullable List<String> assets) implements Constraint {
        public NoSell {
            assets = assets == null ? null : List.copyOf(assets);
        }

        @Override
        public String type() {
            return "no-sell";
        }
    }

    /** Weights may not rise above the holdings (null = all assets). */
    record NoBuy(String name, boolean enabled, @Nullable List<String> assets) implements Constraint {
        public NoBuy {
            assets = assets == null ? null : List.copyOf(assets);
        }

        @Override
        public String type() {
            return "no-buy";
        }
    }
}
