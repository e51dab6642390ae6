package tangency.storage.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * The first block of an encrypted database. H2 begins it with {@code H2encrypt}, a line break and eight bytes of salt, and leaves the rest of the 4,096
 * bytes empty. There this program keeps the salt of its own key, that key's mark and a hash over all of it: so a wrong password, a missing one and a
 * damaged header are three different things, the file needs no other to be opened, and changing it stays one move of one file.
 */
record CipherHeader(byte[] salt, byte[] mark) {
    static final int BLOCK = 4096;
    private static final byte[] H2 = "H2encrypt\n".getBytes(StandardCharsets.US_ASCII);
    private static final int H2_SALT = 8;
    private static final byte[] PLAIN = "H:2,".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OURS = ("tangency-key/1 pbkdf2-hmac-sha256 " + FileKey.ITERATIONS + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    private static final int AT = 64;
    private static final int SALT_AT = AT + OURS.length;
    private static final int MARK_AT = SALT_AT + FileKey.SALT;
    private static final int HASH_AT = MARK_AT + 32;
    private static final int END = HASH_AT + 32;

    /** What the beginning of a database file says. */
    enum Form {
        PLAIN, ENCRYPTED,
        /** Neither, or an encrypted one whose header is no longer what was written. */
        BROKEN
    }

    /** @param header there if the form is encrypted */
    record Found(Form form, @Nullable CipherHeader header) {}

    /** A block for a new file, with a salt for H2 of its own. */
    static byte[] block(FileKey key) {
        byte[] block = Arrays.copyOf(H2, BLOCK);
        put(block, H2.length, FileKey.random(H2_SALT));
        put(block, AT, OURS);
        put(block, SALT_AT, key.salt());
        put(block, MARK_AT, key.mark());
        put(block, HASH_AT, hash(block));
        return block;
    }

    static Found read(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(2 * BLOCK);
        }
        boolean encrypted = matches(start, 0, H2) || matches(start, AT, OURS);
        if (!encrypted) {
            // The store's own header stands twice, so that one survives the other.
            return new Found(matches(start, 0, PLAIN) || matches(start, BLOCK, PLAIN) ? Form.PLAIN : Form.BROKEN, null);
        }
        if (start.length < END || !Arrays.equals(hash(start), Arrays.copyOfRange(start, HASH_AT, END))) {
            return new Found(Form.BROKEN, null);
        }
        return new Found(Form.ENCRYPTED, new CipherHeader(Arrays.copyOfRange(start, SALT_AT, MARK_AT),
                Arrays.copyOfRange(start, MARK_AT, HASH_AT)));
    }

    /**
     * The key of a database that exists; null if it is not encrypted.
     *
     * @throws WorkspaceException that tells apart: a password is missing, is wrong, is given where there is none, or the file's beginning is damaged
     */
    static @Nullable FileKey unlock(Path folder, Path file, @Nullable Password password) throws IOException {
        Found found = read(file);
        CipherHeader header = found.header();
        if (found.form() == Form.BROKEN) {
            throw Store.damaged(folder, "its database does not begin with what was written there", null);
        }
        if (header == null) {
            if (password != null) {
                throw new WorkspaceException(Kind.NOT_ENCRYPTED, "The workspace " + folder
                        + " is not encrypted, but a password was given. Open it without one, or set one first.");
            }
            return null;
        }
        if (password == null) {
            throw new WorkspaceException(Kind.PASSWORD_MISSING,
                    "The workspace " + folder + " is encrypted: it needs its password.");
        }
        FileKey key = FileKey.derived(password, header.salt());
        if (!key.is(header.mark())) {
            key.close();
            throw wrong(folder);
        }
        return key;
    }

    /** As {@link #unlock(Path, Path, Password)} by a key that is there already. */
    static @Nullable FileKey unlock(Path folder, Path file, @Nullable FileKey key) throws IOException {
        Found found = read(file);
        CipherHeader header = found.header();
        if (found.form() == Form.BROKEN) {
            throw Store.damaged(folder, "its database does not begin with what was written there", null);
        }
        if (header == null) {
            return null;
        }
        if (key == null || !key.is(header.mark())) {
            throw wrong(folder);
        }
        return key.copy();
    }

    private static WorkspaceException wrong(Path folder) {
        return new WorkspaceException(Kind.PASSWORD_WRONG,
                "The password is not the one that " + folder + " is encrypted with.");
    }

    private static byte[] hash(byte[] block) {
        MessageDigest digest = Sha256.digest();
        digest.update(block, H2.length, H2_SALT);
        digest.update(block, AT, HASH_AT - AT);
        return digest.digest();
    }

    private static void put(byte[] block, int at, byte[] part) {
        System.arraycopy(part, 0, block, at, part.length);
    }

    private static boolean matches(byte[] bytes, int at, byte[] part) {
        return bytes.length >= at + part.length
                && Arrays.equals(bytes, at, at + part.length, part, 0, part.length);
    }
}
