package tangency.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Session;
import tangency.core.market.Asset;
import tangency.core.market.MarketData;
import tangency.core.market.PriceTable;
import tangency.core.market.Universe;
import tangency.core.model.Model;
import tangency.core.returns.ReturnTable;
import tangency.core.run.Study;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/** A market of four assets over sixty days, and sessions on it that compute at once on the calling thread. */
public final class Toy {
    public static final List<String> IDS = List.of("AAA", "BBB", "CCC", "DDD");
    public static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final int DAYS = 60;

    private Toy() {}

    public static MarketData data() {
        double[][] prices = new double[IDS.size()][DAYS];
        for (int i = 0; i < IDS.size(); i++) {
            for (int t = 0; t < DAYS; t++) {
                prices[i][t] = 100 * Math.exp(0.0002 * (i + 1) * t + 0.01 * (i + 1) * Math.sin(0.7 * t * (i + 1) + i));
            }
        }
        List<LocalDate> dates = java.util.stream.IntStream.range(0, DAYS).mapToObj(FIRST::plusDays).toList();
        Universe universe = new Universe(IDS.stream()
                .map(id -> new Asset(id, id + " Ltd", Map.of("sector", id.compareTo("C") < 0 ? "Energy" : "Health"),
                        100.0, null, null, null))
                .toList());
        return new MarketData(new PriceTable(IDS, dates, prices), false, universe, null, null, List.of(),
                Map.of("toy", "0"));
    }

    public static Scenario scenario() {
        return Scenario.of("Toy", MarketSpec.prices("toy"), Model.MeanRisk.MINIMUM_VARIANCE);
    }

    /** A session whose answer is there as soon as an edit returns. */
    public static Session session(Scenario scenario) {
        MarketData data = data();
        return new Session(scenario, spec -> data, Runnable::run, Runnable::run);
    }

    /** The answer, which must be there. */
    public static Study study(Session session) {
        return there(there(session.snapshot()).study());
    }

    /** The returns the answer rests on, which must be there. */
    public static ReturnTable returns(Session session) {
        return there(there(session.snapshot()).analysis().returns());
    }

    /** {@code value}, which must be there. */
    public static <T> T there(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("Expected something, found null");
        }
        return value;
    }
}
