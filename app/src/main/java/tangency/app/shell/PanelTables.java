package tangency.app.shell;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.jspecify.annotations.Nullable;
import tangency.app.panel.PanelTable;
import tangency.core.report.PlainText;

/** A panel's numbers on screen, for the clipboard and for a file. */
final class PanelTables {
    private static final char SEPARATOR = ',';

    private PanelTables() {}

    static TableView<List<@Nullable Object>> view(PanelTable table) {
        TableView<List<@Nullable Object>> view = new TableView<>(FXCollections.observableArrayList(table.rows()));
        view.getStyleClass().addAll("dense", "panel-table");
        for (int i = 0; i < table.columns().size(); i++) {
            view.getColumns().add(column(table.columns().get(i), i));
        }
        return view;
    }

    private static TableColumn<List<@Nullable Object>, @Nullable Object> column(PanelTable.Column column, int index) {
        TableColumn<List<@Nullable Object>, @Nullable Object> shown = new TableColumn<>(PlainText.line(column.title()));
        shown.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().get(index)));
        boolean text = column.format() == PanelTable.Format.TEXT;
        shown.setPrefWidth(text ? 140 : 96);
        if (!text) {
            shown.getStyleClass().add("numeric");
        }
        shown.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Object item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? "" : shown(item, column.format()));
            }
        });
        return shown;
    }

    /** A cell as people read it. */
    static String shown(Object cell, PanelTable.Format format) {
        if (!(cell instanceof Double number)) {
            return PlainText.line(cell.toString());
        }
        if (!Double.isFinite(number)) {
            return "–";
        }
        BigDecimal value = switch (format) {
            case PERCENT -> BigDecimal.valueOf(number).movePointRight(2).setScale(2, RoundingMode.HALF_UP);
            case NUMBER, TEXT -> BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP);
        };
        String text = (value.signum() == 0 ? value.abs() : value).toPlainString().replace('-', '\u2212');
        return format == PanelTable.Format.PERCENT ? text + " %" : text;
    }

    /** As CSV with full precision. */
    static String csv(PanelTable table) {
        return written(table, SEPARATOR);
    }

    /** As a spreadsheet takes it from the clipboard. */
    static String tabbed(PanelTable table) {
        return written(table, '\t');
    }

    private static String written(PanelTable table, char separator) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().fieldSeparator(separator).build(text)) {
            writer.writeRecord(table.columns().stream().map(column -> CsvCell.of(column.title())).toList());
            for (List<@Nullable Object> row : table.rows()) {
                writer.writeRecord(row.stream().map(PanelTables::exact).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory", e);
        }
        return text.toString();
    }

    private static String exact(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Double number when !Double.isFinite(number) -> "";
            case Double number -> number.toString().toLowerCase(Locale.ROOT);
            case Integer number -> number.toString();
            default -> CsvCell.of(cell.toString());
        };
    }
}
