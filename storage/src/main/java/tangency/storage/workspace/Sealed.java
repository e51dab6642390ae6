package tangency.storage.workspace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A file that is encrypted and authenticated: a header (salt and mark of the key, a random prefix), then AES-256-GCM over pieces of a mebibyte, each
 * under a nonce of prefix, number and whether it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so that pieces
 * cannot be changed, swapped or cut off unnoticed.
 */
final class Sealed {
    static final String END = ".sealed";
    private static final byte[] FORM = "tangency-sealed/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PIECE = 1 << 20;
    private static final int TAG = 16;
    private static final int PREFIX = 7;
    private static final int MARK = 32;
    private static final int HEADER = FORM.length + FileKey.SALT + MARK + PREFIX;

    private Sealed() {}

    /** Writes what {@code content} writes, sealed, to {@code out}, which stays open. */
    static void write(FileKey key, OutputStream out, Disk.Content content) throws IOException {
        byte[] header = ByteBuffer.allocate(HEADER).put(FORM).put(key.salt()).put(key.mark())
                .put(FileKey.random(PREFIX)).array();
        out.write(header);
        Pieces pieces = new Pieces(key, header, out);
        content.to(pieces);
        pieces.finish();
    }

    /**
     * What was sealed.
     *
     * @param limit the most that is unsealed, in bytes
     * @throws WorkspaceException if the password is another one, or the file is not what was written
     */
    static byte[] read(Path file, Password password, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER || !is(header)) {
                throw damaged(file);
            }
            int salt = FORM.length;
            try (FileKey key = FileKey.derived(password, Arrays.copyOfRange(header, salt, salt + FileKey.SALT))) {
                if (!key.is(Arrays.copyOfRange(header, salt + FileKey.SALT, salt + FileKey.SALT + MARK))) {
                    throw new WorkspaceException(WorkspaceException.Kind.PASSWORD_WRONG,
                            "The password is not the one that " + file + " is encrypted with.");
                }
                return pieces(file, key, header, in, limit);
            }
        }
    }

    /** Whether the file begins as a sealed one. */
    static boolean is(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return is(in.readNBytes(FORM.length));
        }
    }

    private static boolean is(byte[] start) {
        return start.length >= FORM.length && Arrays.equals(start, 0, FORM.length, FORM, 0, FORM.length);
    }

    private static byte[] pieces(Path file, FileKey key, byte[] header, InputStream in, int limit) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = in.readNBytes(PIECE + TAG);
        for (int number = 0; true; number++) {
            byte[] next = in.readNBytes(PIECE + TAG);
            boolean last = next.length == 0;
            try {
                all.write(cipher(Cipher.DECRYPT_MODE, key, header, number, last).doFinal(piece));
            } catch (GeneralSecurityException e) {
                throw damaged(file);
            }
            if (all.size() > limit) {
                throw new WorkspaceException(WorkspaceException.Kind.REFUSED,
                        file + " holds more than " + limit + " bytes.");
            }
            if (last) {
                return all.toByteArray();
            }
            piece = next;
        }
    }

    private static WorkspaceException damaged(Path file) {
        return new WorkspaceException(WorkspaceException.Kind.DAMAGED,
                file + " is damaged: it is no longer what was written.");
    }

    private static Cipher cipher(int mode, FileKey key, byte[] header, int number, boolean last) {
        byte[] secret = key.of("sealed");
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = ByteBuffer.allocate(12).put(header, HEADER - PREFIX, PREFIX).putInt(number)
                    .put((byte) (last ? 1 : 0)).array();
            cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(8 * TAG, nonce));
            cipher.updateAAD(header);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw FileKey.missing(e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Holds a piece back until it is known whether another follows. */
    private static final class Pieces extends OutputStream {
        private final FileKey key;
        private final byte[] header;
        private final OutputStream out;
        private final byte[] piece = new byte[PIECE];
        private int filled;
        private int number;

        Pieces(FileKey key, byte[] header, OutputStream out) {
            this.key = key;
            this.header = header;
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int done = 0;
            while (done < length) {
                if (filled == PIECE) {
                    seal(false);
                }
                int part = Math.min(PIECE - filled, length - done);
                System.arraycopy(bytes, from + done, piece, filled, part);
                filled += part;
                done += part;
            }
        }

        void finish() throws IOException {
            seal(true);
            Arrays.fill(piece, (byte) 0);
        }

        private void seal(boolean last) throws IOException {
            try {
                out.write(cipher(Cipher.ENCRYPT_MODE, key, header, number++, last).doFinal(piece, 0, filled));
            } catch (GeneralSecurityException e) {
                throw FileKey.missing(e);
            }
            filled = 0;
        }
    }
}
