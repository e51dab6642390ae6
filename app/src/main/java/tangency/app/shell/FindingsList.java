package tangency.app.shell;

import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.report.PlainText;

/** What was found about document and data, one entry each: place, then cause and what to do. */
final class FindingsList extends ListView<Finding> {
    private static final double WIDTH = 460;
    private static final double TALLEST = 360;
    private static final double ROW = 52;

    FindingsList(ObservableList<Finding> findings) {
        super(findings);
        setId("findings-list");
        getStyleClass().add("findings");
        setPrefSize(WIDTH, Math.min(TALLEST, findings.size() * ROW + 4));
        setCellFactory(list -> new FindingCell());
    }

    private static final class FindingCell extends ListCell<Finding> {
        private final Label place = new Label();
        private final Label message = new Label();
        private final VBox box = new VBox(1, place, message);

        FindingCell() {
            place.getStyleClass().add("finding-place");
            message.setWrapText(true);
            message.setMinHeight(Region.USE_PREF_SIZE);
            message.setMaxWidth(WIDTH - 40);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Finding finding, boolean empty) {
            super.updateItem(finding, empty);
            if (empty || finding == null) {
                setGraphic(null);
                return;
            }
            place.setText(PlainText.line(finding.where()));
            message.setText(PlainText.line(finding.message()));
            for (Finding.Severity severity : Finding.Severity.values()) {
                box.getStyleClass().remove(severity.name().toLowerCase(java.util.Locale.ROOT));
                place.pseudoClassStateChanged(
                        PseudoClass.getPseudoClass(severity.name().toLowerCase(java.util.Locale.ROOT)),
                        severity == finding.severity());
            }
            setGraphic(box);
        }
    }
}
