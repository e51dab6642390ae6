package tangency.storage.market;

import java.util.List;

import tangency.core.market.Asset;
import tangency.core.market.Finding;

/** What was read from an assets file: one asset per row, in file order, and what was found wrong. */
public record AssetFile(List<Asset> assets, List<Finding> findings) {
    public AssetFile {
        assets = List.copyOf(assets);
        findings = List.copyOf(findings);
    }
}
