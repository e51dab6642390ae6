package tangency.core.solve.meanrisk;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.math3.distribution.NormalDistribution;
import tangency.core.math.Vector;
import tangency.core.model.Model;
import tangency.core.model.Model.MeanUncertainty;
import tangency.core.solve.Allocation;
import tangency.core.solve.quadratic.KinkedTerm;

/**
 * What a mean-risk model takes off the mean. A floor on the return is on the mean of the estimates, before any of this.
 *
 * @param costs whether the costs of trading are deducted
 * @param kappa of mean - kappa sum of sigma_i |w_i| / sqrt(T), 0 where means are taken as certain
 */
record NetMean(boolean costs, double kappa) {
    /** Nothing. */
    static final NetMean GROSS = new NetMean(false, 0);

    static NetMean of(Model model) {
        if (!(model instanceof Model.MeanRisk meanRisk) || meanRisk.goal() == Model.Goal.MINIMISE_RISK) {
            return GROSS;
        }
        MeanUncertainty uncertainty = meanRisk.meanUncertainty();
        return new NetMean(true, uncertainty != null && uncertainty.shape() == MeanUncertainty.Shape.BOX
                ? kappa(uncertainty)
                : 0);
    }

    private static double kappa(MeanUncertainty box) {
        Double kappa = box.kappa();
        Double confidence = box.confidence();
        if (kappa != null) {
            return kappa;
        }
        if (confidence == null) {
            throw new IllegalArgumentException("A set of uncertain means needs kappa or confidence");
        }
        return new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + confidence) / 2);
    }

    /** What is taken off, but for the ridge. */
    List<KinkedTerm> terms(Allocation setting) {
        List<KinkedTerm> terms = new ArrayList<>();
        int n = setting.size();
        if (costs && setting.trading().linear()) {
            double[] slopes = new double[n];
            for (int i = 0; i < n; i++) {
                slopes[i] = setting.trading().rate().get(i) / setting.trading().horizon();
            }
            terms.add(new KinkedTerm(slopes, setting.trading().held().shared()));
        }
        if (kappa > 0) {
            Integer observations = setting.moments().observations();
            if (observations == null) {
                throw new IllegalArgumentException("Uncertain means need the number of observations");
            }
            double[] slopes = setting.moments().covariance().diagonal();
            for (int i = 0; i < n; i++) {
                slopes[i] = kappa * Math.sqrt(slopes[i] / observations);
            }
            terms.add(new KinkedTerm(slopes, new double[n]));
        }
        return terms;
    }

    /** Coefficient of the sum of squared weights. */
    double ridge(Allocation setting) {
        return costs ? setting.trading().ridge() : 0;
    }

    /** The ridge's cost of {@code weights}. */
    double ridge(Allocation setting, Vector weights) {
        double ridge = ridge(setting);
        double squares = 0;
        for (int i = 0; i < weights.size(); i++) {
            squares += weights.get(i) * weights.get(i);
        }
        return ridge == 0 ? 0 : ridge * squares;
    }
}
