package tangency.storage.market;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.market.PriceTable;

/**
 * What was read from a file (or folder) of dated series.
 *
 * @param table all that could be read, possibly nothing
 * @param volumes the volumes beside the prices, with the same ids and dates; null where the file has none
 * @param findings refusals first
 */
public record PriceFile(PriceTable table, @Nullable PriceTable volumes, List<Finding> findings) {
    public PriceFile {
        findings = List.copyOf(findings);
    }

    /** Whether anything was refused. */
    public boolean refused() {
        return findings.stream().anyMatch(Finding::refuses);
    }
}
