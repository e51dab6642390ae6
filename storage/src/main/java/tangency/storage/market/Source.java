package tangency.storage.market;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The bytes behind a name in a scenario: a file, or a folder of files.
 *
 * @param name as the scenario has it; findings use it
 * @param folder whether it is a folder
 * @param files file name to content; of a file exactly one
 * @param note what must be said about the data wherever they are shown, for example that they are simulated; null =
 *        nothing
 */
public record Source(String name, boolean folder, Map<String, byte[]> files, @Nullable String note) {
    public Source {
        if (!folder && files.size() != 1) {
            throw new IllegalArgumentException(name + " is one file but has " + files.size());
        }
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** A file. */
    public static Source file(String name, byte[] content) {
        return new Source(name, false, Map.of(name, content), null);
    }

    /** A folder; the order of {@code files} is the order of the assets. */
    public static Source folder(String name, Map<String, byte[]> files) {
        return new Source(name, true, files, null);
    }

    public Source withNote(String text) {
        return new Source(name, folder, files, text);
    }

    /** A file's bytes; of a folder there are none. */
    public byte[] content() {
        if (folder) {
            throw new IllegalArgumentException(name + " is a folder");
        }
        return files.values().iterator().next();
    }

    /** SHA-256 in hexadecimal: of a file's bytes; of a folder, of one line {@code hash  name} per file. */
    public String sha256() {
        if (!folder) {
            return sha256(content());
        }
        StringBuilder listing = new StringBuilder();
        files.forEach((file, bytes) -> listing.append(sha256(bytes)).append("  ").append(file).append('\n'));
        return sha256(listing.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
