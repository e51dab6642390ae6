package tangency.app.panel.scenario;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The model and the options it has. */
final class ModelView {
    private final ModelViewModel model;

    ModelView(ModelViewModel model) {
        this.model = model;
    }

    Node build() {
        var method = Forms.combo("model-method", ModelViewModel.MODELS, model::method);
        var goal = Forms.combo("model-goal", ModelViewModel.GOALS, model::goal);
        Forms.Entry aversion = new Forms.Entry("model-risk-aversion", () -> {
            String text = model.riskAversion();
            return text == null ? "" : text;
        }, model::riskAversion);
        var codependence = Forms.combo("model-codependence", ModelViewModel.CODEPENDENCES, model::codependence);
        var distance = Forms.combo("model-distance", ModelViewModel.DISTANCES, model::distance);
        var linkage = Forms.combo("model-linkage", ModelViewModel.LINKAGES, model::linkage);
        var leafOrder = Forms.combo("model-leaf-order", ModelViewModel.LEAF_ORDERS, model::leafOrder);
        var split = Forms.combo("model-split", ModelViewModel.SPLITS, model::split);
        Label explanation = Forms.hint();
        Label budgets = new Label();
        Hyperlink equal = new Hyperlink("make equal");
        equal.setOnAction(event -> model.equalBudgets());
        HBox budgetLine = new HBox(8, budgets, equal);
        budgetLine.setAlignment(Pos.CENTER_LEFT);
        HBox goalRow = Forms.row("Goal", goal);
        HBox aversionRow = Forms.row("Risk aversion", aversion);
        HBox budgetRow = Forms.row("Budgets", budgetLine);
        VBox tree = new VBox(8, Forms.row("Codependence", codependence), Forms.row("Distance", distance),
                Forms.row("Linkage", linkage), Forms.row("Leaf order", leafOrder), Forms.row("Split", split));
        tree.managedProperty().bind(tree.visibleProperty());
        model.modelProperty().subscribe(now -> {
            Forms.show(method, model.method());
            explanation.setText(model.explanation());
            var wanted = model.goal();
            goalRow.setVisible(wanted != null);
            if (wanted != null) {
                Forms.show(goal, wanted);
            }
            aversionRow.setVisible(model.riskAversion() != null);
            aversion.refresh();
            budgetRow.setVisible(model.budgeted());
            budgets.setText(model.budgets());
            equal.setVisible(!model.budgets().startsWith("equal"));
            tree.setVisible(model.hierarchical());
            if (model.hierarchical()) {
                Forms.show(codependence, model.codependence());
                Forms.show(distance, model.distance());
                Forms.show(linkage, model.linkage());
                Forms.show(leafOrder, model.leafOrder());
                Forms.show(split, model.split());
            }
        });
        return new VBox(8, Forms.row("Model", method), goalRow, aversionRow, budgetRow, tree, explanation);
    }
}
