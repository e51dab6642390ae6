package tangency.app.chart;

import java.util.List;

/**
 * What a chart shows, as a table: for "show as table", copy and CSV. Cells are strings, or numbers unrounded (boxed doubles and
 * integers), so that an export loses nothing.
 *
 * @param title what the table is about
 * @param headers one per column
 * @param rows each as long as {@code headers}
 */
public record ChartTable(String title, List<String> headers, List<List<Object>> rows) {
    public ChartTable {
        headers = List.copyOf(headers);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != headers.size()) {
                throw new IllegalArgumentException(
                        "A row of " + row.size() + " cells under " + headers.size() + " headers: " + row);
            }
        }
    }
}
