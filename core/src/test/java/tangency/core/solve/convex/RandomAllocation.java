package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.Trading;

/** A seeded model in a seeded setting: any goal, measure and mixture of constraints, degenerate data among them. */
public record RandomAllocation(long seed, Model model, Allocation setting) {

    public static RandomAllocation of(long seed) {
        Random random = new Random(seed * 7919 + 13);
        int n = 2 + random.nextInt(random.nextInt(10) == 0 ? 12 : 5);
        int periods = 4 + random.nextInt(20);
        Matrix returns = returns(random, n, periods);
        Allocation setting = Settings.of(returns);
        if (random.nextInt(3) == 0) {
            setting = Settings.withRiskFree(setting, 0.0002 * random.nextGaussian());
        }
        double[] held = weights(random, n);
        if (random.nextBoolean()) {
            setting = Settings.withBenchmark(setting, weights(random, n));
        }
        Trading trading = Settings.trading(random.nextBoolean() ? held : new double[n],
                random.nextInt(3) == 0 ? 0.0005 * random.nextDouble() : 0,
                random.nextInt(4) == 0 ? 0.002 * random.nextDouble() : 0, 1.2 + random.nextDouble(),
                random.nextInt(5) == 0 ? 0.001 * random.nextDouble() : 0);
        setting = Settings.with(setting, trading);
        double[] beta = new double[n];
        for (int i = 0; i < n; i++) {
            beta[i] = 1 + 0.5 * random.nextGaussian();
        }
        setting = new Allocation(setting.universe(), setting.moments(), List.of(), setting.holdings(),
                setting.benchmark(), setting.benchmarkOnly(), setting.riskFree(), setting.trading(),
                setting.outcomes(), Map.of("market", Vector.of(beta)));
        setting = setting.withConstraints(constraints(random, setting));
        return new RandomAllocation(seed, model(random), setting);
    }

    private static Matrix returns(Random random, int n, int periods) {
        double[][] rows = new double[periods][n];
        double scale = random.nextInt(8) == 0 ? Math.pow(10, random.nextInt(9) - 6) : 0.01;
        int twin = random.nextInt(6) == 0 ? random.nextInt(n) : -1;
        int still = random.nextInt(12) == 0 ? random.nextInt(n) : -1;
        boolean coarse = random.nextInt(8) == 0;
        for (double[] row : rows) {
            double common = random.nextGaussian();
            for (int i = 0; i < n; i++) {
                double x = 0.03 * i + 0.5 * common + random.nextGaussian();
                row[i] = scale * Math.max(-40, i == still ? 0.01 : coarse ? Math.rint(x) : x);
            }
            if (twin > 0) {
                row[twin] = row[0];
            }
        }
        return Matrix.of(rows);
    }

