package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;

/**
 * The risk measures as expressions of a statement that are at least the measure, and can be equal to it. All are
 * homogeneous of degree 1 but variance and semi-variance, of which this gives the root.
 *
 * <p>Cvar after Rockafellar and Uryasev (2000). Evar as exponential cones, one a case (Ahmadi-Javid 2012; Cajas 2021).
 * Drawdowns by d(t) = max(d(t-1) - x(t), 0), which ties each case to its neighbour alone.
 */
final class Measured {
    private final Data data;
    private final Statement statement;
    private final Map<Risk, Affine> known = new HashMap<>();
    private @Nullable Affine tracking;
    private boolean planes;

    Measured(Data data, Statement statement) {
        this.data = data;
        this.statement = statement;
    }

    /** Whether a measure was stated by planes, of which more may be needed. */
    boolean planes() {
        return planes;
    }

    /** Whether {@link #of} gives the root of the measure. */
    static boolean squared(RiskMeasure measure) {
        return measure == RiskMeasure.VARIANCE || measure == RiskMeasure.SEMI_VARIANCE;
    }

    /** The measure, or its root where it is {@link #squared}, in units of returns; stated once however often asked for. */
    Affine of(Risk risk) {
        RiskMeasure measure = switch (risk.measure()) {
            case VARIANCE -> RiskMeasure.STANDARD_DEVIATION;
            case SEMI_VARIANCE -> RiskMeasure.SEMI_DEVIATION;
            default -> risk.measure();
        };
        boolean levelled = switch (measure) {
            case CVAR, EVAR, CDAR, EDAR -> true;
            default -> false;
        };
        Risk same = new Risk(measure, levelled ? risk.level() : 0, false);
        Affine stated = known.get(same);
        if (stated == null) {
            stated = state(same);
            known.put(same, stated);
        }
        return stated.times(1);
    }

    private Affine state(Risk risk) {
        int periods = risk.measure().quadratic() ? 0 : data.outcomes().rows();
        return switch (risk.measure()) {
            case VARIANCE, STANDARD_DEVIATION -> deviation(new double[data.assets]);
            case SEMI_VARIANCE, SEMI_DEVIATION -> norm(shortfalls(), 1 / Math.sqrt(periods - 1.0));
            case MEAN_ABSOLUTE_DEVIATION -> sum(shortfalls(), 2.0 / periods);
            case CVAR -> lone(risk) ? largest(losses()) : tail(risk.level(), losses());
            case WORST_CASE -> largest(losses());
            case EVAR -> lone(risk) ? largest(losses()) : entropic(risk.level(), losses());
            case MAX_DRAWDOWN -> largest(drawdowns(1));
            case AVERAGE_DRAWDOWN -> sum(drawdowns(1), 1.0 / periods);
            case ULCER -> norm(drawdowns(1), 1 / Math.sqrt(periods));
            case CDAR -> lone(risk) ? largest(drawdowns(1)) : tail(risk.level(), null);
            case EDAR -> lone(risk) ? largest(drawdowns(1)) : entropic(risk.level(), null);
            case GINI -> {
                planes = true;
                yield data.gini().state(statement);
            }
        };
    }

    /** Whether the tail is no more than one case: then its measures are the worst. */
    private boolean lone(Risk risk) {
        return (1 - risk.level()) * data.outcomes().rows() <= 1;
    }

    /**
     * Adds {@code factor}/2 times the variance or semi-variance to what is minimised, in units of returns squared; not in
     * a homogeneous statement.
     */
    void minimiseSquare(RiskMeasure measure, double factor) {
        if (measure == RiskMeasure.VARIANCE) {
            statement.minimise(data.covariance(), factor);
        } else {
            for (int variable : shortfalls()) {
                statement.minimiseSquare(variable, factor / (data.outcomes().rows() - 1.0));
            }
        }
    }

    /** A variable whose product with {@code one} is at least the semi-variance, in units of returns squared. */
    Affine semiVariance(Affine one) {
        Affine bound = Affine.of(statement.variable());
        List<Affine> parts = new ArrayList<>();
        double factor = 1 / Math.sqrt(data.outcomes().rows() - 1.0);
        for (int variable : shortfalls()) {
            parts.add(new Affine().plus(factor, variable));
        }
        statement.rotated(bound, one, parts);
        return bound;
    }

    /** At least the volatility of the difference to the setting's benchmark. */
    Affine trackingError() {
        Affine stated = tracking;
        if (stated == null) {
            double[] benchmark = Definitions.benchmark(data.setting);
            for (int i = 0; i < benchmark.length; i++) {
                benchmark[i] /= data.weightUnit;
            }
            stated = deviation(benchmark);
            tracking = stated;
        }
        return stated.times(1);
    }

