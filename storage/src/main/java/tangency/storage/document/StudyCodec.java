package tangency.storage.document;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.math.Vector;
import tangency.core.measure.Measures;
import tangency.core.run.Hierarchy;
import tangency.core.run.Study;
import tangency.core.run.StudyExplanation;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Certificate;
import tangency.core.solve.ConstraintState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Studies as JSON, format 1; read back as strictly as scenarios are. A residual or relaxation that is not finite is
 * written as null and read back as NaN; everything else must be finite.
 */
public final class StudyCodec {
    private static final List<String> STATUS = List.of("optimal", "inexact", "infeasible", "unbounded", "failed");

    /** {@code file:row} or {@code file:row:column}. */
    private static final Pattern PLACE = Pattern.compile("(.+?):([1-9][0-9]{0,8})(?::(.+))?");

    private StudyCodec() {}

    /**
     * Reads a study.
     *
     * @param sourceName what the document is called in messages, usually its file name
     * @throws DocumentException with every problem found
     */
    public static Study read(String json, String sourceName) {
        Problems problems = new Problems(sourceName);
        JsonNode root = JsonText.parse(json, problems);
        Study study = root == null || Formats.newer(root, "$", Study.FORMAT, problems)
                ? null
                : Fields.read(root, "$", problems, StudyCodec::read);
        problems.throwIfAny();
        return Objects.requireNonNull(study, "A document was neither read nor refused");
    }

    /**
     * Reads a study from a file in UTF-8.
     *
     * @throws DocumentException with every problem found, a missing or unreadable file included
     */
    public static Study read(Path file) {
        return read(DocumentFile.text(file), file.toString());
    }

    /** The study as JSON for people and files. */
    public static String write(Study study) {
        return Layout.of(tree(study));
    }

    /** The study as canonical JSON. */
    public static String canonical(Study study) {
        return Canonical.json(tree(study));
    }

    private static ObjectNode tree(Study study) {
        Tree tree = Tree.of("format", Study.FORMAT).node("scenario", ScenarioCodec.tree(study.scenario()))
                .text("status", study.status()).text("message", study.message()).names("assets", study.assets());
        row(tree, "weights", study.weights());
        tree.number("cash", study.cash()).number("objective", study.objective());
        Certificate certificate = study.certificate();
        tree.node("certificate",
                certificate == null
                        ? null
                        : new Tree().number("primalResidual", finite(certificate.primalResidual()))
                                .number("dualResidual", finite(certificate.dualResidual()))
                                .number("relativeGap", finite(certificate.relativeGap())).node());
        tree.node("measures", study.measures() == null ? null : MeasuresJson.write(study.measures()));
        row(tree, "riskContributions", study.riskContributions());
        tree.list("constraints", study.constraints().stream().map(StudyCodec::write).toList());
        if (study.conflict() == null) {
            tree.node("conflict", null);
        } else {
            tree.names("conflict", study.conflict());
        }
        tree.node("relaxation", study.relaxation() == null ? null : relaxation(study.relaxation()));
        if (study.hierarchy() != null) {
            tree.node("hierarchy", HierarchyJson.write(study.hierarchy()));
        }
        if (study.explanation() != null) {
            tree.node("explanation", ExplanationJson.write(study.explanation()));
        }
        tree.list("findings", study.findings().stream().map(StudyCodec::write).toList());
        return tree.node("run", write(study.run())).node();
    }

    private static void row(Tree tree, String name, @Nullable Vector values) {
        if (values == null) {
            tree.node(name, null);
        } else {
            tree.row(name, values.shared());
        }
    }

    private static ObjectNode write(ConstraintState state) {
        Tree tree = Tree.of("name", state.name()).number("value", state.value()).number("min", state.min())
                .number("max", state.max()).number("slack", state.slack())
                .numberIfAny("multiplier", state.multiplier()).flag("binding", state.binding());
        if (!state.perAsset().isEmpty()) {
            tree.numbers("perAsset", state.perAsset());
        }
        return tree.node();
    }

    private static ObjectNode relaxation(Map<String, Double> changes) {
        Tree tree = new Tree();
        changes.forEach((name, change) -> tree.number(name, finite(change)));
        return tree.node();
    }

    private static ObjectNode write(Finding finding) {
        return new Tree().choice("severity", finding.severity()).text("where", finding.where())
                .text("message", finding.message()).node();
    }

