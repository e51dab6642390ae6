package tangency.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a verb's result goes: a file, or standard output. */
final class Output {
    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(names = "--out", paramLabel = "F", description = "Write the result to this file instead of standard output.")
    @Nullable
    Path out;

    /** Writes {@code text}, ending with a line break. */
    void write(String text) {
        String line = text.endsWith("\n") ? text : text + "\n";
        if (out == null) {
            if (spec == null) {
                throw new IllegalStateException("Output is used outside a command");
            }
            spec.commandLine().getOut().print(line);
            spec.commandLine().getOut().flush();
            return;
        }
        save(out, line.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes {@code bytes} to {@code file}: whole, or not at all. */
    static void save(Path file, byte[] bytes) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new BadInputException("--out " + file + ": the folder does not exist");
            }
            Path partial = Files.createTempFile(folder, ".tangency", ".part");
            try {
                Files.write(partial, bytes);
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new BadInputException("--out " + file + ": cannot be written: " + e.getMessage());
        }
    }
}
