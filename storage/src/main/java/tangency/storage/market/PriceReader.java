package tangency.storage.market;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import tangency.core.market.Finding;
import tangency.storage.market.Column.Role;

/**
 * Reads prices or returns in each of their shapes, told apart by the header:
 * <ul>
 * <li>wide: the date, then one column per asset;
 * <li>long: {@code date,asset,close[,volume]};
 * <li>a download: {@code Date,Open,High,Low,Close[,Adj Close],Volume}, one file per asset, usually a folder of them. The
 * asset's id is the file's name without its ending, and {@code Adj Close} is taken where it stands.
 * </ul>
 * A number is a price above 0, any finite return, or a volume of at least 0; blank, NA and NaN are missing. What cannot
 * be read is refused by a finding, and reading goes on.
 */
public final class PriceReader {
    private static final List<String> RANGE = List.of("open", "high", "low", "adj close");

    private final Role role;
    private final FindingList findings = new FindingList();

    private PriceReader(Role role) {
        this.role = role;
    }

    /**
     * One file.
     *
     * @param name how findings name it
     * @param returns whether it holds returns instead of prices
     */
    public static PriceFile read(String name, byte[] bytes, boolean returns) {
        PriceReader reader = new PriceReader(returns ? Role.RETURN : Role.PRICE);
        CsvText text = CsvText.of(name, bytes, reader.findings);
        return reader.finish(text == null ? Series.EMPTY : reader.series(text));
    }

    /**
     * A folder of downloads.
     *
     * @param name how findings name the folder
     * @param files file name to content, in the order of the assets
     */
    public static PriceFile readFolder(String name, Map<String, byte[]> files) {
        PriceReader reader = new PriceReader(Role.PRICE);
        return reader.finish(reader.folder(name, files));
    }

    /** A file as the source has it: one file, or a folder of downloads. */
    public static PriceFile read(Source source, boolean returns) {
        if (!source.folder()) {
            return read(source.name(), source.content(), returns);
        }
        if (returns) {
            return new PriceFile(Series.EMPTY.table(), null, List.of(Finding.error(source.name(), null, null,
                    "a folder of downloads holds prices; for returns expected one file")));
        }
        return readFolder(source.name(), source.files());
    }

    /** Share volumes, shaped as prices; nothing but refusals and unsorted dates is looked for. */
    public static PriceFile readVolumes(String name, byte[] bytes) {
        return readPlain(name, bytes, Role.VOLUME);
    }

    /** Wide or long series of which only the numbers themselves are checked. */
    static PriceFile readPlain(String name, byte[] bytes, Role role) {
        PriceReader reader = new PriceReader(role);
        CsvText text = CsvText.of(name, bytes, reader.findings);
        Series series = text == null ? Series.EMPTY : reader.series(text);
        return new PriceFile(series.table(), null, reader.findings.toList());
    }

    private PriceFile finish(Series series) {
        SeriesQuality.examine(series, role == Role.RETURN, findings);
        return new PriceFile(series.table(), series.second().ids().isEmpty() ? null : series.second(),
                findings.toList());
    }

    private Series series(CsvText text) {
        List<String> names = text.header().stream().map(PriceReader::key).toList();
        if (names.size() < 2) {
            findings.add(Finding.error(text.file(), text.headerRow(), null, "one column only; expected the date and at "
                    + "least one asset, separated by commas, semicolons or tabs"));
            return Series.EMPTY;
        }
        if (names.containsAll(List.of("date", "asset", "close"))) {
            return tall(text, names);
        }
        if (isDownload(names)) {
            return folder(text.file(), Map.of(text.file(), text), names);
        }
        return wide(text);
    }

    private Series wide(CsvText text) {
        List<Column> columns = wideColumns(text);
        if (columns.stream().noneMatch(column -> column.role().isNumber())) {
            return Series.EMPTY;
        }
        List<Row> rows = rows(text, columns);
        return Series.wide(text.file(), Column.numberNames(columns), rows, findings);
    }

