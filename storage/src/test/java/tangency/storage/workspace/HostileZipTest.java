package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tangency.storage.workspace.WorkspaceTest.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.storage.workspace.WorkspaceException.Kind;

/** Archives that lie about themselves. Offsets are those of PKWARE's APPNOTE, 4.3.7 (L: beside the content), 4.3.12 (C: directory) and 4.3.16 (E: end). */
class HostileZipTest {
    private static final String NAME = "scenarios/a.json";
    private static final String TEXT = "{\"name\":\"A scenario of an analyst, an analyst, an analyst\"}";

    @TempDir
    Path temp;

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("encrypted", "encrypted", z -> z.both(6, 8, (short) 1)),
                lie("encrypted, says the directory alone", "encrypted", z -> z.buffer.putShort(z.c + 8, (short) 1)),
                lie("encrypted, says the content alone", "differently", z -> z.buffer.putShort(z.l + 6, (short) 1)),
                lie("another way of packing", "packed in a way", z -> z.both(8, 10, (short) 12)),
                lie("another way of packing beside the content", "differently",
                        z -> z.buffer.putShort(z.l + 8, (short) 0)),
                lie("stored, but packed", "damaged", z -> z.both(8, 10, (short) 0)),
                lie("another checksum", "differently", z -> z.buffer.putInt(z.c + 16, 1)),
                lie("another checksum everywhere", "damaged", z -> z.both(14, 16, 1)),
                lie("a smaller size", "damaged", z -> z.both(22, 24, 3)),
                lie("a larger size", "damaged", z -> z.both(22, 24, TEXT.length() + 1)),
                lie("a size of 1 GB", "more than is accepted", z -> z.both(22, 24, 1 << 30)),
                lie("a size of 2 GB", "more than is accepted", z -> z.both(22, 24, Integer.MIN_VALUE)),
                lie("a smaller packed size", "damaged", z -> z.both(18, 20, z.buffer.getInt(z.c + 20) - 1)),
                lie("a packed size into the directory", "does not end",
                        z -> z.both(18, 20, z.buffer.getInt(z.c + 20) + 17)),
                lie("a packed size beyond the file", "does not end", z -> z.both(18, 20, 1 << 30)),
                lie("sizes of zip64", "zip64", z -> z.both(22, 24, -1)),
                lie("a place of zip64", "zip64", z -> z.buffer.putInt(z.c + 42, -1)),
                lie("a directory of zip64", "zip64", z -> z.buffer.putInt(z.e + 16, -1)),
                lie("a count of zip64", "at most",
                        z -> z.buffer.putShort(z.e + 8, (short) -1).putShort(z.e + 10, (short) -1)),
                lie("another name beside the content", "differently", z -> z.buffer.put(z.l + 30, (byte) 'S')),
                lie("a longer name beside the content", "differently", z -> z.buffer.putShort(z.l + 26, (short) 17)),
                lie("content elsewhere", "not where", z -> z.buffer.putInt(z.c + 42, 1)),
                lie("content beyond the end", "not a whole zip", z -> z.buffer.putInt(z.c + 42, 1 << 30)),
                lie("one entry fewer", "directory is damaged",
                        z -> z.buffer.putShort(z.e + 8, (short) 0).putShort(z.e + 10, (short) 0)),
                lie("one entry more", "directory is damaged",
                        z -> z.buffer.putShort(z.e + 8, (short) 2).putShort(z.e + 10, (short) 2)),
                lie("a directory elsewhere", "not where it says", z -> z.buffer.putInt(z.e + 16, 0)),
                lie("a longer name than the directory", "directory is damaged",
                        z -> z.buffer.putShort(z.c + 28, (short) -1)),
                lie("a second disk", "several disks", z -> z.buffer.putShort(z.e + 4, (short) 1)),
                lie("a link", "a link or a device",
                        z -> z.buffer.put(z.c + 5, (byte) 3).putInt(z.c + 38, 0120777 << 16)),
                lie("a device", "a link or a device",
                        z -> z.buffer.put(z.c + 5, (byte) 3).putInt(z.c + 38, 0020777 << 16)),
                lie("a control character in a name", "leads elsewhere", z -> z.rename("scenarios\u0000a.json")),
                lie("a line break in a name", "leads elsewhere", z -> z.rename("scenarios/\n.json")),
                lie("the folder above", "leads elsewhere", z -> z.rename("scenario/../json")),
                lie("a name that is not UTF-8", "not UTF-8", z -> {
                    z.buffer.put(z.c + 46, (byte) 0xFF);
                    z.buffer.put(z.l + 30, (byte) 0xFF);
                }));
    }

    private static Arguments lie(String what, String told, Consumer<Zip> change) {
        return Arguments.of(what, told, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void lies_areTold(String what, String told, Consumer<Zip> change) throws IOException {
        Zip zip = Zip.of(NAME, TEXT);
        change.accept(zip);
        assertThat(refused(Kind.REFUSED, () -> read(zip.bytes()))).contains(told);
    }

    @Test
    void aSecondEntryOfTheSameName_orOfTheSameContent_isRefused() throws IOException {
        Zip same = Zip.of(NAME, TEXT, "scenarios/b.json", TEXT);
        byte[] text = same.bytes();
        replaceAll(text, "scenarios/b.json", NAME);
        assertThat(refused(Kind.REFUSED, () -> read(text))).contains("twice");
        Zip shared = Zip.of(NAME, TEXT, "scenarios/b.json", TEXT);
        int second = shared.c + 46 + NAME.length();
        shared.buffer.putInt(second + 42, 0);
        assertThat(refused(Kind.REFUSED, () -> read(shared.bytes()))).contains("differently");
    }

    @Test
    void namesThatDifferInCase_areTwoDocuments_forNoneBecomesAFile() throws IOException {
        assertThat(docs(Zip.of("datasets/A.csv", "1", "datasets/a.csv", "2").bytes())).containsExactly("A.csv=1",
                "a.csv=2");
    }

    @Test
    void anArchiveInAnArchive_isNotOpened() throws IOException {
        Zip inner = Zip.of(NAME, TEXT);
        Path file = write(
                Zip.of("inner.zip", new String(inner.bytes(), StandardCharsets.ISO_8859_1), NAME, TEXT).bytes());
        assertThat(Exchange.readZip(file).ignored()).containsExactly("inner.zip");
        assertThat(Exchange.readZip(file).documents()).hasSize(1);
    }

    @Test
    void bombs_areRefusedBeforeTheyAreUnpacked() throws IOException {
        byte[] zeros = new byte[70 << 20];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("datasets/zeros.csv"));
            zip.write(zeros);
        }
        assertThat(out.size()).isLessThan(100_000);
        assertThat(refused(Kind.REFUSED, () -> read(out.toByteArray()))).contains("more than is accepted");
    }

    @Test
    void everyFlippedBit_isRefusedOrHarmless() throws IOException {
        byte[] whole = Zip.of(NAME, TEXT, "datasets/p.csv", "date,A\n2024-01-02,1\n").bytes();
        List<String> documents = docs(whole);
        Path file = temp.resolve("flipped.zip");
        int harmless = 0;
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            List<String> found = docsOrNull(file);
            if (found != null) {
                harmless++;
                // A name is its own only witness: it may be another one where both places say so, but never the content.
                assertThat(found).as("bit %d of byte %d", bit % 8, bit / 8).isEqualTo(documents);
            }
        }
        assertThat(harmless).as("times, versions and attributes say nothing").isBetween(1, whole.length * 4);
    }

    @Test
    void everyTruncation_isRefused_andWhatFollowsTheEndToo() throws IOException {
        byte[] whole = Zip.of(NAME, TEXT).bytes();
        Path file = temp.resolve("cut.zip");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(docsOrNull(file)).as("%d bytes", length).isNull();
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThat(docsOrNull(file)).isNull();
    }

    @Test
    void anArchiveThatIsChangedAfterItWasLookedAt_isNoticed() throws IOException {
        Zip zip = Zip.of(NAME, TEXT);
        Path file = write(zip.bytes());
        Exchange.Document document = Exchange.readZip(file).documents().getFirst();
        assertThat(document.text()).isEqualTo(TEXT);
        zip.buffer.put(zip.l + 30 + NAME.length(), (byte) 7);
        Files.write(file, zip.bytes());
        refused(Kind.REFUSED, document::bytes);
        Files.write(file, new byte[10]);
        refused(Kind.REFUSED, document::bytes);
        Files.delete(file);
        refused(Kind.REFUSED, document::bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/"})
    void onlyFilesAreRead(String path) {
        assertThatThrownBy(() -> Exchange.readZip(Path.of(path))).isInstanceOf(FileSystemException.class);
    }

    private static void replaceAll(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to);
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, bytes.length);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(temp, "a", ".zip"), bytes);
    }

    private List<String> docs(byte[] bytes) throws IOException {
        return documents(write(bytes));
    }

    private static List<String> documents(Path file) throws IOException {
        return Exchange.readZip(file).documents().stream().map(d -> d.name() + "=" + d.text()).toList();
    }

    private static @Nullable List<String> docsOrNull(Path file) throws IOException {
        try {
            return documents(file);
        } catch (WorkspaceException e) {
            assertThat(e.kind()).isEqualTo(Kind.REFUSED);
            return null;
        }
    }

    private Exchange.Archive read(byte[] bytes) {
        try {
            return Exchange.readZip(write(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An archive and where the records of its first entry begin. */
    record Zip(ByteBuffer buffer, int l, int c, int e) {
        static Zip of(String... namesAndTexts) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (int i = 0; i < namesAndTexts.length; i += 2) {
                    zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                    zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
            ByteBuffer buffer = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
            int end = buffer.limit() - 22;
            Zip zip = new Zip(buffer, 0, buffer.getInt(end + 16), end);
            // The sizes also before the content, so that a test can change them there.
            for (int from = 14, to = 16; from <= 22; from += 4, to += 4) {
                buffer.putInt(zip.l + from, buffer.getInt(zip.c + to));
            }
            return zip;
        }

        byte[] bytes() {
            return buffer.array();
        }

        void both(int local, int central, short value) {
            buffer.putShort(l + local, value).putShort(c + central, value);
        }

        void both(int local, int central, int value) {
            buffer.putInt(l + local, value).putInt(c + central, value);
        }

        void rename(String name) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            assertThat(bytes).hasSize(NAME.length());
            buffer.put(l + 30, bytes).put(c + 46, bytes);
        }
    }
}
