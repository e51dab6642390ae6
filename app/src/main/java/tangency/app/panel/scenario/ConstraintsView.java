package tangency.app.panel.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import atlantafx.base.controls.ToggleSwitch;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import tangency.app.panel.scenario.ConstraintsViewModel.Row;
import tangency.core.report.PlainText;

/** One card per constraint: switch, limits, where the answer stands; edited in place under its card. */
final class ConstraintsView {
    private static final PseudoClass CONFLICT = PseudoClass.getPseudoClass("conflict");
    private static final PseudoClass BINDING = PseudoClass.getPseudoClass("binding");
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final ConstraintsViewModel model;
    private final VBox cards = new VBox(6);
    private final VBox adding = new VBox();
    private final Map<String, Card> byName = new HashMap<>();

    ConstraintsView(ConstraintsViewModel model) {
        this.model = model;
    }

    Node build() {
        cards.setId("constraint-list");
        MenuButton add = new MenuButton("Add a limit", new FontIcon(Material2AL.ADD));
        add.setId("constraint-add");
        add.getStyleClass().addAll("flat", "small");
        for (ConstraintDraft.Type type : ConstraintDraft.Type.values()) {
            MenuItem item = new MenuItem(type.title());
            item.setOnAction(event -> add(type));
            add.getItems().add(item);
        }
        adding.managedProperty().bind(javafx.beans.binding.Bindings.isNotEmpty(adding.getChildren()));
        model.rows().addListener((ListChangeListener<Row>) change -> show(model.rows()));
        show(model.rows());
        return new VBox(8, cards, adding, add);
    }

    private void add(ConstraintDraft.Type type) {
        adding.getChildren().setAll(new ConstraintForm(model, model.draft(type), null,
                () -> adding.getChildren().clear()).build());
    }

    private void show(List<? extends Row> rows) {
        byName.keySet().removeIf(name -> rows.stream().noneMatch(row -> row.name().equals(name)));
        List<Node> nodes = rows.stream().map(row -> {
            Card card = byName.computeIfAbsent(row.name(), Card::new);
            card.show(row);
            return (Node) card;
        }).toList();
        if (!nodes.equals(cards.getChildren())) {
            cards.getChildren().setAll(nodes);
        }
    }

    private final class Card extends VBox {
        private final String name;
        private final ToggleSwitch on = new ToggleSwitch();
        private final Label title = new Label();
        private final Label limits = new Label();
        private final Label subject = new Label();
        private final Label standing = Forms.hint();
        private final Button fix = new Button();
        private final Button edit;
        private @Nullable Node form;
        private boolean showing;

        Card(String name) {
            this.name = name;
            getStyleClass().add("constraint");
            setId("constraint-" + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-"));
            title.getStyleClass().add("constraint-title");
            title.setMinWidth(0);
            limits.getStyleClass().add("value");
            limits.setMinWidth(Region.USE_PREF_SIZE);
            subject.getStyleClass().add("hint");
            subject.setMinWidth(0);
            on.setAccessibleText("Switch " + PlainText.line(name));
            on.setTooltip(new Tooltip("Switch this limit on or off"));
            on.getStyleClass().add("small");
            edit = Forms.icon(Material2OutlinedAL.EDIT, "Edit " + name, this::edit);
            Button remove = Forms.icon(Material2OutlinedAL.DELETE, "Remove " + name, () -> model.remove(name));
            HBox actions = new HBox(edit, remove);
            actions.getStyleClass().add("constraint-actions");
            actions.setMinWidth(Region.USE_PREF_SIZE);
            HBox first = new HBox(6, on, title, gap(), limits);
            first.setAlignment(Pos.CENTER_LEFT);
            HBox second = new HBox(6, subject, gap(), actions);
            second.setAlignment(Pos.CENTER_LEFT);
            fix.setMnemonicParsing(false);
            fix.getStyleClass().addAll("small", "danger", "button-outlined");
            fix.setOnAction(event -> model.fix(name));
            fix.managedProperty().bind(fix.visibleProperty());
            fix.setMaxWidth(Double.MAX_VALUE);
            getChildren().setAll(first, second, standing, fix);
            on.selectedProperty().addListener((o, before, selected) -> {
                if (!showing) {
                    model.toggle(name, selected);
                }
            });
        }

        void show(Row row) {
            showing = true;
            on.setSelected(row.enabled());
            showing = false;
            title.setText(PlainText.line(row.name()));
            limits.setText(row.limits());
            subject.setText(PlainText.line(row.subject()));
            standing.setText(PlainText.line(row.standing()));
            fix.setText(row.fix() == null ? "" : PlainText.line(row.fix()));
            fix.setVisible(row.fix() != null);
            edit.setVisible(row.editable());
            pseudoClassStateChanged(CONFLICT, row.conflict());
            pseudoClassStateChanged(BINDING, row.binding());
            pseudoClassStateChanged(OFF, !row.enabled());
        }

        private void edit() {
            ConstraintDraft draft = model.draft(name);
            if (form != null) {
                close();
            } else if (draft != null) {
                Node opened = new ConstraintForm(model, draft, name, this::close).build();
                form = opened;
                getChildren().add(opened);
            }
        }

        private void close() {
            getChildren().remove(form);
            form = null;
        }

        private static Region gap() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            return gap;
        }
    }
}
