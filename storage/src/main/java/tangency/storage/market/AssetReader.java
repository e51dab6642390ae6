package tangency.storage.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import org.jspecify.annotations.Nullable;
import tangency.core.market.Asset;
import tangency.core.market.Finding;

/**
 * Reads the assets file: {@code id,name,class,sector,strategy,currency,marketCap,adv,spread,lot} and any further column.
 * Only {@code id} is required; the columns may stand in any order. Every column but id, name and the four numbers is a
 * grouping, whatever stands in it.
 */
public final class AssetReader {
    /** Columns that a message names, and columns that are read. */
    private static final int NAMED = 20;
    private static final int COLUMNS = 1_000;
    private static final List<String> NUMBERS = List.of("marketcap", "adv", "spread", "lot");

    private final CsvText text;
    private final List<String> names;
    private final FindingList findings;
    private final NumberCell number = new NumberCell();
    private final DecimalCommas commas;
    /** Each text once: groups repeat. */
    private final Map<String, String> texts = new HashMap<>();

    private AssetReader(CsvText text, FindingList findings) {
        this.text = text;
        this.names = text.header().stream().map(AssetReader::known).toList();
        this.findings = findings;
        this.commas = new DecimalCommas(text.file());
    }

    /**
     * All rows that could be read.
     *
     * @param name how findings name the file
     */
    public static AssetFile read(String name, byte[] bytes) {
        FindingList findings = new FindingList();
        CsvText text = CsvText.of(name, bytes, findings);
        List<Asset> assets = text == null ? List.of() : new AssetReader(text, findings).assets();
        return new AssetFile(assets, findings.toList());
    }

    private List<Asset> assets() {
        if (!headerIsSound()) {
            return List.of();
        }
        Map<String, Long> rowOf = new HashMap<>();
        List<Asset> assets = new ArrayList<>();
        text.parse(CsvRecordHandler.of(), findings, record -> {
            boolean blank = record.getFields().stream().allMatch(String::isBlank);
            if (record.getStartingLineNumber() > text.headerRow() && !blank) {
                Asset asset = asset(record, rowOf);
                if (asset != null) {
                    assets.add(asset);
                }
            }
        });
        commas.finish(findings);
        if (assets.isEmpty() && !findings.refuses()) {
            findings.add(Finding.error(text.file(), null, null, "no asset below the header"));
        }
        return assets;
    }

    private boolean headerIsSound() {
        if (names.size() > COLUMNS) {
            findings.add(Finding.error(text.file(), text.headerRow(), null,
                    names.size() + " columns; at most " + COLUMNS + " are read"));
            return false;
        }
        boolean sound = names.contains("id");
        if (!sound) {
            findings.add(Finding.error(text.file(), text.headerRow(), null,
                    "no column named id; expected id,name,class,sector,strategy,currency,marketCap,adv,spread,lot, of "
                            + "which only id is required, and found "
                            + String.join(",", text.header().subList(0, Math.min(NAMED, names.size())))
                            + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "")));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty()) {
                findings.add(Finding.error(text.file(), text.headerRow(), null, "column " + (i + 1) + " has no name"));
                sound = false;
            } else if (!seen.add(names.get(i))) {
                findings.add(Finding.error(text.file(), text.headerRow(), text.header().get(i),
                        "this column stands twice; expected it once"));
                sound = false;
            }
        }
        return sound;
    }

    private @Nullable Asset asset(CsvRecord record, Map<String, Long> rowOf) {
        int row = Math.toIntExact(record.getStartingLineNumber());
        if (record.getFieldCount() != names.size()) {
            findings.add(Finding.error(text.file(), row, null, "ragged row: " + record.getFieldCount()
                    + " cells, expected " + names.size() + " as in the header"));
            return null;
        }
        String id = "";
        String name = "";
        Map<String, String> groups = new LinkedHashMap<>();
        Map<String, @Nullable Double> numbers = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String column = names.get(i);
            String cell = record.getField(i).strip();
            if (column.equals("id")) {
                id = cell;
            } else if (column.equals("name")) {
                name = cell;
            } else if (NUMBERS.contains(column)) {
                numbers.put(column, number(cell, row, i));
            } else if (!cell.isEmpty()) {
                groups.put(column, texts.computeIfAbsent(cell, text -> text));
            }
        }
        String wrong = CsvText.wrongName("asset id", id);
        if (wrong != null) {
            findings.add(Finding.error(text.file(), row, "id", wrong));
            return null;
        }
        Long before = id.isEmpty() ? null : rowOf.putIfAbsent(id, record.getStartingLineNumber());
        if (id.isEmpty() || before != null) {
            findings.add(Finding.error(text.file(), row, "id", before == null
                    ? "no asset id"
                    : "the asset " + id + " stands already in row " + before + "; expected each id once"));
            return null;
        }
        return new Asset(id, name.isEmpty() ? id : name, groups, numbers.get("marketcap"), numbers.get("adv"),
                numbers.get("spread"), numbers.get("lot"));
    }

    private @Nullable Double number(String cell, int row, int column) {
        String header = text.header().get(column);
        boolean lot = names.get(column).equals("lot");
        switch (number.read(cell)) {
            case MISSING -> {
                return null;
            }
            case NUMBER -> {
                commas.note(number, row, header);
                if (number.value() > 0 || !lot && number.value() == 0) {
                    return number.value();
                }
                findings.add(Finding.error(text.file(), row, header, (lot
                        ? "a lot must be above 0, found "
                        : "must not be negative, found ") + CsvText.shorten(cell)));
            }
            case TEXT -> findings.add(Finding.error(text.file(), row, header,
                    "\"" + CsvText.shorten(cell) + "\" is not a number; expected one, or blank where it is not known"));
            case NOT_FINITE -> findings.add(Finding.error(text.file(), row, header,
                    "\"" + CsvText.shorten(cell) + "\" is not a finite number"));
            case THOUSANDS -> findings.add(Finding.error(text.file(), row, header,
                    "\"" + CsvText.shorten(cell)
                            + "\" has thousands separators; expected digits and one decimal mark"));
        }
        return null;
    }

    /** The columns with a meaning in lower case, all others as they stand. */
    private static String known(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return lower.equals("id") || lower.equals("name") || NUMBERS.contains(lower)
                || List.of("class", "sector", "strategy", "currency").contains(lower) ? lower : header;
    }
}
