package tangency.app.panel.scenario;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Session;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.CovarianceSpec.LedoitWolf;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;

/** How means and covariance are estimated. */
final class EstimatesViewModel {
    /** What a document says where it names no half-life. */
    private static final double HALF_LIFE = 63;
    private static final double RISK_AVERSION = 2.5;
    private static final double GERBER_THRESHOLD = 0.5;

    /** The estimators offered, by their name in the document. */
    static final List<Choice<String>> MEANS = List.of(new Choice<>("historical", "Historical mean"),
            new Choice<>("exponential", "Exponentially weighted"), new Choice<>("shrinkage", "Bayes–Stein shrinkage"),
            new Choice<>("equilibrium", "Market equilibrium"));
    static final List<Choice<String>> COVARIANCES = List.of(new Choice<>("sample", "Sample"),
            new Choice<>("exponential", "Exponentially weighted"),
            new Choice<>("ledoit-wolf", "Ledoit–Wolf shrinkage"),
            new Choice<>("oas", "Oracle approximating shrinkage"),
            new Choice<>("nonlinear-shrinkage", "Nonlinear shrinkage"),
            new Choice<>("denoised", "Denoised (Marchenko–Pastur)"), new Choice<>("gerber", "Gerber statistic"));
    static final List<Choice<MeanSpec.Shrinkage.Target>> MEAN_TARGETS = List.of(
            new Choice<>(MeanSpec.Shrinkage.Target.MINIMUM_VARIANCE, "Minimum variance"),
            new Choice<>(MeanSpec.Shrinkage.Target.GRAND_MEAN, "Grand mean"),
            new Choice<>(MeanSpec.Shrinkage.Target.VOLATILITY, "Volatility"));
    static final List<Choice<LedoitWolf.Target>> TARGETS = List.of(
            new Choice<>(LedoitWolf.Target.CONSTANT_CORRELATION, "Constant correlation"),
            new Choice<>(LedoitWolf.Target.IDENTITY, "Identity"));

    private final Session session;
    private final ReadOnlyObjectWrapper<Estimates> estimates = new ReadOnlyObjectWrapper<>(Estimates.DEFAULT);

    EstimatesViewModel(Session session) {
        this.session = session;
        session.scenarioProperty().subscribe(s -> estimates.set(s.estimates()));
    }

    /** Changes whenever anything here does. */
    ReadOnlyObjectProperty<Estimates> estimatesProperty() {
        return estimates.getReadOnlyProperty();
    }

    /** The estimator in force among those offered, or as it is called in the document ("given"). */
    Choice<String> mean() {
        return chosen(MEANS, estimates.get().mean().method());
    }

    Choice<String> covariance() {
        return chosen(COVARIANCES, estimates.get().covariance().method());
    }

    void mean(Choice<String> choice) {
        if (choice.equals(mean())) {
            return;
        }
        MeanSpec spec = switch (choice.value()) {
            case "exponential" -> new MeanSpec.Exponential(HALF_LIFE);
            case "shrinkage" -> new MeanSpec.Shrinkage(MeanSpec.Shrinkage.Target.MINIMUM_VARIANCE);
            case "equilibrium" -> new MeanSpec.Equilibrium(RISK_AVERSION);
            default -> new MeanSpec.Historical();
        };
        session.edit("Means: " + choice.label(), s -> s.withEstimates(s.estimates().withMean(spec)));
    }

    void covariance(Choice<String> choice) {
        if (choice.equals(covariance())) {
            return;
        }
        CovarianceSpec spec = switch (choice.value()) {
            case "exponential" -> new CovarianceSpec.Exponential(HALF_LIFE);
            case "ledoit-wolf" -> new LedoitWolf(LedoitWolf.Target.CONSTANT_CORRELATION);
            case "oas" -> new CovarianceSpec.Oas();
            case "nonlinear-shrinkage" -> new CovarianceSpec.NonlinearShrinkage();
            case "denoised" -> new CovarianceSpec.Denoised(1.0, 0);
            case "gerber" -> new CovarianceSpec.Gerber(GERBER_THRESHOLD);
            default -> new CovarianceSpec.Sample();
        };
        session.edit("Covariance: " + choice.label(), s -> s.withEstimates(s.estimates().withCovariance(spec)));
    }

