package tangency.storage.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The field {@code estimates}. */
final class EstimatesJson {
    private static final List<String> MEANS = List.of("historical", "exponential", "shrinkage", "equilibrium",
            "black-litterman", "given");
    private static final List<String> COVARIANCES = List.of("sample", "exponential", "ledoit-wolf", "oas",
            "nonlinear-shrinkage", "denoised", "gerber", "given");
    private static final List<String> RESERVED = List.of("factor", "dcc");
    private static final double HALF_LIFE = 63;
    private static final double RISK_AVERSION = 2.5;

    /** Number of periods behind given moments, wherever it was said. */
    private @Nullable Integer observations;

    private EstimatesJson() {}

    static Estimates read(Fields fields) {
        EstimatesJson reader = new EstimatesJson();
        MeanSpec mean = fields.object("mean", reader::mean);
        CovarianceSpec covariance = fields.object("covariance", reader::covariance);
        reader.observations(fields);
        return new Estimates(mean == null ? Estimates.DEFAULT.mean() : mean,
                covariance == null ? Estimates.DEFAULT.covariance() : covariance, reader.observations);
    }

    private void observations(Fields fields) {
        Integer count = fields.count("observations", 1);
        if (count != null && observations != null && !count.equals(observations)) {
            fields.refuse("observations", "says " + count + " where another field says " + observations
                    + "; expected one number of observations");
        }
        observations = count == null ? observations : count;
    }

    private MeanSpec mean(Fields fields) {
        return switch (fields.kind("method", MEANS)) {
            case "exponential" ->
                new MeanSpec.Exponential(fields.number("halfLife", Range.POSITIVE, HALF_LIFE));
            case "shrinkage" -> new MeanSpec.Shrinkage(
                    fields.choice("target", MeanSpec.Shrinkage.Target.class,
                            MeanSpec.Shrinkage.Target.MINIMUM_VARIANCE));
            case "equilibrium" ->
                new MeanSpec.Equilibrium(fields.number("riskAversion", Range.POSITIVE, RISK_AVERSION));
            case "black-litterman" -> blackLitterman(fields);
            case "given" -> {
                observations(fields);
                yield new MeanSpec.Given(fields.requiredNumbers("values", Range.ANY, "an object of means by id"));
            }
            case null, default -> new MeanSpec.Historical();
        };
    }

    private static MeanSpec blackLitterman(Fields fields) {
        String prior = fields.word("prior", List.of("equilibrium", "given"), "prior");
        Map<String, Double> values = null;
        if ("given".equals(prior)) {
            values = fields.requiredNumbers("values", Range.ANY, "an object of prior means by id");
        } else if (fields.has("values")) {
            fields.refuse("values", "belongs to a prior that is `given`; expected no `values` here");
        }
        double tau = fields.number("tau", Range.POSITIVE, 0.05);
        double riskAversion = fields.number("riskAversion", Range.POSITIVE, RISK_AVERSION);
        boolean posterior = fields.flag("posteriorCovariance", true);
        List<MeanSpec.View> views = fields.list("views", EstimatesJson::view);
        return new MeanSpec.BlackLitterman(values, tau, riskAversion, posterior, views == null ? List.of() : views);
    }

    private static MeanSpec.View view(Fields fields) {
        String name = fields.text("name");
        Map<String, Double> longs = side(fields, "long");
        Map<String, Double> shorts = side(fields, "short");
        if (longs.isEmpty() && shorts.isEmpty()) {
            fields.problems().add(fields.path(),
                    "a view of no asset; expected weights by id in `long`, `short` or both");
        }
        double expected = fields.requiredNumber("return", Range.ANY);
        Double confidence = fields.number("confidence", Range.SHARE);
        Double variance = fields.number("variance", Range.NOT_NEGATIVE);
        if (confidence != null && variance != null) {
            fields.refuse("variance", "stands beside `confidence`; expected one of the two or neither");
        }
        return new MeanSpec.View(name, longs, shorts, expected, confidence, variance);
    }

    private static Map<String, Double> side(Fields fields, String name) {
        Map<String, Double> weights = fields.numbers(name, Range.ANY);
        if (weights == null) {
            return Map.of();
        }
        GroupKey.check(fields, name, weights);
        return weights;
    }

