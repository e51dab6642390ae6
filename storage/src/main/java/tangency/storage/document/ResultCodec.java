package tangency.storage.document;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.ClusterTree;
import tangency.core.estimate.Diagnostics;
import tangency.core.estimate.EstimateDetails;
import tangency.core.estimate.OrderedTree;
import tangency.core.estimate.ViewEffect;
import tangency.core.market.Finding;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.run.Analysis;
import tangency.core.solve.Frontier;
import tangency.core.solve.FrontierResult;
import tangency.core.solve.convex.ConvexFrontier;
import tangency.storage.workspace.Backup;
import tangency.storage.workspace.Damage;
import tangency.storage.workspace.Restored;
import tangency.storage.workspace.Saved;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of results other than studies, as the command line writes them. */
public final class ResultCodec {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultCodec() {}

    /** {@code assets, mean, covariance, correlation, diagnostics}, and where the mean has views {@code views}. */
    public static String estimate(Analysis analysis) {
        ObjectNode root = NODES.objectNode();
        root.set("assets", strings(analysis.moments().ids()));
        root.set("mean", numbers(analysis.moments().mean()));
        root.set("covariance", rows(analysis.moments().covariance()));
        root.set("correlation", rows(analysis.correlation()));
        ObjectNode diagnostics = root.putObject("diagnostics");
        Diagnostics health = analysis.diagnostics();
        Integer observations = analysis.moments().observations();
        if (observations == null) {
            diagnostics.putNull("observations");
        } else {
            diagnostics.put("observations", observations);
        }
        number(diagnostics, "conditionNumber", health.conditionNumber());
        number(diagnostics, "smallestEigenvalue", health.smallestEigenvalue());
        number(diagnostics, "largestEigenvalue", health.largestEigenvalue());
        number(diagnostics, "shrinkage", analysis.moments().shrinkage());
        number(diagnostics, "repair", analysis.moments().repairDistance());
        EstimateDetails details = analysis.estimateDetails();
        if (details.meanShrinkage() != null) {
            number(diagnostics, "meanShrinkage", details.meanShrinkage());
            number(diagnostics, "meanTarget", details.meanTarget());
        }
        if (details.noiseVariance() != null) {
            number(diagnostics, "noiseVariance", details.noiseVariance());
            diagnostics.put("components", details.components());
        }
        if (details.marketWeights() != null) {
            root.set("marketWeights", numbers(details.marketWeights()));
        }
        if (details.views() != null) {
            root.set("prior", numbers(details.views().prior()));
            root.set("views", views(details.views().effects()));
        }
        root.set("findings", findingList(analysis.findings()));
        return text(root);
    }

    private static ArrayNode views(List<ViewEffect> effects) {
        ArrayNode array = NODES.arrayNode();
        for (ViewEffect effect : effects) {
            ObjectNode node = array.addObject().put("name", effect.name());
            number(node, "return", effect.expected());
            number(node, "priorReturn", effect.prior());
            number(node, "posteriorReturn", effect.posterior());
            number(node, "confidence", effect.confidence());
            number(node, "variance", effect.variance());
            node.set("portfolio", numbers(effect.portfolio()));
            node.set("tilt", numbers(effect.tilt()));
        }
        return array;
    }

    /**
     * {@code points, minimumRisk, maximumRatio}.
     *
     * @param points how many portfolios equally spaced in mean; null for the corner portfolios
     */
    public static String frontier(Analysis analysis, FrontierResult result, @Nullable Integer points) {
        ObjectNode root = NODES.objectNode();
        root.set("assets", strings(analysis.moments().ids()));
        switch (result) {
            case FrontierResult.None none -> {
                root.put("status", none.status());
                root.put("message", none.reason());
                if (none.below() == null) {
                    root.putArray("points");
                    root.putNull("minimumRisk");
                    root.putNull("maximumRatio");
                } else {
                    // No points equally spaced up to a mean that has no end: the corner portfolios.
                    traced(root, analysis, none.below(), null);
                }
            }
            case FrontierResult.Traced traced -> {
                root.put("status", "optimal");
                traced(root, analysis, traced, points);
            }
        }
        return text(root);
    }

    private static void traced(ObjectNode root, Analysis analysis, FrontierResult.Traced traced,
            @Nullable Integer points) {
        boolean deviation = analysis.scenario().model() instanceof Model.MeanRisk model
                && model.risk().measure() == RiskMeasure.STANDARD_DEVIATION;
        Frontier frontier = traced.frontier();
        List<Frontier.Corner> shown = points == null
                ? frontier.corners()
                : frontier.spaced(points, analysis.moments().covariance());
        ArrayNode array = root.putArray("points");
        shown.forEach(corner -> array.add(point(corner, deviation)));
        root.set("minimumRisk", point(frontier.minimumRisk(), deviation));
        Frontier.Corner best = traced.maximumRatio();
        if (best == null) {
            root.putNull("maximumRatio");
            return;
        }
        ObjectNode node = point(best, deviation);
        number(node, "ratio", (best.mean() - analysis.setting().riskFree()) / best.volatility());
        root.set("maximumRatio", node);
    }

    private static ObjectNode point(Frontier.Corner corner, boolean deviation) {
        ObjectNode node = NODES.objectNode();
        number(node, "mean", corner.mean());
        number(node, "risk", deviation ? corner.volatility() : corner.variance());
        number(node, "volatility", corner.volatility());
        node.set("weights", numbers(corner.weights()));
        number(node, "lambda", corner.lambda());
        return node;
    }