    private static ObjectNode write(Study.RunInfo run) {
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        run.inputs().forEach(inputs::put);
        return Tree.of("engine", run.engine()).node("inputs", inputs).text("started", run.started().toString())
                .plain("milliseconds", run.milliseconds()).whole("iterations", (long) run.iterations()).node();
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    private static @Nullable Study read(Fields fields) {
        Formats.check(fields, Study.FORMAT);
        JsonNode scenarioNode = fields.required("scenario", "the scenario as run");
        Scenario scenario = scenarioNode == null
                ? null
                : ScenarioCodec.read(scenarioNode, fields.path("scenario"), fields.problems());
        fields.required("status", Names.oneOf(STATUS));
        String status = fields.word("status", STATUS, "status");
        String message = fields.has("message") ? fields.freeText("message") : null;
        List<String> assets = orEmpty(fields.texts("assets"));
        Vector weights = row(fields, "weights", assets.size());
        Double cash = fields.number("cash", Range.ANY);
        Double objective = fields.number("objective", Range.ANY);
        Certificate certificate = fields.object("certificate", StudyCodec::certificate);
        Measures measures = fields.object("measures", MeasuresJson::read);
        Vector contributions = row(fields, "riskContributions", assets.size());
        List<ConstraintState> constraints = orEmpty(fields.list("constraints", StudyCodec::constraint));
        List<String> conflict = fields.texts("conflict");
        Map<String, Double> relaxation = fields.object("relaxation",
                changes -> orNaN(changes, name -> changes.number(name, Range.ANY)));
        Hierarchy hierarchy = fields.object("hierarchy", object -> HierarchyJson.read(object, assets.size()));
        StudyExplanation explanation = fields.object("explanation",
                object -> ExplanationJson.read(object, assets.size()));
        List<Finding> findings = orEmpty(fields.list("findings", StudyCodec::finding));
        fields.required("run", "an object with `engine`, `started` and more");
        Study.RunInfo run = fields.object("run", StudyCodec::run);
        if (scenario == null || status == null || run == null) {
            return null;
        }
        return new Study(scenario, status, message, assets, weights, cash, objective, certificate, measures,
                contributions, constraints, conflict, relaxation, hierarchy, explanation, findings, run);
    }

    private static @Nullable Vector row(Fields fields, String name, int size) {
        double[] values = fields.row(name, size);
        return values == null ? null : Vector.wrap(values);
    }

    private static Certificate certificate(Fields fields) {
        return new Certificate(orNaN(fields.number("primalResidual", Range.ANY)),
                orNaN(fields.number("dualResidual", Range.ANY)), orNaN(fields.number("relativeGap", Range.ANY)));
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static Map<String, Double> orNaN(Fields fields, Function<String, @Nullable Double> number) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String name : fields.names()) {
            values.put(name, orNaN(number.apply(name)));
        }
        return values;
    }

    private static ConstraintState constraint(Fields fields) {
        String name = fields.requiredText("name");
        Double value = fields.number("value", Range.ANY);
        Double min = fields.number("min", Range.ANY);
        Double max = fields.number("max", Range.ANY);
        Double slack = fields.number("slack", Range.ANY);
        Double multiplier = fields.number("multiplier", Range.ANY);
        boolean binding = fields.flag("binding", false);
        Map<String, Double> perAsset = fields.numbers("perAsset", Range.ANY);
        return new ConstraintState(name, value, min, max, slack, multiplier, binding,
                perAsset == null ? Map.of() : perAsset);
    }

    /** A place with a row is taken apart again; any other stays whole, as it cannot be told what its colons mean. */
    private static Finding finding(Fields fields) {
        fields.required("severity", Names.oneOf(Names.of(Finding.Severity.class)));
        Finding.Severity severity = fields.choice("severity", Finding.Severity.class, Finding.Severity.ERROR);
        String where = fields.requiredText("where");
        String message = fields.freeText("message");
        Matcher place = PLACE.matcher(where);
        return place.matches()
                ? new Finding(severity, place.group(1), Integer.valueOf(place.group(2)), place.group(3), message)
                : new Finding(severity, where, null, null, message);
    }

    private static Study.RunInfo run(Fields fields) {
        String engine = fields.requiredText("engine");
        Map<String, String> inputs = fields.object("inputs", files -> {
            Map<String, String> hashes = new LinkedHashMap<>();
            files.names().forEach(file -> hashes.put(file, files.requiredText(file)));
            return hashes;
        });
        Instant started = fields.instant("started");
        double milliseconds = fields.requiredNumber("milliseconds", Range.NOT_NEGATIVE);
        Integer iterations = fields.count("iterations", 0);
        return new Study.RunInfo(engine, inputs == null ? Map.of() : inputs, started, milliseconds,
                iterations == null ? fields.missing("iterations", "a whole number", 0) : iterations);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
