package tangency.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    @Test
    void replacesWhatWasThere_andLeavesNothingBeside() throws Exception {
        Path file = folder.resolve("a.txt");
        WholeFile.write(file, "first");
        WholeFile.write(file, "second");
        assertThat(file).hasContent("second");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void aFaultOnTheWayLeavesTheOldFile() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        for (Throwable fault : List.of(new IOException("No space left on device"), new OutOfMemoryError("heap"),
                new IllegalStateException("bug"))) {
            assertThatThrownBy(() -> WholeFile.write(file, stream -> {
                stream.write(new byte[200_000]);
                switch (fault) {
                    case IOException e -> throw e;
                    case RuntimeException e -> throw e;
                    default -> throw (Error) fault;
                }
            })).isSameAs(fault);
            assertThat(file).hasContent("old");
            assertThat(names()).containsExactly("a.txt");
        }
    }

    @Test
    void aFaultOnTheWayLeavesNoNewFile() throws Exception {
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("new.txt"), stream -> {
            stream.write(1);
            throw new IOException("No space left on device");
        })).hasMessage("No space left on device");
        assertThat(names()).isEmpty();
    }

    @Test
    void aDiskThatIsFullIsAnError() {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "no /dev/full on this system");
        assertThatThrownBy(() -> WholeFile.write(full, "text")).isInstanceOf(IOException.class);
    }

    @Test
    void aMissingFolderAndAFolderAreTold() {
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("none").resolve("a.txt"), "x"))
                .isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> WholeFile.write(folder, "x")).hasMessageContaining("is a folder");
    }

    @Test
    void aLinkIsFollowed_andALongNameIsTaken() throws Exception {
        Path real = Files.writeString(folder.resolve("real.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
        WholeFile.write(link, "new");
        assertThat(real).hasContent("new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        WholeFile.write(folder.resolve("x".repeat(250) + ".txt"), "long");
        assertThat(names()).hasSize(3);
    }
}