    private CovarianceSpec covariance(Fields fields) {
        JsonNode method = fields.take("method");
        if (method != null && method.isString() && RESERVED.contains(method.stringValue())) {
            fields.refuse("method", "`" + method.stringValue() + "` is reserved for a later version; expected "
                    + Names.oneOf(COVARIANCES));
            fields.undecided();
            return Estimates.DEFAULT.covariance();
        }
        return switch (fields.kind("method", COVARIANCES)) {
            case "exponential" ->
                new CovarianceSpec.Exponential(fields.number("halfLife", Range.POSITIVE, HALF_LIFE));
            case "ledoit-wolf" -> new CovarianceSpec.LedoitWolf(fields.choice("target",
                    CovarianceSpec.LedoitWolf.Target.class, CovarianceSpec.LedoitWolf.Target.IDENTITY));
            case "oas" -> new CovarianceSpec.Oas();
            case "nonlinear-shrinkage" -> new CovarianceSpec.NonlinearShrinkage();
            case "denoised" -> denoised(fields);
            case "gerber" -> new CovarianceSpec.Gerber(fields.number("threshold", Range.POSITIVE, 0.5));
            case "given" -> {
                observations(fields);
                yield new CovarianceSpec.Given(MatrixJson.read(fields, "matrix"));
            }
            case null, default -> new CovarianceSpec.Sample();
        };
    }

    private static CovarianceSpec denoised(Fields fields) {
        JsonNode noise = fields.take("noiseVariance");
        Double variance = null;
        if (noise == null || !noise.isString()) {
            variance = fields.number("noiseVariance", Range.POSITIVE, 1);
        } else {
            fields.word("noiseVariance", List.of("fitted"), "noiseVariance");
        }
        Integer detone = fields.count("detone", 0);
        return new CovarianceSpec.Denoised(variance, detone == null ? 0 : detone);
    }

    static ObjectNode write(Estimates estimates) {
        Tree tree = new Tree().node("mean", write(estimates.mean())).node("covariance", write(estimates.covariance()));
        if (estimates.observations() != null) {
            tree.whole("observations", estimates.observations().longValue());
        }
        return tree.node();
    }

    private static ObjectNode write(MeanSpec mean) {
        Tree tree = Tree.of("method", mean.method());
        switch (mean) {
            case MeanSpec.Historical() -> {
            }
            case MeanSpec.Exponential(double halfLife) -> tree.plain("halfLife", halfLife);
            case MeanSpec.Shrinkage(MeanSpec.Shrinkage.Target target) -> tree.choice("target", target);
            case MeanSpec.Equilibrium(double riskAversion) -> tree.plain("riskAversion", riskAversion);
            case MeanSpec.BlackLitterman given -> {
                tree.text("prior", given.prior() == null ? "equilibrium" : "given");
                if (given.prior() != null) {
                    tree.numbers("values", given.prior());
                }
                tree.number("tau", given.tau()).plain("riskAversion", given.riskAversion())
                        .flag("posteriorCovariance", given.posteriorCovariance());
                List<ObjectNode> views = new ArrayList<>();
                given.views().forEach(view -> views.add(write(view)));
                tree.list("views", views);
            }
            case MeanSpec.Given(Map<String, Double> values) -> tree.numbers("values", values);
        }
        return tree.node();
    }

    private static ObjectNode write(MeanSpec.View view) {
        return new Tree().textIfAny("name", view.name()).numbers("long", view.longs()).numbers("short", view.shorts())
                .number("return", view.expected()).numberIfAny("confidence", view.confidence())
                .numberIfAny("variance", view.variance()).node();
    }

    private static ObjectNode write(CovarianceSpec covariance) {
        Tree tree = Tree.of("method", covariance.method());
        switch (covariance) {
            case CovarianceSpec.Sample() -> {
            }
            case CovarianceSpec.Oas() -> {
            }
            case CovarianceSpec.NonlinearShrinkage() -> {
            }
            case CovarianceSpec.Exponential(double halfLife) -> tree.plain("halfLife", halfLife);
            case CovarianceSpec.LedoitWolf(CovarianceSpec.LedoitWolf.Target target) -> tree.choice("target", target);
            case CovarianceSpec.Denoised denoised -> {
                if (denoised.noiseVariance() == null) {
                    tree.text("noiseVariance", "fitted");
                } else {
                    tree.plain("noiseVariance", denoised.noiseVariance());
                }
                tree.whole("detone", (long) denoised.detone());
            }
            case CovarianceSpec.Gerber(double threshold) -> tree.number("threshold", threshold);
            case CovarianceSpec.Given given -> tree.node("matrix", MatrixJson.write(given.matrix()));
        }
        return tree.node();
    }
}
