package tangency.storage.document;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.model.Limits;
import tangency.core.model.Model;
import tangency.core.returns.Window;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scenarios as JSON, format 1. Reading is strict: whatever the format does not know is a problem, and all problems of a
 * document are told at once. Writing spells defaults out, so what is written asks the same in any later version. The
 * format is described in the module's README and by {@code tangency/schema/tangency-scenario-1.schema.json}.
 */
public final class ScenarioCodec {
    /** Largest whole number that every reader of JSON keeps: 2^53 - 1. */
    static final long LARGEST_WHOLE = (1L << 53) - 1;

    private ScenarioCodec() {}

    /**
     * Reads a scenario.
     *
     * @param sourceName what the document is called in messages, usually its file name
     * @throws DocumentException with every problem found
     */
    public static Scenario read(String json, String sourceName) {
        Problems problems = new Problems(sourceName);
        JsonNode root = JsonText.parse(json, problems);
        Scenario scenario = root == null ? null : read(root, "$", problems);
        problems.throwIfAny();
        return Objects.requireNonNull(scenario, "A document was neither read nor refused");
    }

    /**
     * Reads a scenario from a file in UTF-8.
     *
     * @throws DocumentException with every problem found, a missing or unreadable file included
     */
    public static Scenario read(Path file) {
        return read(DocumentFile.text(file), file.toString());
    }

    /** The scenario as JSON for people and files, defaults spelt out. */
    public static String write(Scenario scenario) {
        return Layout.of(tree(scenario));
    }

    /** The scenario as canonical JSON: equal scenarios give the same text. */
    public static String canonical(Scenario scenario) {
        return Canonical.json(tree(scenario));
    }

    /** SHA-256 of {@link #canonical}, as 64 lower-case hexadecimal digits: the scenario's identity. */
    public static String sha256(Scenario scenario) {
        return Canonical.hash(canonical(scenario));
    }

    /**
     * What keeps a scenario, made by whatever edits, from being read back once it is written; empty where nothing does.
     */
    public static List<Problem> problems(Scenario scenario) {
        Problems problems = new Problems(scenario.name());
        read(tree(scenario), "$", problems);
        return problems.none() ? List.of() : problems.exception().problems();
    }

    static @Nullable Scenario read(JsonNode root, String path, Problems problems) {
        return Formats.newer(root, path, Scenario.FORMAT, problems)
                ? null
                : Fields.read(root, path, problems, ScenarioCodec::read);
    }

    private static Scenario read(Fields fields) {
        Formats.check(fields, Scenario.FORMAT);
        String name = fields.requiredText("name");
        MarketSpec market = fields.object("market", MarketJson::read);
        List<String> universe = fields.names("universe");
        Window window = orElse(fields.object("window", MarketJson::readWindow), Window.ALL);
        Estimates estimates = orElse(fields.object("estimates", EstimatesJson::read), Estimates.DEFAULT);
        if (!fields.has("market") && !estimates.given()) {
            fields.missing("market", "an object with `prices`; only a scenario whose mean and covariance are both"
                    + " `given` needs none", "");
        }
        if (!fields.has("model")) {
            fields.missing("model", "an object with `method`", "");
        }
        Model model = orElse(fields.object("model", ModelJson::read), new Model.EqualWeight());
        List<Constraint> constraints = constraints(fields);
        Costs costs = orElse(fields.object("costs", TradingJson::readCosts), Costs.NONE);
        Holdings holdings = orElse(fields.object("holdings", TradingJson::readHoldings), Holdings.CASH);
        Limits limits = orElse(fields.object("limits", TradingJson::readLimits), Limits.NONE);
        String notes = fields.freeText("notes");
        Long seed = fields.whole("seed", -LARGEST_WHOLE, LARGEST_WHOLE);
        if (universe == null && market == null && estimates.mean() instanceof MeanSpec.Given(Map<String, Double> m)) {
            universe = List.copyOf(m.keySet());
        }
        if (universe != null && fields.problems().none()) {
            checkGiven(fields, universe, estimates);
        }
        return new Scenario(name, market, universe, window, estimates, model, constraints, costs, holdings, limits,
                notes, seed == null ? 1 : seed);
    }

    private static List<Constraint> constraints(Fields fields) {
        Map<String, Integer> names = new HashMap<>();
        int[] index = {0};
        List<Constraint> read = fields.list("constraints", item -> {
            Constraint constraint = ConstraintJson.read(item);
            String name = item.text("name");
            Integer earlier = name == null || name.isEmpty() ? null : names.putIfAbsent(name, index[0]);
            if (earlier != null) {
                item.refuse("name", "duplicate name `" + Names.shortened(name == null ? "" : name)
                        + "`, also at $.constraints[" + earlier + "]; expected each name once");
            }
            index[0]++;
            return constraint;
        });
        return read == null ? Scenario.defaultConstraints() : Scenario.withDefaults(read);
    }

    /** Given moments must cover a universe that is known. */
    private static void checkGiven(Fields fields, List<String> universe, Estimates estimates) {
        String path = fields.path("estimates");
        if (estimates.mean() instanceof MeanSpec.Given(Map<String, Double> values)) {
            List<String> missing = new ArrayList<>(universe);
            missing.removeAll(values.keySet());
            if (!missing.isEmpty()) {
                fields.problems().add(path + ".mean.values", "no mean for `" + missing.getFirst() + "`"
                        + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more" : "")
                        + "; expected one for each asset of the universe");
            }
        }
        if (estimates.covariance() instanceof CovarianceSpec.Given given && given.matrix().rows() != universe.size()) {
            fields.problems().add(path + ".covariance.matrix", "expected a row for each of the " + universe.size()
                    + " assets of the universe, found " + given.matrix().rows());
        }
    }

    static ObjectNode tree(Scenario scenario) {
        List<ObjectNode> constraints = scenario.constraints().stream().map(ConstraintJson::write).toList();
        MarketSpec market = scenario.market();
        return Tree.of("format", Scenario.FORMAT).text("name", scenario.name())
                .node("market", market == null ? null : MarketJson.write(market))
                .namesIfAny("universe", scenario.universe()).node("window", MarketJson.write(scenario.window()))
                .node("estimates", EstimatesJson.write(scenario.estimates()))
                .node("model", ModelJson.write(scenario.model())).list("constraints", constraints)
                .node("costs", TradingJson.write(scenario.costs()))
                .node("holdings", TradingJson.write(scenario.holdings()))
                .node("limits", TradingJson.write(scenario.limits())).text("notes", scenario.notes())
                .whole("seed", scenario.seed()).node();
    }

    private static <T> T orElse(@Nullable T value, T absent) {
        return value == null ? absent : value;
    }
}
