package tangency.storage.market;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The data shipped with the product, read from the class path below {@code tangency/sample}. {@code sample:NAME} is the
 * dataset's prices, {@code sample:NAME/FILE} any of its files.
 */
public final class SampleData implements Sources {
    /** The simulated universe of 40 assets. */
    public static final String SIMULATED = "simulated-40";

    private static final String ROOT = "tangency/sample/";
    private static final List<String> FILES = List.of("prices.csv", "assets.csv", "volumes.csv", "factors.csv");
    private static final String NOTE = "simulated data, shipped with the product: no real market, asset or return";

    /** The names that {@code sample:} understands: each dataset and its files. */
    public static List<String> names() {
        return Stream.concat(Stream.of(SIMULATED), FILES.stream().map(file -> SIMULATED + "/" + file)).toList();
    }

    @Override
    public Source open(String path) throws IOException {
        String name = path.startsWith(SAMPLE) ? path.substring(SAMPLE.length()) : path;
        String file = name.equals(SIMULATED) ? SIMULATED + "/prices.csv" : name;
        if (!names().contains(file)) {
            throw new NoSuchFileException(path, null, "there are " + SAMPLE + String.join(", " + SAMPLE, names()));
        }
        try (InputStream stream = SampleData.class.getClassLoader().getResourceAsStream(ROOT + file)) {
            if (stream == null) {
                throw new NoSuchFileException(path, null, "the class path has no " + ROOT + file);
            }
            return new Source(path, false, Map.of(file, stream.readAllBytes()), NOTE);
        }
    }
}
