package tangency.storage.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.market.Finding;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.measure.Measures;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.model.Limits;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Frequency;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.Window;
import tangency.core.run.Hierarchy;
import tangency.core.run.MomentEffects;
import tangency.core.run.Study;
import tangency.core.run.StudyExplanation;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Certificate;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Explanation;
import tangency.core.solve.hierarchical.WeightBand;

/** Scenarios and studies with every kind of spec, from a seed. */
final class RandomDocuments {
    private static final List<String> IDS = List.of("AAPL", "BRK.B", "Ünïcødé ☃ 𝄞", "a \"quoted\" id", "MSFT", "1",
            "x/y",
            "tab\there", "ZÜRN.SW");

    private final Random random;

    RandomDocuments(long seed) {
        random = new Random(seed);
    }

    Scenario scenario() {
        List<String> ids = maybe(() -> some(IDS));
        Estimates estimates = new Estimates(mean(ids), covariance(ids == null ? IDS.size() : ids.size()),
                maybe(() -> 1 + random.nextInt(5_000)));
        MarketSpec market = estimates.given() && ids != null && random.nextBoolean() ? null : market();
        return new Scenario("Scenario " + random.nextInt(), market, ids, window(), estimates, model(), constraints(),
                costs(), new Holdings(amount(), weights(random.nextInt(3))),
                new Limits(maybe(this::amount), maybe(() -> 1 + (long) (random.nextDouble() * 1e15))),
                one(List.of("", "Line one\nline two", "\u0000 control, \\ slash")), random.nextLong() >> 11);
    }

    private MarketSpec market() {
        MarketSpec.Benchmark benchmark = maybe(() -> random.nextBoolean()
                ? new MarketSpec.Benchmark(one(IDS), Map.of())
                : new MarketSpec.Benchmark(null, weights(2)));
        MarketSpec.RiskFree riskFree = random.nextBoolean()
                ? new MarketSpec.RiskFree(number(), null)
                : new MarketSpec.RiskFree(0, "RF");
        return new MarketSpec("prices.csv", random.nextBoolean(), maybe(() -> "assets.csv"), maybe(() -> "v.csv"),
                maybe(() -> "sample:factors"), benchmark, riskFree);
    }

    private Window window() {
        LocalDate from = LocalDate.of(2010, 1, 1).plusDays(random.nextInt(3_000));
        return new Window(maybe(() -> from), maybe(() -> from.plusDays(random.nextInt(1_000))), one(Frequency.class),
                one(MissingPolicy.class), random.nextBoolean() ? 365 : amount());
    }

    private MeanSpec mean(@Nullable List<String> ids) {
        return switch (random.nextInt(6)) {
            case 0 -> new MeanSpec.Historical();
            case 1 -> new MeanSpec.Exponential(amount());
            case 2 -> new MeanSpec.Shrinkage(one(MeanSpec.Shrinkage.Target.class));
            case 3 -> new MeanSpec.Equilibrium(amount());
            case 4 -> new MeanSpec.BlackLitterman(maybe(() -> weights(3)), amount(), amount(), random.nextBoolean(),
                    List.of(view(), view()));
            default -> new MeanSpec.Given(weights(ids == null ? IDS : ids));
        };
    }

    private MeanSpec.View view() {
        Map<String, Double> shorts = random.nextBoolean() ? Map.of() : Map.of("group:sector=Health care", 1.0);
        boolean confident = random.nextBoolean();
        return new MeanSpec.View(maybe(() -> "Tech beats"), weights(2), shorts, number(),
                confident ? maybe(random::nextDouble) : null, confident ? null : maybe(this::amount));
    }

    private CovarianceSpec covariance(int size) {
        return switch (random.nextInt(8)) {
            case 0 -> new CovarianceSpec.Sample();
            case 1 -> new CovarianceSpec.Exponential(amount());
            case 2 -> new CovarianceSpec.LedoitWolf(one(CovarianceSpec.LedoitWolf.Target.class));
            case 3 -> new CovarianceSpec.Oas();
            case 4 -> new CovarianceSpec.NonlinearShrinkage();
            case 5 -> new CovarianceSpec.Denoised(maybe(this::amount), random.nextInt(4));
            case 6 -> new CovarianceSpec.Gerber(random.nextDouble());
            default -> new CovarianceSpec.Given(matrix(size));
        };
    }