    /** At least the volatility of w - {@code benchmark}. */
    private Affine deviation(double[] benchmark) {
        Affine bound = Affine.of(statement.variable());
        Matrix factor = data.factor();
        List<Affine> parts = new ArrayList<>();
        for (int k = 0; k < factor.rows(); k++) {
            Affine part = Affine.row(factor, k, 1);
            for (int i = 0; i < benchmark.length; i++) {
                part.plus(-factor.get(k, i) * benchmark[i]);
            }
            parts.add(part);
        }
        statement.secondOrder(bound, parts);
        return bound;
    }

    /** -x(t) of every case. */
    private List<Affine> losses() {
        List<Affine> losses = new ArrayList<>();
        for (int t = 0; t < data.outcomes().rows(); t++) {
            losses.add(Affine.row(data.outcomes(), t, -1));
        }
        return losses;
    }

    /** Variables at least (mean - x(t))+. */
    private int[] shortfalls() {
        Matrix centred = data.centred();
        int[] below = new int[centred.rows()];
        for (int t = 0; t < below.length; t++) {
            below[t] = statement.local(0);
            statement.atMost(Affine.row(centred, t, -1).plus(-1, below[t]));
            statement.atMost(new Affine().plus(-1, below[t]));
        }
        return below;
    }

    /** Variables at least the drawdown after each case, {@code apart} apart from each other among the locals. */
    private int[] drawdowns(int apart) {
        int[] depth = new int[data.outcomes().rows()];
        for (int t = 0; t < depth.length; t++) {
            drawdown(depth, t, apart);
        }
        return depth;
    }

    private void drawdown(int[] depth, int t, int apart) {
        depth[t] = statement.local(apart);
        Affine fall = Affine.row(data.outcomes(), t, -1).plus(-1, depth[t]);
        if (t > 0) {
            fall.plus(1, depth[t - 1]);
        }
        statement.atMost(fall);
        statement.atMost(new Affine().plus(-1, depth[t]));
    }

    private static Affine sum(int[] variables, double factor) {
        Affine sum = new Affine();
        for (int variable : variables) {
            sum.plus(factor, variable);
        }
        return sum;
    }

    private Affine norm(int[] variables, double factor) {
        Affine bound = Affine.of(statement.variable());
        List<Affine> parts = new ArrayList<>();
        for (int variable : variables) {
            parts.add(new Affine().plus(factor, variable));
        }
        statement.secondOrder(bound, parts);
        return bound;
    }

    private Affine largest(List<Affine> losses) {
        Affine bound = Affine.of(statement.variable());
        losses.forEach(loss -> statement.atMost(loss.plus(bound, -1)));
        return bound;
    }

    private Affine largest(int[] variables) {
        Affine bound = Affine.of(statement.variable());
        for (int variable : variables) {
            statement.atMost(Affine.of(variable).plus(bound, -1));
        }
        return bound;
    }

    /** min over a of a + E(loss - a)+ / (1 - level); {@code losses} null for drawdowns. */
    private Affine tail(double level, @Nullable List<Affine> losses) {
        int periods = data.outcomes().rows();
        int threshold = statement.variable();
        Affine value = Affine.of(threshold);
        int[] depth = new int[periods];
        for (int t = 0; t < periods; t++) {
            Affine excess;
            if (losses == null) {
                drawdown(depth, t, 2);
                excess = Affine.of(depth[t]);
            } else {
                excess = losses.get(t);
            }
            int beyond = statement.local(losses == null ? 1 : 0);
            statement.atMost(excess.plus(-1, threshold).plus(-1, beyond));
            statement.atMost(new Affine().plus(-1, beyond));
            value.plus(1 / ((1 - level) * periods), beyond);
        }
        return value;
    }

    /** inf over z > 0 of z ln(E exp(loss/z) / (1 - level)); {@code losses} null for drawdowns. */
    private Affine entropic(double level, @Nullable List<Affine> losses) {
        int periods = data.outcomes().rows();
        int bound = statement.variable();
        int temperature = statement.variable();
        Affine total = new Affine().plus(-(1 - level) * periods, temperature);
        int[] depth = new int[periods];
        for (int t = 0; t < periods; t++) {
            Affine loss;
            if (losses == null) {
                drawdown(depth, t, 2);
                loss = Affine.of(depth[t]);
            } else {
                loss = losses.get(t);
            }
            int power = statement.local(losses == null ? 1 : 0);
            statement.exponential(loss.plus(-1, bound), Affine.of(temperature), Affine.of(power));
            total.plus(1, power);
        }
        statement.atMost(total);
        return Affine.of(bound);
    }
}
