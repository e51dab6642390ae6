package tangency.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tangency.storage.file.WholeFile;

/** Where a verb's result goes: a file, or standard output. */
final class Output {
    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(names = "--out", paramLabel = "F", description = "Write the result to this file instead of standard output.")
    @Nullable
    Path out;

    /** Refuses to write over {@code input}. */
    Output notOver(Path input) {
        if (out != null && ScenarioRun.same(input, out)) {
            throw new BadInputException("--out " + out + ": is the input; expected another file");
        }
        return this;
    }

    /** Writes {@code text}, ending with a line break. */
    void write(String text) {
        String line = text.endsWith("\n") ? text : text + "\n";
        if (out == null) {
            if (spec == null) {
                throw new IllegalStateException("Output is used outside a command");
            }
            PrintWriter standard = spec.commandLine().getOut();
            standard.print(line);
            if (standard.checkError()) {
                throw new NotWrittenException("standard output cannot be written", null);
            }
            return;
        }
        save(out, line.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes {@code bytes} to {@code file}: whole, or not at all. */
    static void save(Path file, byte[] bytes) {
        save(file, stream -> stream.write(bytes));
    }

    /**
     * Writes {@code content} to {@code file}: whole, or not at all.
     *
     * @throws BadInputException if it names no file that can be written
     * @throws NotWrittenException if writing failed on the way, as on a full disk
     */
    static void save(Path file, WholeFile.Content content) {
        try {
            if (Files.isDirectory(file)) {
                throw new BadInputException("--out " + file + ": is a folder; expected a file to write");
            }
            WholeFile.write(file, content);
        } catch (NotDirectoryException e) {
            throw new BadInputException("--out " + file + ": the folder " + e.getMessage() + " does not exist");
        } catch (AccessDeniedException e) {
            throw new BadInputException("--out " + file + ": may not be written");
        } catch (IOException e) {
            throw new NotWrittenException("--out " + file + ": cannot be written: " + e.getMessage()
                    + "; nothing was left there", e);
        }
    }
}
