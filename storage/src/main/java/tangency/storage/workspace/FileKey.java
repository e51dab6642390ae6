package tangency.storage.workspace;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a password and a salt make: PBKDF2-HMAC-SHA256 with {@value #ITERATIONS} rounds (H2's own derivation has ten, which protects no password that a
 * person can remember), and from that one key per purpose by HMAC (NIST SP 800-108, one block). The salt belongs to the workspace and stays with it.
 */
final class FileKey implements AutoCloseable {
    static final int ITERATIONS = 600_000;
    static final int SALT = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] salt;
    private final byte[] secret;

    private FileKey(byte[] salt, byte[] secret) {
        this.salt = salt;
        this.secret = secret;
    }

    /** A key for a workspace that is to be made. */
    static FileKey fresh(Password password) {
        return derived(password, random(SALT));
    }

    static FileKey derived(Password password, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(password.letters(), salt, ITERATIONS, 256);
        try {
            return new FileKey(salt.clone(),
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("the salt is empty", e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        } finally {
            spec.clearPassword();
        }
    }

    /** The same key, closed on its own. */
    FileKey copy() {
        return new FileKey(salt.clone(), secret.clone());
    }

    byte[] salt() {
        return salt.clone();
    }

    /** 32 bytes that tell nothing about those of another purpose. */
    byte[] of(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(("tangency " + purpose).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** What a file may carry openly to tell this key from another. */
    byte[] mark() {
        return of("check");
    }

    boolean is(byte[] mark) {
        return MessageDigest.isEqual(mark(), mark);
    }

    /** What H2 takes: the file's password as hex digits, a space, an empty user password. */
    char[] databasePassword() {
        byte[] key = of("database");
        char[] hex = new char[2 * key.length + 1];
        for (int i = 0; i < key.length; i++) {
            hex[2 * i] = Character.forDigit((key[i] >> 4) & 15, 16);
            hex[2 * i + 1] = Character.forDigit(key[i] & 15, 16);
        }
        hex[hex.length - 1] = ' ';
        Arrays.fill(key, (byte) 0);
        return hex;
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has PBKDF2, HMAC and AES", e);
    }

    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "FileKey";
    }
}
