package tangency.storage.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;

/**
 * Canonical JSON (RFC 8785): UTF-8, keys sorted, no spaces, shortest round-trip numbers; and the SHA-256 over it. Two
 * documents that differ in layout only have the same canonical text.
 */
public final class Canonical {
    private Canonical() {}

    /**
     * The canonical text of a JSON document.
     *
     * @throws DocumentException where {@code json} is not one JSON document with each key once and finite numbers
     */
    public static String json(String json) {
        Problems problems = new Problems("JSON");
        JsonNode root = JsonText.parse(json, problems);
        problems.throwIfAny();
        return json(Objects.requireNonNull(root, "Neither a tree nor a problem"));
    }

    /** The canonical text of a tree whose numbers are finite. */
    static String json(JsonNode root) {
        try {
            return new JsonCanonicalizer(root.toString()).getEncodedString();
        } catch (IOException e) {
            throw new IllegalStateException("What Jackson wrote was not read", e);
        }
    }

    /** SHA-256, as 64 lower-case hexadecimal digits, over the canonical form of a JSON document. */
    public static String sha256(String json) {
        return hash(json(json));
    }

    /** SHA-256 over the UTF-8 bytes of a text that is canonical already. */
    static String hash(String canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
