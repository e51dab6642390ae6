package tangency.storage.workspace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/** Hex SHA-256, the only hash in a workspace. */
final class Sha256 {
    private Sha256() {}

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /**
     * Over fields as netstrings (a field's UTF-8 length, a colon, its bytes, a comma; a null field is a lone hyphen and a comma), so that no two lists
     * of fields run together to the same bytes.
     */
    static String ofFields(@Nullable Object... fields) {
        MessageDigest digest = digest();
        for (Object field : fields) {
            if (field == null) {
                digest.update((byte) '-');
            } else {
                byte[] bytes = field.toString().getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            digest.update((byte) ',');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
