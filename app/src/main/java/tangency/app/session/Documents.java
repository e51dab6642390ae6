package tangency.app.session;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.document.ScenarioCodec;

/** Scenario documents that come from files: once read, they must not depend on where the file lay. */
final class Documents {
    private Documents() {}

    static Scenario read(Path file) {
        Scenario scenario = ScenarioCodec.read(file);
        MarketSpec market = scenario.market();
        if (market == null) {
            return scenario;
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        return scenario.withMarket(new MarketSpec(absolute(folder, market.prices()), market.returns(),
                absoluteOrNull(folder, market.assets()), absoluteOrNull(folder, market.volumes()),
                absoluteOrNull(folder, market.factors()), market.benchmark(), market.riskFree()));
    }

    private static @Nullable String absoluteOrNull(@Nullable Path folder, @Nullable String path) {
        return path == null ? null : absolute(folder, path);
    }

    private static String absolute(@Nullable Path folder, String path) {
        boolean named = path.startsWith("workspace:") || path.startsWith("sample:");
        return named || folder == null ? path : folder.resolve(path).normalize().toString();
    }
}