    /** {@code points, minimumRisk, maximumRatio} on any measure; no point has a {@code lambda}. */
    public static String frontier(Analysis analysis, ConvexFrontier result) {
        ObjectNode root = NODES.objectNode();
        root.set("assets", strings(analysis.moments().ids()));
        switch (result) {
            case ConvexFrontier.None none -> {
                root.put("status", none.status());
                root.put("message", none.message());
                root.putArray("points");
                root.putNull("minimumRisk");
                root.putNull("maximumRatio");
            }
            case ConvexFrontier.Traced traced -> {
                root.put("status", "optimal");
                ArrayNode array = root.putArray("points");
                traced.points().forEach(point -> array.add(point(analysis, point)));
                root.set("minimumRisk", point(analysis, traced.points().getLast()));
                ConvexFrontier.Point best = traced.maximumRatio();
                if (best == null) {
                    root.putNull("maximumRatio");
                } else {
                    ObjectNode node = point(analysis, best);
                    boolean variance = analysis.scenario().model() instanceof Model.MeanRisk model
                            && model.risk().measure() == RiskMeasure.VARIANCE;
                    number(node, "ratio", (best.mean() - analysis.setting().riskFree())
                            / (variance ? Math.sqrt(best.risk()) : best.risk()));
                    root.set("maximumRatio", node);
                }
            }
        }
        return text(root);
    }

    private static ObjectNode point(Analysis analysis, ConvexFrontier.Point point) {
        ObjectNode node = NODES.objectNode();
        number(node, "mean", point.mean());
        number(node, "risk", point.risk());
        number(node, "volatility",
                Math.sqrt(Kernels.quadratic(analysis.moments().covariance(), point.weights().shared())));
        node.set("weights", numbers(point.weights()));
        node.putNull("lambda");
        return node;
    }

    /** {@code linkage, order, clusters}. */
    public static String cluster(Analysis analysis) {
        OrderedTree ordered = analysis.tree();
        List<String> ids = analysis.moments().ids();
        ObjectNode root = NODES.objectNode();
        root.set("assets", strings(ids));
        ArrayNode linkage = root.putArray("linkage");
        for (ClusterTree.Row merge : ordered.tree().merges()) {
            ArrayNode row = linkage.addArray();
            row.add(merge.left()).add(merge.right()).add(merge.height()).add(merge.size());
        }
        ArrayNode order = root.putArray("order");
        for (int leaf : ordered.order()) {
            order.add(ids.get(leaf));
        }
        List<Integer> clusters = analysis.clusters();
        if (clusters == null) {
            root.putNull("clusters");
        } else {
            clusters(root.putArray("clusters"), ordered, clusters, ids);
        }
        return text(root);
    }

    /** The ids of each cluster, clusters and ids from left to right. */
    private static void clusters(ArrayNode array, OrderedTree ordered, List<Integer> labels, List<String> ids) {
        Map<Integer, ArrayNode> members = new LinkedHashMap<>();
        for (int leaf : ordered.order()) {
            members.computeIfAbsent(labels.get(leaf), label -> array.addArray()).add(ids.get(leaf));
        }
    }

    /** A list of findings. */
    public static String findings(List<Finding> findings) {
        ObjectNode root = NODES.objectNode();
        root.set("findings", findingList(findings));
        return text(root);
    }

    private static ArrayNode findingList(List<Finding> findings) {
        ArrayNode array = NODES.arrayNode();
        for (Finding finding : findings) {
            array.addObject().put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .put("where", finding.where()).put("message", finding.message());
        }
        return array;
    }

    /** A list of saved scenarios: {@code id, name, sha256, saved}. */
    public static String saved(List<Saved> scenarios) {
        ArrayNode array = NODES.arrayNode();
        for (Saved saved : scenarios) {
            array.addObject().put("id", saved.id()).put("name", saved.name()).put("sha256", saved.sha256())
                    .put("saved", saved.savedAt().toString());
        }
        return text(array);
    }

    /** A list of damages: {@code what, message}. */
    public static String damages(List<Damage> damages) {
        ObjectNode root = NODES.objectNode();
        ArrayNode array = root.putArray("damages");
        for (Damage damage : damages) {
            array.addObject().put("what", damage.what()).put("message", damage.message());
        }
        return text(root);
    }

    /** A backup: {@code name, made, changes, scenarios, datasets, bytes, verified}. */
    public static String backup(Backup backup) {
        return text(tree(backup));
    }

    /** A list of backups, newest first. */
    public static String backups(List<Backup> backups) {
        ArrayNode array = NODES.arrayNode();
        backups.forEach(b -> array.add(tree(b)));
        return text(array);
    }

    /** What a restore did: {@code backup, lost} (a number of changes, null where unknown) and {@code replaced}, a folder or null. */
    public static String restored(Restored restored) {
        Path replaced = restored.replaced();
        return text(new Tree().node("backup", tree(restored.backup()))
                .whole("lost", restored.lost().isPresent() ? restored.lost().getAsLong() : null)
                .text("replaced", replaced == null ? null : replaced.toString()).node());
    }

    private static ObjectNode tree(Backup backup) {
        return Tree.of("name", backup.name()).text("made", backup.made().toString()).whole("changes", backup.changes())
                .whole("scenarios", (long) backup.scenarios()).whole("datasets", (long) backup.datasets())
                .whole("bytes", backup.bytes()).flag("verified", backup.verified()).node();
    }

    private static ArrayNode strings(List<String> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static ArrayNode numbers(Vector values) {
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < values.size(); i++) {
            array.add(values.get(i));
        }
        return array;
    }

    private static ArrayNode rows(Matrix matrix) {
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < matrix.rows(); i++) {
            array.add(numbers(Vector.wrap(matrix.row(i))));
        }
        return array;
    }

    /** JSON knows no infinity: what is not finite is null. */
    private static void number(ObjectNode node, String field, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            node.putNull(field);
        } else {
            node.put(field, value);
        }
    }

    private static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }
}
