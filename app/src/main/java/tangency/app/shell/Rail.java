package tangency.app.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import tangency.app.panel.PanelDescriptor;
import tangency.app.panel.PanelDescriptor.Group;

/** The panels by group, those on screen marked. */
final class Rail extends ScrollPane {
    private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("shown");
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final Map<PanelDescriptor, Button> buttons = new HashMap<>();
    private final List<Label> headings = new ArrayList<>();

    Rail(List<PanelDescriptor> descriptors, ObservableList<PanelDescriptor> shown,
            ObservableValue<@Nullable PanelDescriptor> active, Consumer<PanelDescriptor> show) {
        getStyleClass().addAll("rail", "edge-to-edge");
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFitToWidth(true);
        VBox list = new VBox();
        list.getStyleClass().add("rail-list");
        for (Group group : Group.values()) {
            List<PanelDescriptor> members = descriptors.stream().filter(d -> d.group() == group).toList();
            if (members.isEmpty()) {
                continue;
            }
            Label heading = new Label(group.title());
            heading.getStyleClass().add("rail-group");
            headings.add(heading);
            list.getChildren().add(heading);
            for (PanelDescriptor member : members) {
                Button button = new Button(member.title(), new FontIcon(member.icon()));
                button.getStyleClass().setAll("rail-button");
                button.setId("rail-" + member.id());
                button.setAlignment(Pos.CENTER_LEFT);
                button.setMaxWidth(Double.MAX_VALUE);
                button.setTooltip(new Tooltip(member.title() + ": " + member.help().definition()));
                button.getTooltip().setWrapText(true);
                button.getTooltip().setMaxWidth(320);
                button.setOnAction(event -> show.accept(member));
                buttons.put(member, button);
                list.getChildren().add(button);
            }
        }
        setContent(list);
        shown.addListener((ListChangeListener<PanelDescriptor>) change -> mark(shown, active.getValue()));
        active.subscribe(now -> mark(shown, now));
    }

    /** Icons alone, or with their titles. */
    void compact(boolean compact) {
        pseudoClassStateChanged(COMPACT, compact);
        buttons.values().forEach(
                button -> button.setContentDisplay(compact ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
        headings.forEach(heading -> heading.setVisible(!compact));
    }

    private void mark(List<PanelDescriptor> shown, @Nullable PanelDescriptor active) {
        buttons.forEach((descriptor, button) -> {
            button.pseudoClassStateChanged(SHOWN, shown.contains(descriptor));
            button.pseudoClassStateChanged(ACTIVE, descriptor == active);
        });
    }
}
