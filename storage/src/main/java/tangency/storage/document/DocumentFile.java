package tangency.storage.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import tangency.storage.document.DocumentException.Problem;
import tangency.storage.file.BoundedFile;

/** A document's text from a file. */
final class DocumentFile {
    /** In bytes: a given covariance of two thousand assets takes 80 MB. */
    private static final long LARGEST = 128L << 20;

    private DocumentFile() {}

    /**
     * The file's text, which must be UTF-8.
     *
     * @throws DocumentException where there is no such text
     */
    static String text(Path file) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(BoundedFile.bytes(file, LARGEST)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw problem(file, "no such file; expected a JSON document");
        } catch (CharacterCodingException e) {
            throw problem(file, "not UTF-8 text; expected a JSON document");
        } catch (FileSystemException e) {
            throw problem(file, "cannot be read: " + (e.getReason() == null ? e.getMessage() : e.getReason())
                    + "; expected a JSON document");
        } catch (IOException e) {
            throw problem(file, "cannot be read: " + e.getMessage() + "; expected a JSON document");
        }
    }

    private static DocumentException problem(Path file, String message) {
        return new DocumentException(List.of(new Problem(file.toString(), "$", message)));
    }
}
