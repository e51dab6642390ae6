package tangency.storage.market;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.NullMarked;

/** Test files beside this package. */
@NullMarked
final class Resources {
    private Resources() {}

    static byte[] bytes(String relative) {
        try (InputStream stream = Resources.class.getResourceAsStream(relative)) {
            return Objects.requireNonNull(stream, relative).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(relative, e);
        }
    }

    static Map<String, byte[]> folder(String relative, String... files) {
        Map<String, byte[]> content = new LinkedHashMap<>();
        for (String file : files) {
            content.put(file, bytes(relative + "/" + file));
        }
        return content;
    }
}
