package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for readable text in files. */
final class Plaintext {
    private Plaintext() {}

    /** Neither a file's name nor its bytes hold {@code marker}, in UTF-8 or UTF-16. */
    static void assertNone(Path folder, String marker) throws IOException {
        assertThat(files(folder)).isNotEmpty().allSatisfy(file -> {
            assertThat(file.getFileName().toString()).doesNotContain(marker);
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(bytes.contains(marker)).as(file.toString()).isFalse();
            assertThat(bytes.contains(String.join("\0", marker.split("")))).as(file + " (UTF-16)").isFalse();
        });
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
