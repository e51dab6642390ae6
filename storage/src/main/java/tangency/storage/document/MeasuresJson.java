package tangency.storage.document;

import tangency.core.measure.Measures;
import tools.jackson.databind.node.ObjectNode;

/** The field {@code measures} of a study. */
final class MeasuresJson {
    private MeasuresJson() {}

    static ObjectNode write(Measures m) {
        return new Tree().number("mean", m.mean()).number("volatility", m.volatility()).number("sharpe", m.sharpe())
                .number("annualReturn", m.annualReturn()).number("annualVolatility", m.annualVolatility())
                .number("annualSharpe", m.annualSharpe()).number("compoundReturn", m.compoundReturn())
                .number("var95", m.var95()).number("cvar95", m.cvar95()).number("var99", m.var99())
                .number("cvar99", m.cvar99()).number("maxDrawdown", m.maxDrawdown())
                .number("effectiveAssets", m.effectiveAssets()).number("diversificationRatio", m.diversificationRatio())
                .number("averageCorrelation", m.averageCorrelation()).number("turnover", m.turnover())
                .number("cost", m.cost()).node();
    }

    static Measures read(Fields fields) {
        return new Measures(fields.number("mean", Range.ANY), fields.number("volatility", Range.ANY),
                fields.number("sharpe", Range.ANY), fields.number("annualReturn", Range.ANY),
                fields.number("annualVolatility", Range.ANY), fields.number("annualSharpe", Range.ANY),
                fields.number("compoundReturn", Range.ANY), fields.number("var95", Range.ANY),
                fields.number("cvar95", Range.ANY), fields.number("var99", Range.ANY),
                fields.number("cvar99", Range.ANY), fields.number("maxDrawdown", Range.ANY),
                fields.number("effectiveAssets", Range.ANY), fields.number("diversificationRatio", Range.ANY),
                fields.number("averageCorrelation", Range.ANY), fields.number("turnover", Range.ANY),
                fields.number("cost", Range.ANY));
    }
}
