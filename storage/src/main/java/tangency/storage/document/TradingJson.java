package tangency.storage.document;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.model.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields {@code costs}, {@code holdings} and {@code limits}. */
final class TradingJson {
    private TradingJson() {}

    static Costs readCosts(Fields fields) {
        JsonNode linear = fields.take("linear");
        boolean byAsset = linear != null && linear.isObject();
        Map<String, Double> rates = byAsset ? fields.numbers("linear", Range.NOT_NEGATIVE) : null;
        if (linear != null && !byAsset && !linear.isNumber()) {
            fields.refuse("linear", "expected a number of 0 or more, or an object of such numbers by id, found "
                    + Names.describe(linear));
            linear = null;
        }
        double rate = byAsset || linear == null ? 0 : fields.number("linear", Range.NOT_NEGATIVE, 0);
        return new Costs(rate, rates == null ? Map.of() : rates, fields.number("fixed", Range.NOT_NEGATIVE, 0),
                fields.flag("spread", false), fields.object("impact", TradingJson::impact),
                fields.number("ridge", Range.NOT_NEGATIVE, 0), fields.number("horizon", Range.POSITIVE, 1));
    }

    private static Costs.@Nullable Impact impact(Fields fields) {
        return new Costs.Impact(fields.requiredNumber("coefficient", Range.NOT_NEGATIVE),
                fields.number("exponent", Range.ONE_OR_MORE, 1.5),
                fields.choice("scale", Costs.Impact.Scale.class, Costs.Impact.Scale.VOLATILITY_ADV));
    }

    static ObjectNode write(Costs costs) {
        Tree tree = new Tree();
        if (costs.linearByAsset().isEmpty()) {
            tree.number("linear", costs.linear());
        } else if (costs.linear() == 0) {
            tree.numbers("linear", costs.linearByAsset());
        } else {
            throw new IllegalArgumentException("A document holds one linear cost or one per asset, not both: "
                    + costs.linear() + " and " + costs.linearByAsset());
        }
        tree.plain("fixed", costs.fixed()).flag("spread", costs.spread());
        if (costs.impact() != null) {
            tree.node("impact", new Tree().number("coefficient", costs.impact().coefficient())
                    .number("exponent", costs.impact().exponent()).choice("scale", costs.impact().scale()).node());
        }
        return tree.number("ridge", costs.ridge()).plain("horizon", costs.horizon()).node();
    }

    static Holdings readHoldings(Fields fields) {
        double capital = fields.number("capital", Range.POSITIVE, Holdings.CASH.capital());
        Map<String, Double> weights = fields.numbers("weights", Range.ANY);
        return new Holdings(capital, weights == null ? Map.of() : weights);
    }

    static ObjectNode write(Holdings holdings) {
        return new Tree().plain("capital", holdings.capital()).numbers("weights", holdings.weights()).node();
    }

    static Limits readLimits(Fields fields) {
        return new Limits(fields.number("seconds", Range.POSITIVE),
                fields.whole("nodes", 1, ScenarioCodec.LARGEST_WHOLE));
    }

    static ObjectNode write(Limits limits) {
        Tree tree = new Tree();
        if (limits.seconds() == null) {
            tree.number("seconds", null);
        } else {
            tree.plain("seconds", limits.seconds());
        }
        return tree.whole("nodes", limits.nodes()).node();
    }
}
