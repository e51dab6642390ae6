package tangency.core.measure;

import org.jspecify.annotations.Nullable;

/**
 * Measures of a portfolio, per period unless the name says otherwise; null where what they need is missing (moments
 * for mean, volatility and ratios; outcomes for value at risk, drawdown and compound return).
 *
 * @param mean expected return, gross of costs
 * @param sharpe (mean - riskFree) / volatility
 * @param annualReturn mean x periods per year
 * @param annualVolatility volatility x square root of periods per year
 * @param compoundReturn annual growth rate of compounded wealth over the outcomes; null too where that is beyond the range of numbers
 * @param var95 smallest loss v with P(loss at most v) at least 95 %
 * @param cvar95 expected loss in the worst 5 %, fractional tail (Rockafellar and Uryasev 2000)
 * @param maxDrawdown largest fall of compounded wealth from a peak, the start included, as a fraction
 * @param effectiveAssets 1 / sum of squared weights
 * @param diversificationRatio weighted average volatility / portfolio volatility
 * @param averageCorrelation correlation weighted by w_i w_j over pairs i != j
 * @param turnover sum of |w - w0|
 * @param cost one-off cost of the trade from the holdings, as a fraction of capital
 */
public record Measures(@Nullable Double mean, @Nullable Double volatility, @Nullable Double sharpe,
        @Nullable Double annualReturn, @Nullable Double annualVolatility, @Nullable Double annualSharpe,
        @Nullable Double compoundReturn, @Nullable Double var95, @Nullable Double cvar95, @Nullable Double var99,
        @Nullable Double cvar99, @Nullable Double maxDrawdown, @Nullable Double effectiveAssets,
        @Nullable Double diversificationRatio, @Nullable Double averageCorrelation, @Nullable Double turnover,
        @Nullable Double cost) {}
