package tangency.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tangency.app.diagnostics.FaultLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs verbs in this process, and writes the documents they are given. */
@NullMarked
final class Cli {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Cli() {}

    /** What a verb wrote and how it ended. */
    record Result(int code, String out, String err) {
        JsonNode json() {
            return JSON.readTree(out);
        }

        /** The lines of standard error. */
        List<String> complaints() {
            return err.lines().toList();
        }
    }

    static Result run(Object... arguments) {
        return run((workspace, password) -> 42, arguments);
    }

    /** As {@link #run(Object...)}, where {@code window} is what is done without a verb. */
    static Result run(TangencyCommand.Window window, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = TangencyCommand.commandLine(window,
                new FaultLog(Path.of("target", "diagnostics"), InstantSource.system()));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int code = line.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    /** Writes {@code text} to {@code folder/name}. */
    static Path file(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path scenario(Path folder, String name, Map<String, ?> fields) {
        return file(folder, name, JSON.writeValueAsString(fields));
    }

    /** A scenario with model, constraints and other fields; what is null is left out. */
    static Map<String, Object> document(@Nullable Object market, Object model, @Nullable Object constraints) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", "tangency-scenario/1");
        fields.put("name", "Test");
        if (market != null) {
            fields.put("market", market);
        }
        fields.put("model", model);
        if (constraints != null) {
            fields.put("constraints", constraints);
        }
        return fields;
    }

    static Map<String, Object> bounds(double min, double max) {
        return Map.of("name", "Bounds", "type", "bounds", "min", min, "max", max);
    }

    static Map<String, Object> meanRisk(String goal) {
        return Map.of("method", "mean-risk", "goal", goal);
    }

    static JsonNode parse(Path file) {
        return JSON.readTree(file.toFile());
    }

    static double[] numbers(JsonNode node) {
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asDouble();
        }
        return values;
    }

    static List<String> texts(JsonNode node) {
        return node.valueStream().map(JsonNode::asString).toList();
    }
}
