package tangency.storage.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs Jazzer over each reader in turn: {@code mvn verify -Pfuzz -DskipTests}. A reader that throws what it does not say, needs more than 256 MB or ten
 * seconds fails the build; the input that made it do so is left in {@code target/fuzz}. The nested classes are what Jazzer looks for.
 */
public final class Fuzz {
    private static final Path RESOURCES = Path.of("src/test/resources/tangency/storage");

    private Fuzz() {}

    /** @param arguments seconds for each reader; then the readers, all where none is named */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> failed = new ArrayList<>();
        for (Reader reader : Reader.values()) {
            if (arguments.length == 1 || List.of(arguments).contains(reader.name())) {
                int code = run(reader, arguments[0]);
                System.out.println("fuzz: " + reader + (code == 0 ? " held" : " failed, exit code " + code));
                if (code != 0) {
                    failed.add(reader.name());
                }
            }
        }
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static int run(Reader reader, String seconds) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target/fuzz/" + reader));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        List<byte[]> seeds = reader.seeds(RESOURCES);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading", "-Xshare:off", "-cp",
                System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzz.class.getName() + "$" + reader.entrance,
                "--instrumentation_includes=tangency.**:de.siegmar.**:tools.jackson.core.**",
                "-artifact_prefix=" + folder + "/", "-max_total_time=" + seconds, "-max_len=65536", "-timeout=10",
                "-rss_limit_mb=0", "-print_final_stats=1", corpus.toString()).inheritIO().start().waitFor();
    }

    /** Prices, returns, volumes, factors. */
    public static final class Prices {
        private Prices() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Readers.prices(input);
        }
    }

    /** Assets files. */
    public static final class Assets {
        private Assets() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Readers.assets(input);
        }
    }

    /** Scenario documents. */
    public static final class Scenario {
        private Scenario() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Readers.scenario(input);
        }
    }

    /** Study documents. */
    public static final class Study {
        private Study() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Readers.study(input);
        }
    }

    /** Archives. */
    public static final class Zip {
        private Zip() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Readers.zip(input);
        }
    }
}
