package tangency.storage.market;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.market.PriceTable;

/**
 * Rows put into ascending, distinct dates, and the places they came from.
 *
 * @param table the first numeric columns: the prices
 * @param second the second value of each row (volumes) in files of one asset per row; a table without ids otherwise
 * @param files per column the file it came from
 * @param lines per column the line of each date, 0 where there is none
 */
record Series(PriceTable table, PriceTable second, List<String> files, int[][] lines) {
    private static final PriceTable NONE = new PriceTable(List.of(), List.of(), new double[0][]);

    /** Tables of so many cells are made however few are filled; above, one in so many must be. */
    private static final long SMALL = 1_000_000;
    private static final long SPARSEST = 20;

    static final Series EMPTY = new Series(NONE, NONE, List.of(), new int[0][]);

    /** Rows that hold a value for each of {@code ids}. */
    static Series wide(String file, List<String> ids, List<Row> rows, FindingList findings) {
        List<Row> sorted = distinct(file, null, sorted(file, null, rows, findings), findings);
        int length = sorted.size();
        double[][] values = new double[ids.size()][length];
        int[] line = new int[length];
        for (int t = 0; t < length; t++) {
            double[] row = sorted.get(t).values();
            line[t] = sorted.get(t).line();
            for (int i = 0; i < row.length; i++) {
                values[i][t] = row[i];
            }
        }
        int[][] lines = new int[ids.size()][];
        Arrays.fill(lines, line);
        List<LocalDate> dates = sorted.stream().map(Row::date).toList();
        return new Series(new PriceTable(ids, dates, values), NONE, ids.stream().map(id -> file).toList(), lines);
    }

    /** Rows that hold a price, and perhaps a volume, of one asset each; assets in order of first appearance. */
    static Series tall(String file, List<Row> rows, boolean volumes, FindingList findings) {
        Map<String, List<Row>> byAsset = new LinkedHashMap<>();
        for (Row row : rows) {
            if (!row.asset().isEmpty()) {
                byAsset.computeIfAbsent(row.asset(), id -> new ArrayList<>()).add(row);
            }
        }
        Map<String, String> files = new LinkedHashMap<>();
        byAsset.replaceAll((id, own) -> {
            files.put(id, file);
            return distinct(file, id, sorted(file, id, own, findings), findings);
        });
        return ofAssets(file, byAsset, files, volumes, findings);
    }

    /**
     * Each asset's own rows, ascending and distinct, on the union of their dates; none, and a refusal, where these hardly
     * overlap.
     *
     * @param name how findings name file or folder
     * @param files the file of each asset
     */
    static Series ofAssets(String name, Map<String, List<Row>> byAsset, Map<String, String> files, boolean volumes,
            FindingList findings) {
        TreeSet<LocalDate> union = new TreeSet<>();
        byAsset.values().forEach(rows -> rows.forEach(row -> union.add(row.date())));
        List<LocalDate> dates = List.copyOf(union);
        Map<LocalDate, Integer> index = HashMap.newHashMap(dates.size());
        dates.forEach(date -> index.put(date, index.size()));
        List<String> ids = List.copyOf(byAsset.keySet());
        if (isMostlyEmpty(byAsset, dates.size())) {
            findings.add(Finding.error(name, null, null, "the dates of its " + ids.size()
                    + " assets hardly overlap: a table of them would have " + dates.size()
                    + " dates, nearly all without a value"));
            return EMPTY;
        }
        double[][] first = new double[ids.size()][dates.size()];
        double[][] second = new double[volumes ? ids.size() : 0][dates.size()];
        int[][] lines = new int[ids.size()][dates.size()];
        for (int i = 0; i < ids.size(); i++) {
            Arrays.fill(first[i], Double.NaN);
            if (volumes) {
                Arrays.fill(second[i], Double.NaN);
            }
            for (Row row : byAsset.getOrDefault(ids.get(i), List.of())) {
                int t = index.getOrDefault(row.date(), -1);
                first[i][t] = row.values()[0];
                lines[i][t] = row.line();
                if (volumes && row.values().length > 1) {
                    second[i][t] = row.values()[1];
                }
            }
        }
        return new Series(new PriceTable(ids, dates, first),
                volumes ? new PriceTable(ids, dates, second) : NONE,
                ids.stream().map(id -> files.getOrDefault(id, "")).toList(), lines);
    }

    /** A small file of one date per asset would make a table that no memory holds. */
    private static boolean isMostlyEmpty(Map<String, List<Row>> byAsset, int dates) {
        long cells = (long) byAsset.size() * dates;
        long filled = byAsset.values().stream().mapToLong(List::size).sum();
        return cells > SMALL && cells > SPARSEST * filled;
    }

    /** Ascending by date, with one warning if they were not. */
    static List<Row> sorted(String file, @Nullable String asset, List<Row> rows,
            FindingList findings) {
        int places = 0;
        Row first = null;
        Row before = null;
        for (int t = 1; t < rows.size(); t++) {
            if (rows.get(t).date().isBefore(rows.get(t - 1).date())) {
                places++;
                if (first == null) {
                    first = rows.get(t);
                    before = rows.get(t - 1);
                }
            }
        }
        if (first == null || before == null) {
            return rows;
        }
        findings.add(Finding.warning(file, first.line(), asset, "dates are not ascending: " + first.date()
                + " stands after " + before.date() + (places > 1 ? " (and " + (places - 1) + " more places)" : "")
                + "; they were sorted"));
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Row::date));
        return sorted;
    }

    /** The rows without those that repeat a date, each of which is refused. */
    static List<Row> distinct(String file, @Nullable String asset, List<Row> sorted,
            FindingList findings) {
        List<Row> distinct = new ArrayList<>(sorted.size());
        for (Row row : sorted) {
            if (!distinct.isEmpty() && distinct.getLast().date().equals(row.date())) {
                findings.add(Finding.error(file, row.line(), asset, "the date " + row.date()
                        + " stands already in row " + distinct.getLast().line() + "; expected each date once"));
            } else {
                distinct.add(row);
            }
        }
        return distinct;
    }
}
