package tangency.storage.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.model.Model;
import tangency.core.scenario.Scenario;

/** The module's README is where the format is described. */
class ReadmeTest {
    private static String readme() throws Exception {
        return Files.readString(Path.of("README.md"));
    }

    @Test
    void showsAScenarioThatIsRead() throws Exception {
        String text = readme();
        int start = text.indexOf("```json\n") + 8;
        Scenario scenario = ScenarioCodec.read(text.substring(start, text.indexOf("```", start)), "README.md");
        assertThat(scenario.model()).isEqualTo(Model.MeanRisk.utility(4));
        assertThat(scenario.constraints()).hasSize(4);
        assertThat(((MeanSpec.BlackLitterman) scenario.estimates().mean()).views()).hasSize(1);
    }

    @Test
    void namesEveryFieldAndEveryNameOfTheFormat() throws Exception {
        String text = readme();
        String section = text.substring(text.indexOf("### The scenario, format 1"), text.indexOf("### The study"));
        for (SchemaSpots.Spot spot : SchemaSpots.of("/tangency/schema/tangency-scenario-1.schema.json")) {
            assertThat(spot.fields()).allSatisfy(field -> assertThat(section).contains("`" + field + "`"));
            spot.choices().forEach(choice -> assertThat(choice.names())
                    .allSatisfy(name -> assertThat(section).containsAnyOf("`" + name + "`", "`\"" + name + "\"`")));
        }
    }
}
