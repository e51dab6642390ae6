package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Solution;

/**
 * Prices where more linear limits meet than the answer needs. Multipliers are not unique there, and the objective has a
 * kink: each price is taken just beyond its limit, on the side to which it moves.
 */
final class OneSided {
    private static final double STEP = 1e-5;
    private static final double RANK = 1e-9;

    private OneSided() {}

    /**
     * @param rows derivatives of the linear limits that hold the answer, one row each, zero for weights at a bound
     * @return whether they depend on each other
     */
    static boolean kinked(List<double[]> rows) {
        if (rows.isEmpty()) {
            return false;
        }
        DMatrixRMaj matrix = new DMatrixRMaj(rows.size(), rows.getFirst().length);
        for (int k = 0; k < rows.size(); k++) {
            double largest = 0;
            for (double value : rows.get(k)) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int i = 0; i < rows.get(k).length; i++) {
                matrix.set(k, i, largest == 0 ? 0 : rows.get(k)[i] / largest);
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols,
                false, false, true);
        return !svd.decompose(matrix) || SingularOps_DDRM.rank(svd, RANK) < rows.size();
    }

    /**
     * {@code solution} with each binding limit priced beyond it.
     *
     * @param again solves the same model under other constraints
     */
    static Solution.Weighted priced(Data data, Solution.Weighted solution,
            Function<Allocation, Solution.@Nullable Weighted> again) {
        Allocation setting = data.setting;
        List<ConstraintState> states = new ArrayList<>(solution.constraints());
        for (int k = 0; k < states.size(); k++) {
            ConstraintState state = states.get(k);
            Constraint moved = state.binding() ? outward(data, setting.constraints().get(k)) : null;
            if (moved == null) {
                continue;
            }
            List<Constraint> constraints = new ArrayList<>(setting.constraints());
            constraints.set(k, moved);
            Solution.Weighted beyond = again.apply(setting.withConstraints(constraints));
            if (beyond instanceof Solution.Optimal) {
                ConstraintState there = beyond.constraints().get(k);
                states.set(k, state.withPrices(there.multiplier(), there.perAsset()));
            }
        }
        return switch (solution) {
            case Solution.Optimal s ->
                new Solution.Optimal(s.weights(), s.objective(), s.certificate(), states, s.iterations());
            case Solution.Inexact s -> new Solution.Inexact(s.weights(), s.objective(), s.certificate(), states,
                    s.iterations(), s.message());
        };
    }

    /** The constraint a little further out; null where it has no number to move. */
    private static @Nullable Constraint outward(Data data, Constraint constraint) {
        double step = STEP * PortfolioLimits.unit(data, constraint);
        return switch (constraint) {
            case Constraint.Budget c -> new Constraint.Budget(c.name(), true,
                    moved(c.min(), c.min() != null && c.min().equals(c.max()) ? step : -step), moved(c.max(), step));
            case Constraint.Bounds c -> new Constraint.Bounds(c.name(), true, c.assets(), moved(c.min(), -step),
                    moved(c.max(), step));
            case Constraint.Group c -> new Constraint.Group(c.name(), true, c.by(), c.value(), moved(c.min(), -step),
                    moved(c.max(), step), c.relativeToBenchmark());
            case Constraint.Linear c -> new Constraint.Linear(c.name(), true, c.coefficients(),
                    moved(c.min(), -step), moved(c.max(), step));
            case Constraint.Factor c -> new Constraint.Factor(c.name(), true, c.factor(), moved(c.min(), -step),
                    moved(c.max(), step));
            case Constraint.Return c -> new Constraint.Return(c.name(), true, c.min() - step);
            case Constraint.Gross c -> new Constraint.Gross(c.name(), true, c.max() + step);
            case Constraint.ShortSide c -> new Constraint.ShortSide(c.name(), true, c.max() + step);
            case Constraint.Turnover c -> new Constraint.Turnover(c.name(), true, c.max() + step);
            default -> null;
        };
    }

    private static @Nullable Double moved(@Nullable Double limit, double step) {
        return limit == null ? null : Double.valueOf(limit + step);
    }
}
