package tangency.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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

    /** What is written. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream stream) throws IOException;
    }

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
                throw new IllegalStateException("standard output cannot be written");
            }
            return;
        }
        save(out, line.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes {@code bytes} to {@code file}: whole, or not at all. */
    static void save(Path file, byte[] bytes) {
        save(file, stream -> stream.write(bytes));
    }

    /** Writes {@code content} to {@code file}: whole, or not at all. */
    static void save(Path file, Content content) {
        try {
            if (Files.isDirectory(file)) {
                throw new BadInputException("--out " + file + ": is a folder; expected a file to write");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A device or pipe is written to; it cannot be replaced.
                try (OutputStream stream = Files.newOutputStream(file)) {
                    content.to(stream);
                }
                return;
            }
            Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path folder = target.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new BadInputException("--out " + file + ": the folder " + folder + " does not exist");
            }
            replace(target, folder, content);
        } catch (AccessDeniedException e) {
            throw new BadInputException("--out " + file + ": may not be written");
        } catch (IOException e) {
            throw new BadInputException("--out " + file + ": cannot be written: " + e.getMessage());
        }
    }

    private static void replace(Path target, Path folder, Content content) throws IOException {
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        Path partial = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (OutputStream stream = Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                content.to(stream);
            } catch (NoSuchFileException e) {
                throw new AccessDeniedException(folder.toString(), null, e.getMessage());
            }
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
