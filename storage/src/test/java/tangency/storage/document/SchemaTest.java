package tangency.storage.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import tangency.storage.document.DocumentException.Problem;
import tangency.storage.document.SchemaSpots.Spot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published JSON Schemas say what the codecs do: the same fields, names, limits and required fields. */
class SchemaTest {
    private static final String HOME = "https://schema.test/";
    private static final String FOLDER = "/tangency/schema/";
    private static final String SCENARIO = "tangency-scenario-1.schema.json";
    private static final String STUDY = "tangency-study-1.schema.json";
    private static final String NOBODY = "qqqqqqqqqqqq";
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(SchemaTest::text));

    private static Schema schema(String name) {
        return SCHEMAS.getSchema(SchemaLocation.of(HOME + name));
    }

    /** Limits get a decimal point, as the validator compares large numbers with whole limits as longs and fails. */
    private static String text(String location) {
        String name = location.substring(HOME.length());
        try (InputStream in = SchemaTest.class.getResourceAsStream(FOLDER + name)) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("(\"(?:exclusiveM|m)(?:in|ax)imum\": -?[0-9]+)(?=[,}])", "$1.0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Problem> problems(JsonNode document) {
        try {
            if (document.path("format").asString("").startsWith("tangency-study")) {
                StudyCodec.read(document.toString(), "s.json");
            } else {
                ScenarioCodec.read(document.toString(), "s.json");
            }
            return List.of();
        } catch (DocumentException e) {
            return e.problems();
        }
    }

    private static Stream<Spot> spots() {
        return Stream.concat(SchemaSpots.of(FOLDER + SCENARIO).stream(),
                SchemaSpots.of(FOLDER + STUDY).stream());
    }

    /** The names a message lists after "expected". */
    private static Set<String> listed(String message) {
        String list = message.substring(message.indexOf("expected"));
        return QUOTED.matcher(list).results().map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void holdsForEveryDocumentThatIsWritten() {
        RandomDocuments random = new RandomDocuments(77);
        Schema scenarios = schema(SCENARIO);
        Schema studies = schema(STUDY);
        for (int i = 0; i < 300; i++) {
            assertThat(scenarios.validate(JSON.readTree(ScenarioCodec.write(random.scenario())))).isEmpty();
            assertThat(studies.validate(JSON.readTree(StudyCodec.write(random.study())))).isEmpty();
        }
    }

    @Test
    void holdsForEveryScenarioThatIsShipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../resources/src/main/resources/tangency/scenarios"))) {
            List<Path> scenarios = files.filter(file -> file.toString().endsWith(".json")).toList();
            assertThat(scenarios).isNotEmpty();
            for (Path file : scenarios) {
                assertThat(ScenarioCodec.read(file).name()).isNotEmpty();
                assertThat(schema(SCENARIO).validate(JSON.readTree(Files.readString(file)))).as("%s", file).isEmpty();
            }
        }
    }

    @Test
    void knowsTheFieldsThatTheCodecsKnow() {
        List<Spot> spots = spots().toList();
        assertThat(spots).hasSizeGreaterThan(60);
        for (Spot spot : spots) {
            ObjectNode object = spot.object();
            spot.fields().forEach(field -> {
                if (!object.has(field)) {
                    object.putNull(field);
                }
            });
            object.put(NOBODY, 1);
            List<Problem> unknown = problems(spot.document(object)).stream()
                    .filter(problem -> problem.message().startsWith("unknown field")).toList();
            assertThat(unknown).as(spot.place()).singleElement().satisfies(problem -> {
                assertThat(problem.place()).isEqualTo(Paths.field(spot.place(), NOBODY));
                assertThat(listed(problem.message())).isEqualTo(new TreeSet<>(spot.fields()));
            });
        }
    }

    @Test
    void knowsTheNamesThatTheCodecsKnow() {
        List<SchemaSpots.Choice> choices = spots().flatMap(spot -> spot.choices().stream()).toList();
        assertThat(choices).hasSizeGreaterThan(40);
        for (SchemaSpots.Choice choice : choices) {
            Problem problem = problems(choice.document(NOBODY)).stream()
                    .filter(each -> each.place().equals(choice.place())).findFirst()
                    .orElseThrow(() -> new AssertionError(choice.place()));
            assertThat(listed(problem.message())).as(choice.place()).isEqualTo(new TreeSet<>(choice.names()));
        }
    }

    /** Every field of a scenario, tried with values of every kind. */
    @Test
    void acceptsTheValuesThatTheCodecAccepts() {
        List<JsonNode> samples = new ArrayList<>(JSON.readTree("""
                [true, false, "text", "", " ", "NaN", "0.5", "2018-02-07", "2018-2-7", -2, -1.5, -1, -0.5, 0, 0.5, 0.95,
                 1, 1.0, 1.5, 2, 3.0, 1e15, 1e16, 3000000000, -1e16, 1e18, [], {}, ["A"], ["A", "A"], [" "], [1], [[1]],
                 [["x"]], {"A": 1}, {"A": 0.5}, {"A": -0.5}, {"A": "x"}, {"A": {}}, {"weights": {}},
                 {"weights": {"A": 1}}, {"group:sector": 0.5}, {"group:sector=Energy": 0.5}, {"coefficient": 1},
                 {"kappa": 1}, {"kappa": 0.25, "confidence": 0.5}, {"level": 0.5, "probability": 0.25}]""")
                .valueStream()
                .toList());
        List<Spot> spots = SchemaSpots.of(FOLDER + SCENARIO);
        spots.forEach(spot -> spot.choices().forEach(choice -> choice.names().stream().limit(2)
                .forEach(name -> samples.add(JSON.getNodeFactory().stringNode(name)))));
        int accepted = 0;
        for (Spot spot : spots) {
            for (String field : spot.fields()) {
                // A kind decides on the fields beside it; prior means depend on the field `prior`.
                if (spot.object().has(field) || spot.place(field).equals("$.estimates.mean.values")) {
                    continue;
                }
                Schema schema = schema(SCENARIO + "#" + spot.pointer(field));
                for (JsonNode sample : samples) {
                    ObjectNode object = spot.object();
                    object.set(field, sample);
                    boolean valid = schema.validate(sample).isEmpty();
                    List<Problem> found = problems(spot.document(object)).stream()
                            .filter(problem -> problem.place().startsWith(spot.place(field))).toList();
                    assertThat(found.isEmpty()).as("%s = %s: schema %s, codec %s", spot.place(field), sample, valid,
                            found).isEqualTo(valid);
                    accepted += valid ? 1 : 0;
                }
            }
        }
        assertThat(accepted).isGreaterThan(500);
    }

    /** A document from which one field was taken is whole for the schema where it is whole for the codec. */
    @Test
    void requiresTheFieldsThatTheCodecRequires() {
        RandomDocuments documents = new RandomDocuments(41);
        Random random = new Random(42);
        Schema schema = schema(SCENARIO);
        int whole = 0;
        for (int i = 0; i < 1_500; i++) {
            JsonNode document = JSON.readTree(ScenarioCodec.canonical(documents.scenario()));
            String taken = takeOne((ObjectNode) document, random);
            if (taken.contains("values.")) {
                continue; // Whether given means cover the universe is beyond a schema.
            }
            boolean valid = schema.validate(document).isEmpty();
            assertThat(problems(document).isEmpty()).as("without %s: %s", taken, document).isEqualTo(valid);
            whole += valid ? 1 : 0;
        }
        assertThat(whole).isBetween(300, 1_200);
    }

    private static String takeOne(ObjectNode object, Random random) {
        List<String> names = List.copyOf(object.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = object.get(name);
        JsonNode inner = value.isArray() && !value.isEmpty() ? value.get(random.nextInt(value.size())) : value;
        if (inner instanceof ObjectNode child && !child.isEmpty() && random.nextInt(4) > 0) {
            return name + "." + takeOne(child, random);
        }
        object.remove(name);
        return name;
    }
}
