package tangency.core.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.NearestName;
import tangency.core.market.PriceTable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.returns.FactorReturns;
import tangency.core.returns.ReturnTable;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/**
 * Each asset's exposure to the factors of the factors file: the slopes of its returns on all factors at once, with an
 * intercept, by ordinary least squares over the periods in which every factor has a value. A column that the scenario
 * uses as its risk-free rate is no factor.
 *
 * @param betas N by name of factor; empty where no constraint names one
 */
record Exposures(Map<String, Vector> betas, List<Finding> findings) {
    /** Below, the factors are as good as dependent. */
    private static final double LEAST_QUALITY = 1e-12;

    /** The factors that constraints name. */
    static List<String> named(List<Constraint> constraints) {
        return constraints.stream().filter(Constraint.Factor.class::isInstance).map(Constraint.Factor.class::cast)
                .map(Constraint.Factor::factor).distinct().toList();
    }

    static Exposures of(Scenario scenario, @Nullable MarketData data, @Nullable ReturnTable returns) {
        List<String> named = named(scenario.enabledConstraints());
        if (named.isEmpty()) {
            return new Exposures(Map.of(), List.of());
        }
        PriceTable factors = data == null ? null : data.factors();
        if (factors == null || returns == null) {
            return refused("market.factors", "is missing, but constraints limit the exposure to "
                    + String.join(", ", named) + "; expected a factors file");
        }
        for (String factor : named) {
            if (factors.indexOf(factor) < 0) {
                return refused("constraints", "no factor '" + factor + "' in the factors file"
                        + NearestName.hint(factor, factors.ids()) + "; factors: " + String.join(", ", factors.ids()));
            }
        }
        MarketSpec market = scenario.market();
        String rate = market == null ? null : market.riskFree().factor();
        List<String> regressors = factors.ids().stream().filter(id -> !id.equals(rate) || named.contains(id)).toList();
        return regress(factors, regressors, returns, scenario);
    }

    private static Exposures regress(PriceTable factors, List<String> regressors, ReturnTable returns,
            Scenario scenario) {
        double[][] series = regressors.stream()
                .map(id -> FactorReturns.over(factors, id, returns, scenario.window())).toArray(double[][]::new);
        int[] rows = complete(series, returns);
        int k = regressors.size();
        if (rows.length < k + 2) {
            return refused("market.factors", "has values for all of its " + k + " factors in only " + rows.length
                    + " of the window's periods; exposures need at least " + (k + 2));
        }
        DMatrixRMaj design = new DMatrixRMaj(rows.length, k + 1);
        DMatrixRMaj response = new DMatrixRMaj(rows.length, returns.ids().size());
        Matrix values = returns.returns();
        for (int t = 0; t < rows.length; t++) {
            design.set(t, 0, 1);
            for (int f = 0; f < k; f++) {
                design.set(t, f + 1, series[f][rows[t]]);
            }
            for (int i = 0; i < response.numCols; i++) {
                response.set(t, i, values.get(rows[t], i));
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.qr(rows.length, k + 1);
        if (!solver.setA(design) || !(solver.quality() > LEAST_QUALITY)) {
            return refused("market.factors", "its factors depend on each other over the window, so that exposures to "
                    + "them are not defined: " + String.join(", ", regressors));
        }
        DMatrixRMaj slopes = new DMatrixRMaj(k + 1, response.numCols);
        solver.solve(response, slopes);
        Map<String, Vector> betas = new LinkedHashMap<>();
        for (int f = 0; f < k; f++) {
            double[] beta = new double[response.numCols];
            for (int i = 0; i < beta.length; i++) {
                beta[i] = slopes.get(f + 1, i);
            }
            betas.put(regressors.get(f), Vector.wrap(beta));
        }
        return new Exposures(betas, List.of());
    }

    /** Periods in which every factor and every asset has a value. */
    private static int[] complete(double[][] series, ReturnTable returns) {
        List<Integer> rows = new ArrayList<>();
        Matrix values = returns.returns();
        for (int t = 0; t < returns.observations(); t++) {
            boolean all = true;
            for (double[] factor : series) {
                all &= !Double.isNaN(factor[t]);
            }
            for (int i = 0; i < values.columns(); i++) {
                all &= !Double.isNaN(values.get(t, i));
            }
            if (all) {
                rows.add(t);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Exposures refused(String place, String message) {
        return new Exposures(Map.of(), List.of(Finding.error("scenario", null, place, message)));
    }
}
