package tangency.app.panel.scenario;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Estimators of mean and covariance with their settings. */
final class EstimatesView {
    private final EstimatesViewModel model;

    EstimatesView(EstimatesViewModel model) {
        this.model = model;
    }

    Node build() {
        var mean = Forms.combo("estimate-mean", EstimatesViewModel.MEANS, model::mean);
        var covariance = Forms.combo("estimate-covariance", EstimatesViewModel.COVARIANCES, model::covariance);
        var target = Forms.combo("estimate-target", EstimatesViewModel.TARGETS, model::target);
        Forms.Entry meanHalfLife = new Forms.Entry("estimate-mean-half-life", () -> text(model.meanHalfLife()),
                model::meanHalfLife);
        Forms.Entry covarianceHalfLife = new Forms.Entry("estimate-covariance-half-life",
                () -> text(model.covarianceHalfLife()), model::covarianceHalfLife);
        var meanTarget = Forms.combo("estimate-mean-target", EstimatesViewModel.MEAN_TARGETS, model::meanTarget);
        Forms.Entry aversion = new Forms.Entry("estimate-risk-aversion", () -> text(model.riskAversion()),
                model::riskAversion);
        HBox meanTargetRow = Forms.row("Shrink to", meanTarget);
        HBox aversionRow = Forms.row("Risk aversion", aversion);
        HBox meanHalfLifeRow = Forms.row("Half-life", meanHalfLife);
        HBox covarianceHalfLifeRow = Forms.row("Half-life", covarianceHalfLife);
        HBox targetRow = Forms.row("Shrink to", target);
        Label given = Forms.hint();
        model.estimatesProperty().subscribe(now -> {
            Forms.show(mean, model.mean());
            Forms.show(covariance, model.covariance());
            meanHalfLifeRow.setVisible(model.meanHalfLife() != null);
            covarianceHalfLifeRow.setVisible(model.covarianceHalfLife() != null);
            meanHalfLife.refresh();
            covarianceHalfLife.refresh();
            var shrunk = model.target();
            targetRow.setVisible(shrunk != null);
            if (shrunk != null) {
                Forms.show(target, shrunk);
            }
            var pulled = model.meanTarget();
            meanTargetRow.setVisible(pulled != null);
            if (pulled != null) {
                Forms.show(meanTarget, pulled);
            }
            aversionRow.setVisible(model.riskAversion() != null);
            aversion.refresh();
            given.setText(model.given() ? "Mean and covariance stand in the document." : model.views());
        });
        return new VBox(8, Forms.row("Mean", mean), meanHalfLifeRow, meanTargetRow, aversionRow,
                Forms.row("Covariance", covariance),
                covarianceHalfLifeRow, targetRow, given);
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
