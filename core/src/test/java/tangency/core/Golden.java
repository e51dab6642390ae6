package tangency.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

import org.jspecify.annotations.NullMarked;
import tangency.core.math.Matrix;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reference answers computed by independent programs, and the returns they were computed from. */
@NullMarked
public final class Golden {
    private Golden() {}

    /** The whole of {@code golden/file}. */
    public static JsonNode read(String file) {
        return JsonMapper.shared().readTree(SharedData.require("golden/" + file).toFile());
    }

    /** The results for data set {@code set} in {@code golden/file}. */
    public static JsonNode results(String file, String set) {
        return read(file).path("datasets").path(set).path("results");
    }

    public static double[] vector(JsonNode node) {
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asDouble();
        }
        return values;
    }

    public static int[] integers(JsonNode node) {
        int[] values = new int[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asInt();
        }
        return values;
    }

    public static Matrix matrix(JsonNode node) {
        double[][] rows = new double[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = vector(node.get(i));
        }
        return Matrix.of(rows);
    }

    /** The returns of data set {@code set}: one row per date, one column per asset. */
    public static Matrix returns(String set) {
        try {
            List<String> lines = Files.readAllLines(SharedData.require("data/golden-inputs/" + set + "_returns.csv"));
            double[][] rows = new double[lines.size() - 1][];
            for (int t = 0; t < rows.length; t++) {
                String[] cells = lines.get(t + 1).split(",", -1);
                rows[t] = new double[cells.length - 1];
                for (int i = 0; i < rows[t].length; i++) {
                    rows[t][i] = Double.parseDouble(cells[i + 1]);
                }
            }
            return Matrix.of(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