    private static double[] weights(Random random, int n) {
        double[] weights = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
            sum += weights[i];
        }
        for (int i = 0; i < n; i++) {
            weights[i] = sum == 0 ? 1.0 / n : weights[i] / sum;
        }
        return weights;
    }

    private static Model model(Random random) {
        if (random.nextInt(8) == 0) {
            return new Model.Kelly(1, random.nextInt(3) == 0 ? new Model.DrawdownLimit(0.7, 0.2) : null);
        }
        if (random.nextInt(20) == 0) {
            return random.nextBoolean() ? new Model.MaxDiversification() : new Model.MaxDecorrelation();
        }
        Model.Goal goal = Model.Goal.values()[random.nextInt(4)];
        Model.MeanUncertainty uncertainty = random.nextInt(5) == 0
                ? new Model.MeanUncertainty(Model.MeanUncertainty.Shape.values()[random.nextInt(2)],
                        random.nextDouble(), null)
                : null;
        return new Model.MeanRisk(goal, Settings.risk(measure(random), 0.5 + 0.49 * random.nextDouble()),
                goal == Model.Goal.MAXIMISE_UTILITY ? Math.pow(10, 2 * random.nextDouble() - 1) : null, uncertainty);
    }

    private static RiskMeasure measure(Random random) {
        return RiskMeasure.values()[random.nextInt(RiskMeasure.values().length)];
    }

    private static List<Constraint> constraints(Random random, Allocation setting) {
        int n = setting.size();
        List<Constraint> constraints = new ArrayList<>();
        boolean ranged = random.nextInt(4) == 0;
        constraints.add(ranged ? new Constraint.Budget("Budget", true, 0.5, 1.0) : Settings.FULL);
        boolean shorts = random.nextInt(3) == 0;
        constraints.add(new Constraint.Bounds("Bounds", true, null, shorts ? -0.3 : 0, 0.3 + random.nextDouble()));
        double volatility = 0;
        double[] variances = setting.moments().covariance().diagonal();
        for (double variance : variances) {
            volatility += Math.sqrt(variance) / n;
        }
        int more = random.nextInt(4);
        for (int k = 0; k < more; k++) {
            String name = "Limit " + k;
            double tight = 0.3 + random.nextDouble();
            switch (random.nextInt(12)) {
                case 0 -> constraints.add(new Constraint.Group(name, true, "sector", "S0", null, tight, false));
                case 1 -> constraints.add(new Constraint.Gross(name, true, 0.8 + tight));
                case 2 -> constraints.add(new Constraint.ShortSide(name, true, 0.2 * tight));
                case 3 -> constraints.add(new Constraint.Turnover(name, true, tight));
                case 4 -> constraints.add(new Constraint.Factor(name, true, "market", 0.2, 1 + 0.5 * tight));
                case 5 -> {
                    if (!setting.benchmark().isEmpty()) {
                        constraints.add(new Constraint.TrackingError(name, true, tight * volatility));
                    }
                }
                case 6 -> constraints.add(new Constraint.Participation(name, true, 0.2 * tight, 1 + random.nextInt(3)));
                case 7 -> constraints.add(new Constraint.NoSell(name, true, List.of("A0")));
                case 8 -> constraints.add(new Constraint.NoBuy(name, true, List.of("A1")));
                case 9 -> constraints.add(new Constraint.Linear(name, true, new LinkedHashMap<>(Map.of("A0", 1.0, "A1",
                        -1.0)), -0.2, 0.2 * tight));
                case 10 -> constraints.add(new Constraint.Return(name, true, setting.moments().mean().get(
                        random.nextInt(n))));
                default -> {
                    RiskMeasure measure = measure(random);
                    double most = 2 * tight * volatility;
                    constraints.add(new Constraint.RiskLimit(name, true, Settings.risk(measure, 0.8),
                            Measured.squared(measure) ? most * most : most));
                }
            }
        }
        return constraints;
    }

    /** The goal as it is solved; null for models without one of their own. */
    @org.jspecify.annotations.Nullable
    Goal goal() {
        Data data = new Data(setting);
        return switch (model) {
            case Model.MeanRisk meanRisk -> MeanRiskGoal.of(data, meanRisk);
            case Model.Kelly kelly -> GrowthGoal.of(data, kelly.drawdown());
            case Model.MaxDecorrelation _ -> new CorrelationGoal(data);
            default -> null;
        };
    }

    /** Whether the goal is better when it is less. */
    boolean least() {
        return model instanceof Model.MaxDecorrelation
                || (model instanceof Model.MeanRisk meanRisk && meanRisk.goal() == Model.Goal.MINIMISE_RISK);
    }

    /** Whether {@code weights} satisfy all constraints. */
    boolean feasible(Vector weights) {
        for (Constraint constraint : setting.constraints()) {
            if (Translation.violation(setting, constraint, weights) > 1e-12) {
                return false;
            }
        }
        return !(model instanceof Model.Kelly kelly) || kelly.drawdown() == null
                || Definitions.ruin(setting, weights, GrowthGoal.power(kelly.drawdown())) <= 1e-12;
    }
}
