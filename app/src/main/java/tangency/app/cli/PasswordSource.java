package tangency.app.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.Workspace;

/** Where the password of an encrypted workspace comes from: a file, else the environment, else a prompt. Never an argument, which others can list. */
final class PasswordSource {
    static final String VARIABLE = "TANGENCY_PASSWORD";
    private static final int LARGEST_FILE = 8192;

    @Option(names = "--password-file", paramLabel = "F", description = "A file whose first line is the workspace's password. "
            + "Else the variable " + VARIABLE + " is taken, else a terminal is asked.")
    @Nullable
    Path file;

    /** What file or environment give, nobody asked; null where they give none. The caller closes it. */
    @Nullable
    Password given() {
        return file == null ? environment() : read("--password-file", file);
    }

    /** Null where there is none. The caller closes it. */
    @Nullable
    Password of(Path workspace) {
        Password given = given();
        if (given != null) {
            return given;
        }
        return Workspace.isEncrypted(workspace) ? ask("Password of " + workspace + ": ") : null;
    }

    /** The password of something that is known to have one. */
    Password require(Path what) {
        Password given = file != null ? read("--password-file", file) : environment();
        given = given == null ? ask("Password of " + what + ": ") : given;
        if (given == null) {
            throw new BadInputException(what + ": needs its password; expected --password-file F, " + VARIABLE
                    + " or a terminal");
        }
        return given;
    }

    /** What the environment says; null where it says nothing. */
    static @Nullable Password environment() {
        String named = System.getenv(VARIABLE);
        return named == null || named.isEmpty() ? null : wiped(named.toCharArray());
    }

    /** The first line of a file. */
    static Password read(String option, Path file) {
        byte[] bytes = new byte[0];
        CharBuffer text = CharBuffer.allocate(0);
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST_FILE + 1);
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            int end = 0;
            while (end < text.length() && text.get(end) != '\n' && text.get(end) != '\r') {
                end++;
            }
            if (end == 0 || bytes.length > LARGEST_FILE) {
                throw new BadInputException(option + " " + file + ": "
                        + (end == 0 ? "its first line is empty" : "it is too long")
                        + "; expected a password in its first line");
            }
            char[] line = new char[end];
            text.get(line);
            return wiped(line);
        } catch (NoSuchFileException e) {
            throw new BadInputException(option + " " + file + ": no such file");
        } catch (CharacterCodingException e) {
            throw new BadInputException(option + " " + file + ": is not UTF-8 text");
        } catch (IOException e) {
            throw new BadInputException(option + " " + file + ": cannot be read: " + e.getMessage());
        } finally {
            Arrays.fill(bytes, (byte) 0);
            if (text.hasArray()) {
                Arrays.fill(text.array(), '\0');
            }
        }
    }

    /** What a person types, unseen; null where nobody can be asked. */
    static @Nullable Password ask(String prompt) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return null;
        }
        char[] typed = console.readPassword("%s", prompt);
        return typed == null || typed.length == 0 ? null : wiped(typed);
    }

    /** A new password, typed twice; null where nobody can be asked. */
    static @Nullable Password askNew() {
        Password first = ask("New password: ");
        if (first == null) {
            return null;
        }
        try (Password second = ask("Once more: ")) {
            if (second == null || !first.same(second)) {
                first.close();
                throw new BadInputException("the two passwords are not the same");
            }
            return first;
        }
    }

    private static Password wiped(char[] letters) {
        try {
            return Password.of(letters);
        } finally {
            Arrays.fill(letters, '\0');
        }
    }
}
