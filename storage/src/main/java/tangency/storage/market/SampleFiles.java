package tangency.storage.market;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.jspecify.annotations.Nullable;
import tangency.core.market.Asset;
import tangency.core.market.PriceTable;
import tangency.core.market.sample.SampleMarket;

/** Writes the sample universe as the files that ship with the product. */
public final class SampleFiles {
    private SampleFiles() {}

    /** File name to content. */
    public static Map<String, byte[]> of(SampleMarket market) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("prices.csv", series(market.prices()));
        files.put("assets.csv", assets(market));
        files.put("volumes.csv", series(market.volumes()));
        files.put("factors.csv", series(market.factors()));
        return files;
    }

    private static byte[] series(PriceTable table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("Date", table.ids()));
        for (int t = 0; t < table.dates().size(); t++) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < table.ids().size(); i++) {
                cells.add(plain(table.series(i)[t]));
            }
            lines.add(line(table.dates().get(t).toString(), cells));
        }
        return write(lines);
    }

    private static byte[] assets(SampleMarket market) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(
                List.of("id", "name", "class", "sector", "strategy", "currency", "marketCap", "adv", "spread", "lot"));
        for (Asset asset : market.universe().assets()) {
            lines.add(List.of(asset.id(), asset.name(), group(asset, "class"), group(asset, "sector"),
                    group(asset, "strategy"), group(asset, "currency"), number(asset.marketCap()), number(asset.adv()),
                    number(asset.spread()), number(asset.lot())));
        }
        return write(lines);
    }

    private static String group(Asset asset, String column) {
        return Objects.requireNonNullElse(asset.group(column), "");
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : plain(value);
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    private static List<String> line(String first, List<String> rest) {
        List<String> line = new ArrayList<>(List.of(first));
        line.addAll(rest);
        return line;
    }

    private static byte[] write(List<List<String>> lines) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            lines.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing text in memory", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
