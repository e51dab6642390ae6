package tangency.storage.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.returns.Frequency;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.Window;
import tangency.core.scenario.MarketSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fields {@code market} and {@code window}. */
final class MarketJson {
    private MarketJson() {}

    static MarketSpec read(Fields fields) {
        String prices = fields.requiredText("prices");
        String values = fields.word("values", List.of("prices", "returns"), "values");
        return new MarketSpec(prices, "returns".equals(values), fields.text("assets"), fields.text("volumes"),
                fields.text("factors"), benchmark(fields), riskFree(fields));
    }

    private static MarketSpec.@Nullable Benchmark benchmark(Fields fields) {
        JsonNode value = fields.take("benchmark");
        if (value != null && value.isObject()) {
            Map<String, Double> weights = fields.object("benchmark",
                    benchmark -> benchmark.requiredNumbers("weights", Range.ANY, "an object of weights by id"));
            return new MarketSpec.Benchmark(null, weights == null ? Map.of() : weights);
        }
        if (value != null && !value.isString()) {
            fields.refuse("benchmark",
                    "expected an asset id or an object with `weights`, found " + Names.describe(value));
            return null;
        }
        String id = fields.text("benchmark");
        return id == null ? null : new MarketSpec.Benchmark(id, Map.of());
    }

    private static MarketSpec.RiskFree riskFree(Fields fields) {
        JsonNode value = fields.take("riskFree");
        if (value == null || !value.isString()) {
            return new MarketSpec.RiskFree(fields.number("riskFree", Range.ANY, 0), null);
        }
        String column = fields.text("riskFree");
        if (column == null || column.strip().matches("(?i)[-+]?(nan|inf(inity)?|[0-9]*[.,]?[0-9]+(e[-+]?[0-9]+)?)")) {
            fields.refuse("riskFree", "expected a rate per period (a number, not in quotes) or the name of a column of "
                    + "the factors file, found " + Names.describe(value));
            return MarketSpec.RiskFree.ZERO;
        }
        return new MarketSpec.RiskFree(0, column);
    }

    static ObjectNode write(MarketSpec market) {
        Tree tree = new Tree().text("prices", market.prices()).text("values", market.returns() ? "returns" : "prices")
                .text("assets", market.assets()).text("volumes", market.volumes()).text("factors", market.factors());
        MarketSpec.Benchmark benchmark = market.benchmark();
        if (benchmark == null || benchmark.id() != null) {
            tree.text("benchmark", benchmark == null ? null : benchmark.id());
        } else {
            tree.node("benchmark", new Tree().numbers("weights", benchmark.weights()).node());
        }
        MarketSpec.RiskFree riskFree = market.riskFree();
        return tree.node("riskFree",
                riskFree.factor() == null
                        ? JsonNodeFactory.instance.numberNode(riskFree.rate())
                        : JsonNodeFactory.instance.stringNode(riskFree.factor()))
                .node();
    }

    static Window readWindow(Fields fields) {
        LocalDate from = fields.date("from");
        LocalDate to = fields.date("to");
        if (from != null && to != null && from.isAfter(to)) {
            fields.refuse("from", "expected a date not after `to`, found " + from + " after " + to);
        }
        Frequency frequency = fields.choice("frequency", Frequency.class, Window.ALL.frequency());
        MissingPolicy missing = fields.choice("missing", MissingPolicy.class, Window.ALL.missing());
        return new Window(from, to, frequency, missing,
                fields.number("periodsPerYear", Range.POSITIVE, frequency.periodsPerYear()));
    }

    static ObjectNode write(Window window) {
        return new Tree().textIfAny("from", window.from() == null ? null : window.from().toString())
                .textIfAny("to", window.to() == null ? null : window.to().toString())
                .choice("frequency", window.frequency()).choice("missing", window.missing())
                .plain("periodsPerYear", window.periodsPerYear()).node();
    }
}