    private Matrix matrix(int size) {
        double[][] rows = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                rows[i][j] = i == j ? amount() : number();
                rows[j][i] = rows[i][j];
            }
        }
        return Matrix.of(rows);
    }

    private Model model() {
        TreeSpec tree = new TreeSpec(one(TreeSpec.Codependence.class), one(TreeSpec.Distance.class),
                one(TreeSpec.Linkage.class), one(TreeSpec.LeafOrder.class));
        Integer clusters = maybe(() -> 1 + random.nextInt(9));
        Model.Split split = one(Model.Split.class);
        return switch (random.nextInt(12)) {
            case 0 -> new Model.EqualWeight();
            case 1 -> new Model.InverseVolatility();
            case 2 -> new Model.MarketCap();
            case 3 -> meanRisk();
            case 4 ->
                new Model.RiskBudget(risk(), Map.of("AAPL", 0.25, "group:sector=Energy", random.nextDouble() / 2));
            case 5 -> new Model.Hrp(tree, split, risk());
            case 6 -> new Model.Herc(tree, split, risk(), clusters);
            case 7 -> new Model.Nco(tree, split, risk(), clusters);
            case 8 -> new Model.Schur(tree, split, risk(), clusters, random.nextDouble());
            case 9 -> new Model.MaxDiversification();
            case 10 -> new Model.MaxDecorrelation();
            default -> new Model.Kelly(1 - random.nextDouble(),
                    maybe(() -> new Model.DrawdownLimit(share(), share())));
        };
    }

    private Model meanRisk() {
        Model.Goal goal = one(Model.Goal.class);
        Model.MeanUncertainty.Shape shape = one(Model.MeanUncertainty.Shape.class);
        boolean kappa = random.nextBoolean();
        return new Model.MeanRisk(goal, risk(),
                goal == Model.Goal.MAXIMISE_UTILITY ? (Double) amount() : maybe(this::amount),
                maybe(() -> new Model.MeanUncertainty(shape, kappa ? amount() : null, kappa ? null : share())));
    }

    private Risk risk() {
        return new Risk(one(RiskMeasure.class), random.nextBoolean() ? 0.95 : share(), random.nextBoolean());
    }

    private List<Constraint> constraints() {
        List<Constraint> all = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            all.add(constraint("Limit " + i));
        }
        return Scenario.withDefaults(all);
    }

    Constraint constraint(String name) {
        boolean on = random.nextInt(4) > 0;
        Double low = maybe(this::number);
        Double high = low == null ? (Double) number() : maybe(() -> low + amount());
        List<String> assets = maybe(() -> some(IDS));
        return switch (random.nextInt(19)) {
            case 0 -> new Constraint.Budget(name, on, low, random.nextBoolean() && low != null ? low : high);
            case 1 -> new Constraint.Bounds(name, on, assets, low, high);
            case 2 -> new Constraint.Group(name, on, "sector", "Health care", low, high, random.nextBoolean());
            case 3 -> new Constraint.Gross(name, on, amount());
            case 4 -> new Constraint.ShortSide(name, on, amount());
            case 5 -> new Constraint.Turnover(name, on, amount());
            case 6 -> new Constraint.Linear(name, on, weights(3), low, high);
            case 7 -> new Constraint.Factor(name, on, "HML", low, high);
            case 8 -> new Constraint.TrackingError(name, on, amount());
            case 9 -> new Constraint.Return(name, on, number());
            case 10 -> new Constraint.RiskLimit(name, on, risk(), amount());
            case 11 -> assets == null
                    ? new Constraint.RiskContribution(name, on, null, "sector", "Energy", share())
                    : new Constraint.RiskContribution(name, on, assets, null, null, share());
            case 12 -> new Constraint.Correlation(name, on, low == null ? null : (Double) share(),
                    low == null ? (Double) (-share()) : maybe(this::share));
            case 13 -> new Constraint.Cardinality(name, on, low == null ? null : (Integer) random.nextInt(5),
                    low == null ? (Integer) 5 : maybe(() -> 5 + random.nextInt(50)));
            case 14 -> new Constraint.MinimumPosition(name, on, share());
            case 15 -> new Constraint.Lots(name, on, maybe(this::amount));
            case 16 -> new Constraint.Participation(name, on, share(), amount());
            case 17 -> new Constraint.NoSell(name, on, assets);
            default -> new Constraint.NoBuy(name, on, assets);
        };
    }

    private Costs costs() {
        boolean byAsset = random.nextBoolean();
        return new Costs(byAsset ? 0 : amount(), byAsset ? Map.of("AAPL", amount(), "BRK.B", amount()) : Map.of(),
                amount(), random.nextBoolean(),
                maybe(() -> new Costs.Impact(amount(), 1 + share(), one(Costs.Impact.Scale.class))), amount(),
                amount());
    }

    Study study() {
        List<String> ids = some(IDS);
        boolean answered = random.nextBoolean();
        Vector weights = Vector.of(ids.stream().mapToDouble(id -> number()).toArray());
        return new Study(scenario(), one(List.of("optimal", "inexact", "infeasible", "unbounded", "failed")),
                maybe(() -> "What went wrong"), ids, answered ? weights : null, maybe(this::number),
                maybe(this::number), maybe(() -> new Certificate(amount(), amount(), amount())), maybe(this::measures),
                answered ? weights : null, List.of(state("Long only"), state("Fully invested")),
                maybe(() -> List.of("Long only", "Cap")), maybe(() -> Map.of("Long only", number(), "Cap", number())),
                maybe(() -> hierarchy(ids.size())), maybe(() -> explanation(ids)),
                List.of(Finding.warning("prices.csv", 17, "AAPL", "A jump"), Finding.error("prices.csv", 3, null, "?"),
                        Finding.info("sample:prices", null, null, "Simulated")),
                new Study.RunInfo("1.0.0", Map.of("prices.csv", "ab12"), Instant.ofEpochMilli(random.nextInt()),
                        amount(), random.nextInt(100)));
    }

    private StudyExplanation explanation(List<String> ids) {
        if (random.nextInt(4) == 0) {
            return new StudyExplanation.Unavailable("There is none");
        }
        List<String> moving = some(ids);
        return new StudyExplanation.Parts(one(Explanation.Way.class), random.nextBoolean() ? List.of() : List.of("Cap"),
                vector(ids.size()), List.of(new Explanation.Part(null, vector(ids.size())),
                        new Explanation.Part("Long only", vector(ids.size()))),
                maybe(() -> new MomentEffects(moving, maybe(() -> square(moving.size())), square(moving.size()),
                        List.of(new MomentEffects.ByCorrelation(moving.getFirst(), "AAPL", "BRK.B", number())),
                        random.nextBoolean())));
    }

    private Vector vector(int size) {
        return Vector.wrap(random.doubles(size, -1, 1).toArray());
    }

    private Matrix square(int size) {
        return Matrix.wrap(size, size, random.doubles((long) size * size, -1, 1).toArray());
    }

    private Hierarchy hierarchy(int assets) {
        return new Hierarchy(
                maybe(() -> IntStream.range(0, assets).mapToObj(i -> 1 + random.nextInt(assets)).toList()),
                IntStream.range(0, assets).mapToObj(i -> new WeightBand(number(), number())).toList(),
                1 + random.nextInt(9), random.nextBoolean(), amount());
    }

    private Measures measures() {
        return new Measures(maybe(this::number), maybe(this::number), maybe(this::number), maybe(this::number),
                maybe(this::number), maybe(this::number), maybe(this::number), maybe(this::number),
                maybe(this::number), maybe(this::number), maybe(this::number), maybe(this::number),
                maybe(this::number), maybe(this::number), maybe(this::number), maybe(this::number),
                maybe(this::number));
    }

    private ConstraintState state(String name) {
        return new ConstraintState(name, maybe(this::number), maybe(this::number), maybe(this::number),
                maybe(this::number), maybe(this::number), random.nextBoolean(),
                random.nextBoolean() ? Map.of() : weights(2));
    }

    private Map<String, Double> weights(int count) {
        return weights(IDS.subList(0, count));
    }

    private Map<String, Double> weights(List<String> ids) {
        Map<String, Double> weights = new LinkedHashMap<>();
        ids.forEach(id -> weights.put(id, number()));
        return weights;
    }

    /** Any finite number but -0, over many magnitudes. */
    private double number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(5) - 2;
            case 1 -> random.nextGaussian() * 0.01;
            case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            default -> Math.round(random.nextGaussian() * 100) / 100.0 + 0.0;
        };
    }

    private double amount() {
        double amount = Math.abs(number());
        return amount > 0 ? amount : 1;
    }

    private double share() {
        return 0.001 + 0.998 * random.nextDouble();
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <E extends Enum<E>> E one(Class<E> type) {
        return one(List.of(type.getEnumConstants()));
    }

    private List<String> some(List<String> ids) {
        int first = random.nextInt(ids.size());
        return ids.subList(first, first + 1 + random.nextInt(ids.size() - first));
    }
}
