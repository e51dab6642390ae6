package tangency.storage.document;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The field {@code model}. */
final class ModelJson {
    private static final List<String> METHODS = List.of("equal-weight", "inverse-volatility", "market-cap",
            "mean-risk", "risk-budget", "hrp", "herc", "nco", "schur", "max-diversification", "max-decorrelation",
            "kelly");

    private ModelJson() {}

    static Model read(Fields fields) {
        return switch (fields.kind("method", METHODS)) {
            case "inverse-volatility" -> new Model.InverseVolatility();
            case "market-cap" -> new Model.MarketCap();
            case "mean-risk" -> meanRisk(fields);
            case "risk-budget" -> riskBudget(fields);
            case "hrp" -> new Model.Hrp(tree(fields), split(fields), risk(fields, "risk", RiskMeasure.VARIANCE));
            case "herc" -> new Model.Herc(tree(fields), split(fields), risk(fields, "risk", RiskMeasure.VARIANCE),
                    clusters(fields));
            case "nco" -> new Model.Nco(tree(fields), split(fields), risk(fields, "risk", RiskMeasure.VARIANCE),
                    clusters(fields));
            case "schur" -> new Model.Schur(tree(fields), split(fields), risk(fields, "risk", RiskMeasure.VARIANCE),
                    clusters(fields), fields.number("gamma", Range.SHARE, 0.5));
            case "max-diversification" -> new Model.MaxDiversification();
            case "max-decorrelation" -> new Model.MaxDecorrelation();
            case "kelly" -> new Model.Kelly(fields.number("fraction", Range.FRACTION, 1),
                    fields.object("drawdown", drawdown -> new Model.DrawdownLimit(
                            drawdown.requiredNumber("level", Range.CONFIDENCE),
                            drawdown.requiredNumber("probability", Range.CONFIDENCE))));
            case null, default -> new Model.EqualWeight();
        };
    }

    private static Model meanRisk(Fields fields) {
        Model.Goal goal = fields.choice("goal", Model.Goal.class, Model.Goal.MINIMISE_RISK);
        Double riskAversion = fields.number("riskAversion", Range.NOT_NEGATIVE);
        if (goal == Model.Goal.MAXIMISE_UTILITY && riskAversion == null) {
            fields.missing("riskAversion", Range.NOT_NEGATIVE.words() + ", which `maximise-utility` needs", 0);
        }
        return new Model.MeanRisk(goal, risk(fields, "risk", RiskMeasure.VARIANCE), riskAversion,
                fields.object("meanUncertainty", ModelJson::meanUncertainty));
    }

    private static Model.MeanUncertainty meanUncertainty(Fields fields) {
        Model.MeanUncertainty.Shape shape = fields.choice("shape", Model.MeanUncertainty.Shape.class,
                Model.MeanUncertainty.Shape.ELLIPSOID);
        Double kappa = fields.number("kappa", Range.NOT_NEGATIVE);
        Double confidence = fields.number("confidence", Range.CONFIDENCE);
        if (kappa == null && confidence == null) {
            fields.missing("kappa", Range.NOT_NEGATIVE.words() + ", or `confidence`", 0);
        } else if (kappa != null && confidence != null) {
            fields.refuse("confidence", "stands beside `kappa`; expected one of the two");
        }
        return new Model.MeanUncertainty(shape, kappa, confidence);
    }

    private static Model riskBudget(Fields fields) {
        Risk risk = risk(fields, "risk", RiskMeasure.STANDARD_DEVIATION);
        Map<String, Double> budgets = fields.numbers("budgets", Range.SHARE);
        if (budgets == null) {
            return new Model.RiskBudget(risk, Map.of());
        }
        GroupKey.check(fields, "budgets", budgets);
        double sum = budgets.values().stream().mapToDouble(share -> share).sum();
        if (sum > 1 + 1e-9) {
            fields.refuse("budgets", "expected shares of at most 1 in all, found " + sum);
        }
        return new Model.RiskBudget(risk, budgets);
    }

