package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.Trading;

/** What costs and uncertain means take from the mean, as an expression that is at least that. */
final class Deductions {
    private final Data data;
    private final Statement statement;
    private final Measured measured;
    private final Absolutes absolutes;

    Deductions(Data data, Statement statement, Measured measured, Absolutes absolutes) {
        this.data = data;
        this.statement = statement;
        this.measured = measured;
        this.absolutes = absolutes;
    }

    /** Both, in units of returns. */
    Affine of(Model.@Nullable MeanUncertainty uncertainty) {
        Affine sum = costs();
        return uncertainty == null ? sum : sum.plus(uncertain(uncertainty), 1);
    }

    private Affine costs() {
        Trading trading = data.setting.trading();
        Affine sum = new Affine();
        double once = data.weightUnit / data.returnUnit / trading.horizon();
        for (int i = 0; i < data.assets; i++) {
            double held = trading.held().get(i) / data.weightUnit;
            if (trading.rate().get(i) != 0) {
                sum.plus(absolutes.of(i, held), trading.rate().get(i) * once);
            }
            if (trading.impact().get(i) != 0) {
                // cost = c v with v >= |trade|^p / one^(p-1), the perspective of the power
                int powered = statement.local(0);
                statement.power(1 / trading.exponent(), Affine.of(powered), statement.one(), Affine.of(i).plus(-held));
                sum.plus(trading.impact().get(i) * once * Math.pow(data.weightUnit, trading.exponent() - 1), powered);
            }
        }
        if (trading.ridge() != 0) {
            double size = trading.ridge() * data.weightUnit * data.weightUnit / data.returnUnit;
            if (statement.homogeneous()) {
                int squares = statement.variable();
                List<Affine> weights = new ArrayList<>();
                for (int i = 0; i < data.assets; i++) {
                    weights.add(Affine.of(i));
                }
                statement.rotated(Affine.of(squares), statement.one(), weights);
                sum.plus(size, squares);
            } else {
                for (int i = 0; i < data.assets; i++) {
                    statement.minimiseSquare(i, 2 * size);
                }
            }
        }
        return sum;
    }

    private Affine uncertain(Model.MeanUncertainty uncertainty) {
        Allocation setting = data.setting;
        Integer observations = setting.moments().observations();
        if (observations == null) {
            throw new IllegalArgumentException("meanUncertainty without a number of observations");
        }
        double kappa = Uncertainty.kappa(uncertainty, data.assets) / Math.sqrt(observations);
        return switch (uncertainty.shape()) {
            case ELLIPSOID ->
                kappa == 0 ? new Affine() : measured.of(Risk.of(RiskMeasure.STANDARD_DEVIATION)).times(kappa);
            case BOX -> {
                Affine sum = new Affine();
                for (int i = 0; i < data.assets; i++) {
                    sum.plus(absolutes.of(i, 0), kappa * data.volatility[i]);
                }
                yield sum;
            }
        };
    }
}
