package tangency.app.panel.scenario;

import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/** The model and the options it has. */
final class ModelView {
    private final ModelViewModel model;

    ModelView(ModelViewModel model) {
        this.model = model;
    }

    Node build() {
        var method = Forms.combo("model-method", ModelViewModel.MODELS, model::method);
        var goal = Forms.combo("model-goal", ModelViewModel.GOALS, model::goal);
        var risk = Forms.combo("model-risk", RiskChoices.ALL, model::risk);
        Forms.Entry level = entry("model-level", model::level, model::level);
        Forms.Entry aversion = entry("model-risk-aversion", model::riskAversion, model::riskAversion);
        Forms.Entry clusters = entry("model-clusters", model::clusters, model::clusters);
        clusters.field().setPromptText("by gap statistic");
        Forms.Entry gamma = entry("model-gamma", model::gamma, model::gamma);
        Forms.Entry fraction = entry("model-fraction", model::fraction, model::fraction);
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
        HBox riskRow = Forms.row("Risk", risk);
        HBox levelRow = Forms.row("Confidence, %", level);
        HBox aversionRow = Forms.row("Risk aversion", aversion);
        HBox clustersRow = Forms.row("Clusters", clusters);
        HBox gammaRow = Forms.row("Gamma", gamma);
        HBox fractionRow = Forms.row("Fraction, %", fraction);
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
            var measure = model.risk();
            riskRow.setVisible(measure != null);
            if (measure != null) {
                Forms.show(risk, measure);
            }
            shown(levelRow, level, model.level());
            shown(aversionRow, aversion, model.riskAversion());
            shown(clustersRow, clusters, model.clusters());
            shown(gammaRow, gamma, model.gamma());
            shown(fractionRow, fraction, model.fraction());
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
        return new VBox(8, Forms.row("Model", method), goalRow, riskRow, levelRow, aversionRow, budgetRow,
                clustersRow, gammaRow, fractionRow, tree, explanation);
    }

    private static Forms.Entry entry(String id, Supplier<@Nullable String> text, Function<String, String> commit) {
        return new Forms.Entry(id, () -> {
            String now = text.get();
            return now == null ? "" : now;
        }, commit);
    }

    /** A row that is there only where the model has what it shows. */
    private static void shown(HBox row, Forms.Entry entry, @Nullable String text) {
        row.setVisible(text != null);
        entry.refresh();
    }
}