    /** What the covariance is shrunk to, null where it is not. */
    @Nullable
    Choice<LedoitWolf.Target> target() {
        return estimates.get().covariance() instanceof LedoitWolf shrunk ? chosen(TARGETS, shrunk.target()) : null;
    }

    void target(Choice<LedoitWolf.Target> choice) {
        session.edit("Shrink to " + choice.label().toLowerCase(Locale.ROOT),
                s -> s.withEstimates(s.estimates().withCovariance(new LedoitWolf(choice.value()))));
    }

    /** What the means are shrunk to, null where they are not. */
    @Nullable
    Choice<MeanSpec.Shrinkage.Target> meanTarget() {
        return estimates.get().mean() instanceof MeanSpec.Shrinkage shrunk
                ? chosen(MEAN_TARGETS, shrunk.target())
                : null;
    }

    void meanTarget(Choice<MeanSpec.Shrinkage.Target> choice) {
        session.edit("Shrink means to " + choice.label().toLowerCase(Locale.ROOT),
                s -> s.withEstimates(s.estimates().withMean(new MeanSpec.Shrinkage(choice.value()))));
    }

    /** The risk aversion of the equilibrium as text, null where there is none. */
    @Nullable
    String riskAversion() {
        return estimates.get().mean() instanceof MeanSpec.Equilibrium e ? Numbers.number(e.riskAversion()) : null;
    }

    /** Sets the risk aversion of the equilibrium; returns what is wrong with the text, or empty. */
    String riskAversion(String typed) {
        Double aversion = Numbers.parse(typed);
        if (aversion == null || aversion <= 0) {
            return "A number above 0.";
        }
        session.edit("Market's risk aversion " + typed.strip(),
                s -> s.withEstimates(s.estimates().withMean(new MeanSpec.Equilibrium(aversion))));
        return "";
    }

    /** What can be said of the means and not edited here; blank where there is nothing. */
    String views() {
        if (!(estimates.get().mean() instanceof MeanSpec.BlackLitterman prior)) {
            return "";
        }
        int views = prior.views().size();
        return "Black–Litterman with " + (views == 1 ? "one view" : views + " views") + ", as in the document.";
    }

    /** The half-life of the means as text, null where they have none. */
    @Nullable
    String meanHalfLife() {
        return estimates.get().mean() instanceof MeanSpec.Exponential e ? Numbers.number(e.halfLife()) : null;
    }

    /** The half-life of the covariance as text, null where it has none. */
    @Nullable
    String covarianceHalfLife() {
        return estimates.get().covariance() instanceof CovarianceSpec.Exponential e
                ? Numbers.number(e.halfLife())
                : null;
    }

    /** Whether both moments stand in the document, so that there is nothing to estimate. */
    boolean given() {
        return estimates.get().given();
    }

    /** Sets the half-life of the means; returns what is wrong with the text, or empty. */
    String meanHalfLife(String typed) {
        Double halfLife = Numbers.parse(typed);
        if (halfLife == null || halfLife <= 0) {
            return "A number of periods above 0.";
        }
        session.edit("Half-life of the means " + typed.strip(),
                s -> s.withEstimates(s.estimates().withMean(new MeanSpec.Exponential(halfLife))));
        return "";
    }

    /** Sets the half-life of the covariance; returns what is wrong with the text, or empty. */
    String covarianceHalfLife(String typed) {
        Double halfLife = Numbers.parse(typed);
        if (halfLife == null || halfLife <= 0) {
            return "A number of periods above 0.";
        }
        session.edit("Half-life of the covariance " + typed.strip(),
                s -> s.withEstimates(s.estimates().withCovariance(new CovarianceSpec.Exponential(halfLife))));
        return "";
    }

    static <T> Choice<T> chosen(List<Choice<T>> offered, T value) {
        return offered.stream().filter(c -> c.value().equals(value)).findFirst()
                .orElseGet(() -> new Choice<>(value, String.valueOf(value)));
    }
}
