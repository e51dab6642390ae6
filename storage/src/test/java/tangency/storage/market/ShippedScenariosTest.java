package tangency.storage.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.model.Constraint;
import tangency.core.returns.Alignment;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.document.ScenarioCodec;

/** Every shipped example is a document of the contract, on data that ship with it. */
@NullMarked
class ShippedScenariosTest {
    @ParameterizedTest
    @ValueSource(strings = {"minimum-variance-sector-caps", "maximum-ratio-class-caps", "utility-balanced",
            "risk-parity-by-class", "hrp-ward", "hrp-2016-paper"})
    void isReadAndItsMarketLoads(String name) {
        String json = new String(Resources.bytes("/tangency/scenarios/" + name + ".json"), StandardCharsets.UTF_8);
        Scenario scenario = ScenarioCodec.read(json, name);
        assertThat(ScenarioCodec.problems(scenario)).isEmpty();
        assertThat(scenario.notes()).startsWith("Simulated data.");
        MarketSpec market = Objects.requireNonNull(scenario.market());
        MarketData data = MarketLoader.load(market, Sources.files(Path.of("")));
        assertThat(data.findings()).noneMatch(Finding::refuses);
        assertThat(Alignment.align(data, scenario.universe(), scenario.window()).findings())
                .noneMatch(Finding::refuses);
        for (Constraint constraint : scenario.constraints()) {
            if (constraint instanceof Constraint.Group group) {
                assertThat(data.universe().members(group.by())).as(group.name()).containsKey(group.value());
            }
        }
        String factor = market.riskFree().factor();
        if (factor != null) {
            assertThat(Objects.requireNonNull(data.factors()).ids()).contains(factor);
        }
    }
}