    private List<Column> wideColumns(CsvText text) {
        List<String> header = text.header();
        if (DateCell.read(header.getFirst()) != null) {
            findings.add(
                    Finding.error(text.file(), text.headerRow(), null, "no header; expected the first line to name "
                            + "the date column and the assets, found the date " + header.getFirst()));
            return List.of();
        }
        List<Column> columns = new ArrayList<>(
                List.of(new Column(header.getFirst().isEmpty() ? "date" : header.getFirst(), Role.DATE)));
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int i = 1; i < header.size(); i++) {
            String id = header.get(i);
            Integer before = id.isEmpty() ? null : seen.putIfAbsent(id, i);
            if (id.isEmpty()) {
                findings.add(Finding.error(text.file(), text.headerRow(), null,
                        "column " + (i + 1) + " has no name; expected an asset id"));
            } else if (before != null) {
                findings.add(Finding.error(text.file(), text.headerRow(), id, "this id stands over two columns, "
                        + (before + 1) + " and " + (i + 1) + "; expected each id once"));
            }
            columns.add(new Column(id, id.isEmpty() || before != null ? Role.SKIP : role));
        }
        return columns;
    }

    private Series tall(CsvText text, List<String> names) {
        boolean volumes = names.contains("volume") && role == Role.PRICE;
        List<Column> columns = columns(text, names, "close", volumes);
        return Series.tall(text.file(), priceFirst(rows(text, columns), columns), volumes, findings);
    }

    private Series folder(String name, Map<String, byte[]> files) {
        Map<String, CsvText> texts = new LinkedHashMap<>();
        files.forEach((file, bytes) -> {
            CsvText text = CsvText.of(name + "/" + file, bytes, findings);
            if (text != null) {
                texts.put(file, text);
            }
        });
        if (files.isEmpty()) {
            findings.add(Finding.error(name, null, null, "no CSV file in this folder; expected one per asset"));
        }
        return folder(name, texts, List.of());
    }

    /** Downloads; {@code names} is the header where it is known to be one. */
    private Series folder(String name, Map<String, CsvText> files, List<String> names) {
        Map<String, List<Row>> byAsset = new LinkedHashMap<>();
        Map<String, String> fileOf = new LinkedHashMap<>();
        int adjusted = 0;
        boolean volumes = false;
        for (Map.Entry<String, CsvText> file : files.entrySet()) {
            CsvText text = file.getValue();
            List<String> header = names.isEmpty() ? text.header().stream().map(PriceReader::key).toList() : names;
            boolean hasAdjusted = header.contains("adj close");
            if (!header.contains("date") || !(header.contains("close") || hasAdjusted)) {
                findings.add(Finding.error(text.file(), text.headerRow(), null,
                        "not a download of one asset; expected the columns Date and Close"));
                continue;
            }
            adjusted += hasAdjusted ? 1 : 0;
            volumes |= header.contains("volume");
            List<Column> columns = columns(text, header, hasAdjusted ? "adj close" : "close", true);
            List<Row> rows = Series.sorted(text.file(), null, rows(text, columns), findings);
            String id = assetId(file.getKey());
            List<Row> distinct = Series.distinct(text.file(), null, rows, findings);
            if (fileOf.putIfAbsent(id, text.file()) == null) {
                byAsset.put(id, priceFirst(distinct, columns));
            } else {
                findings.add(Finding.error(text.file(), null, id, "a second file for this asset; the first is "
                        + fileOf.get(id)));
            }
        }
        if (role == Role.RETURN) {
            findings.add(Finding.error(name, null, null, "a download holds prices, but the scenario says returns"));
        }
        adjustedNote(name, adjusted, byAsset.size());
        return Series.ofAssets(name, byAsset, fileOf, volumes, findings);
    }

    private void adjustedNote(String name, int adjusted, int files) {
        if (adjusted > 0 && adjusted == files) {
            findings.add(Finding.info(name, null, null, "Adj Close is taken as the price, not Close"));
        } else if (adjusted > 0) {
            findings.add(
                    Finding.warning(name, null, null, "Adj Close is taken as the price where it stands (" + adjusted
                            + " of " + files + " files), else Close: the two are not comparable"));
        }
    }

    /** The volume may stand before the price in the file: swap them. */
    private static List<Row> priceFirst(List<Row> rows, List<Column> columns) {
        List<Role> order = columns.stream().map(Column::role).filter(Role::isNumber).toList();
        if (order.size() < 2 || order.getFirst() != Role.VOLUME) {
            return rows;
        }
        return rows.stream().map(row -> new Row(row.line(), row.date(), row.asset(),
                new double[]{row.values()[1], row.values()[0]})).toList();
    }

    /** The columns of a long file or a download. */
    private List<Column> columns(CsvText text, List<String> names, String price, boolean volumes) {
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean first = seen.add(name);
            if (!first && List.of("date", "asset", "volume", price).contains(name)) {
                findings.add(Finding.error(text.file(), text.headerRow(), text.header().get(i),
                        "this column stands twice; expected it once"));
            }
            Role as = !first ? Role.SKIP : switch (name) {
                case "date" -> Role.DATE;
                case "asset" -> Role.ASSET;
                case "volume" -> volumes ? Role.VOLUME : Role.SKIP;
                default -> name.equals(price) ? role : Role.SKIP;
            };
            columns.add(new Column(text.header().get(i), as));
        }
        return columns;
    }

    private List<Row> rows(CsvText text, List<Column> columns) {
        long before = findings.refusals();
        List<Row> rows = RowReader.read(text, columns, findings);
        if (rows.isEmpty() && findings.refusals() == before) {
            findings.add(Finding.error(text.file(), null, null, "no data rows below the header"));
        }
        return rows;
    }

    private static boolean isDownload(List<String> names) {
        return names.contains("date") && names.contains("close") && names.stream().anyMatch(RANGE::contains);
    }

    private static String key(String header) {
        return header.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String assetId(String file) {
        String name = file.substring(file.replace('\\', '/').replace(':', '/').lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
