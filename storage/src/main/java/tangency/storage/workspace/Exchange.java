package tangency.storage.workspace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import tangency.storage.file.BoundedFile;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * Documents in and out as a zip: {@code scenarios/NUMBER.json} (the newest version of each, numbered as listed) and {@code datasets/NAME}. A database file is never exchanged:
 * it can carry code, a zip of JSON and CSV cannot.
 */
public final class Exchange {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String SCENARIOS = "scenarios/";
    private static final String DATASETS = "datasets/";

    private Exchange() {}

    public enum Sort {
        SCENARIO, DATASET
    }

    /**
     * A document found in an archive. Nothing in it was looked at yet.
     *
     * @param name the last part of its path, for a scenario without {@code .json}
     * @param content its bytes, read from the archive when asked for: no more than one document need be in memory
     */
    public record Document(Sort sort, String name, Supplier<byte[]> content) {

        /** @throws WorkspaceException if the archive can no longer be read */
        public byte[] bytes() {
            return content.get();
        }

        /** @throws WorkspaceException as {@link #bytes}, and if they are not UTF-8 */
        public String text() {
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
            } catch (CharacterCodingException e) {
                throw new WorkspaceException(Kind.REFUSED, name + " is not UTF-8 text.", e);
            }
        }
    }

    /** What an archive held; {@code ignored} are the entries that are neither scenario nor dataset. */
    public record Archive(List<Document> documents, List<String> ignored) {}

    /**
     * How much an archive may hold, unpacked, in bytes; besides, all of it at most a hundred times the archive's own size where that is more than 64 MB. A
     * small file can unpack to more than any memory.
     */
    public record Limits(int entries, long largest, long total) {
        public static final Limits STANDARD = new Limits(60_000, Workspace.LARGEST, 4L << 30);
    }

    /** What could not be exported, each named; the rest is in the file. */
    public static List<Damage> exportZip(Workspace workspace, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path fresh = Files.createTempFile(target.getParent(), ".export", ".zip");
        try {
            List<Damage> damage;
            try (OutputStream out = Files.newOutputStream(fresh)) {
                damage = exportZip(workspace, out);
            }
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            return damage;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * The same content gives the same bytes on every machine: names sorted, no times, nothing compressed (compressors differ between platforms).
     *
     * @return what could not be exported because it is damaged
     */
    public static List<Damage> exportZip(Workspace workspace, OutputStream out) throws IOException {
        Map<String, String> scenarios = new TreeMap<>();
        // By their place in the list and not by id, which another workspace gives anew: what was imported is exported as the same bytes.
        workspace.list().forEach(
                s -> scenarios.put(SCENARIOS + String.format("%06d.json", scenarios.size() + 1), s.id()));
        Map<String, String> datasets = new TreeMap<>();
        workspace.datasets().forEach(d -> datasets.put(DATASETS + d.name(), d.name()));
        List<Damage> damage = new ArrayList<>();
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> dataset : datasets.entrySet()) {
            try {
                put(zip, dataset.getKey(), workspace.dataset(dataset.getValue()));
            } catch (WorkspaceException e) {
                damage.add(new Damage(dataset.getKey(), String.valueOf(e.getMessage())));
            }
        }
        for (Map.Entry<String, String> scenario : scenarios.entrySet()) {
            try {
                put(zip, scenario.getKey(), workspace.load(scenario.getValue()).getBytes(StandardCharsets.UTF_8));
            } catch (WorkspaceException e) {
                damage.add(new Damage(scenario.getKey(), String.valueOf(e.getMessage())));
            }
        }
        zip.finish();
        return List.copyOf(damage);
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** The zip in a sealed export, as the backups of an encrypted workspace have it beside their database. */
    public static byte[] unseal(Path file, Password password) throws IOException {
        return Sealed.read(file, password, Integer.MAX_VALUE - 16);
    }

    public static Archive readZip(Path file) throws IOException {
        return readZip(file, Limits.STANDARD);
    }

    /**
     * Looks through an archive; no entry becomes a file. Entries below {@code datasets/} are datasets, other {@code .json} entries scenarios.
     *
     * @throws WorkspaceException {@link Kind#REFUSED} if it is not a whole zip, a path in it leads elsewhere, a name stands twice, it unpacks to too much
     *         or says different things of itself
     * @throws IOException if the file cannot be read
     */
    public static Archive readZip(Path file, Limits limits) throws IOException {
        BoundedFile.check(file, 2 * limits.total());
        List<Document> documents = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (ZipArchive.Part part : ZipArchive.parts(file, limits)) {
            String path = part.path();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (path.startsWith(DATASETS)) {
                documents.add(new Document(Sort.DATASET, name, () -> ZipArchive.bytes(file, part)));
            } else if (path.endsWith(".json")) {
                documents.add(new Document(Sort.SCENARIO, name.substring(0, name.length() - ".json".length()),
                        () -> ZipArchive.bytes(file, part)));
            } else {
                ignored.add(path);
            }
        }
        return new Archive(List.copyOf(documents), List.copyOf(ignored));
    }
}