    /** A measure in field {@code name} with its {@code level} and {@code compounded} beside it. */
    static Risk risk(Fields fields, String name, RiskMeasure absent) {
        return new Risk(fields.choice(name, RiskMeasure.class, absent),
                fields.number("level", Range.CONFIDENCE, Risk.DEFAULT_LEVEL), fields.flag("compounded", false));
    }

    private static TreeSpec tree(Fields fields) {
        TreeSpec absent = TreeSpec.DEFAULT;
        return new TreeSpec(fields.choice("codependence", TreeSpec.Codependence.class, absent.codependence()),
                fields.choice("distance", TreeSpec.Distance.class, absent.distance()),
                fields.choice("linkage", TreeSpec.Linkage.class, absent.linkage()),
                fields.choice("leafOrder", TreeSpec.LeafOrder.class, absent.leafOrder()));
    }

    private static Model.Split split(Fields fields) {
        return fields.choice("split", Model.Split.class, Model.Hrp.DEFAULT.split());
    }

    private static @Nullable Integer clusters(Fields fields) {
        JsonNode value = fields.take("clusters");
        if (value != null && value.isString()) {
            fields.word("clusters", List.of("gap"), "clusters");
            return null;
        }
        return fields.count("clusters", 1);
    }

    static ObjectNode write(Model model) {
        Tree tree = Tree.of("method", model.method());
        switch (model) {
            case Model.EqualWeight(),Model.InverseVolatility(),Model.MarketCap(),Model.MaxDiversification(),Model.MaxDecorrelation() ->
                {
                }
            case Model.MeanRisk meanRisk -> {
                tree.choice("goal", meanRisk.goal()).numberIfAny("riskAversion", meanRisk.riskAversion());
                write(tree, "risk", meanRisk.risk());
                Model.MeanUncertainty uncertainty = meanRisk.meanUncertainty();
                if (uncertainty != null) {
                    tree.node("meanUncertainty", new Tree().choice("shape", uncertainty.shape())
                            .numberIfAny("kappa", uncertainty.kappa())
                            .numberIfAny("confidence", uncertainty.confidence())
                            .node());
                }
            }
            case Model.RiskBudget(Risk risk, Map<String, Double> budgets) -> {
                write(tree, "risk", risk);
                tree.numbers("budgets", budgets);
            }
            case Model.Hrp(TreeSpec spec, Model.Split split, Risk risk) -> write(tree, spec, split, risk);
            case Model.Herc herc -> write(tree, herc.tree(), herc.split(), herc.risk(), herc.clusters());
            case Model.Nco nco -> write(tree, nco.tree(), nco.split(), nco.risk(), nco.clusters());
            case Model.Schur schur -> {
                write(tree, schur.tree(), schur.split(), schur.risk(), schur.clusters());
                tree.number("gamma", schur.gamma());
            }
            case Model.Kelly kelly -> {
                tree.plain("fraction", kelly.fraction());
                if (kelly.drawdown() != null) {
                    tree.node("drawdown", new Tree().number("level", kelly.drawdown().level())
                            .number("probability", kelly.drawdown().probability()).node());
                }
            }
        }
        return tree.node();
    }

    /** The level is written where the measure has one, or where it was changed. */
    static void write(Tree tree, String name, Risk risk) {
        tree.choice(name, risk.measure());
        boolean tail = switch (risk.measure()) {
            case CVAR, EVAR, CDAR, EDAR -> true;
            default -> false;
        };
        if (tail || risk.level() != Risk.DEFAULT_LEVEL) {
            tree.number("level", risk.level());
        }
        if (risk.compounded()) {
            tree.flag("compounded", true);
        }
    }

    private static void write(Tree tree, TreeSpec spec, Model.Split split, Risk risk) {
        tree.choice("codependence", spec.codependence()).choice("distance", spec.distance())
                .choice("linkage", spec.linkage()).choice("leafOrder", spec.leafOrder()).choice("split", split);
        write(tree, "risk", risk);
    }

    private static void write(Tree tree, TreeSpec spec, Model.Split split, Risk risk, @Nullable Integer clusters) {
        write(tree, spec, split, risk);
        if (clusters == null) {
            tree.text("clusters", "gap");
        } else {
            tree.whole("clusters", clusters.longValue());
        }
    }
}
