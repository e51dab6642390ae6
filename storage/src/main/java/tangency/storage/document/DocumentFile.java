package tangency.storage.document;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import tangency.storage.document.DocumentException.Problem;

/** A document's text from a file. */
final class DocumentFile {
    private DocumentFile() {}

    /**
     * The file's text, which must be UTF-8.
     *
     * @throws DocumentException where there is no such text
     */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw problem(file, "no such file; expected a JSON document");
        } catch (CharacterCodingException e) {
            throw problem(file, "not UTF-8 text; expected a JSON document");
        } catch (IOException e) {
            throw problem(file, "cannot be read: " + (Files.isDirectory(file) ? "it is a folder" : e.getMessage())
                    + "; expected a JSON document");
        }
    }

    private static DocumentException problem(Path file, String message) {
        return new DocumentException(List.of(new Problem(file.toString(), "$", message)));
    }
}
