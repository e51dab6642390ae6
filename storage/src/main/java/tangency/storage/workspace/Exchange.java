package tangency.storage.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * Documents in and out as a zip: {@code scenarios/ID.json} (the newest version of each) and {@code datasets/NAME}. A database file is never exchanged:
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

    /** A document found in an archive: {@code name} is the last part of its path, for a scenario without {@code .json}. Nothing in it was read yet. */
    public record Document(Sort sort, String name, byte[] bytes) {

        /** @throws WorkspaceException if the bytes are not UTF-8 */
        public String text() {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
                throw new WorkspaceException(Kind.REFUSED, name + " is not UTF-8 text.");
            }
            return text;
        }
    }

    /** What an archive held; {@code ignored} are the entries that are neither scenario nor dataset. */
    public record Archive(List<Document> documents, List<String> ignored) {}

    /** How much an archive may hold, unpacked, in bytes: a small file can unpack to more than any memory. */
    public record Limits(int entries, long largest, long total) {
        public static final Limits STANDARD = new Limits(10_000, 64L << 20, 256L << 20);
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
        workspace.list().forEach(s -> scenarios.put(SCENARIOS + s.id() + ".json", s.id()));
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

    public static Archive readZip(Path file) throws IOException {
        return readZip(file, Limits.STANDARD);
    }

    /**
     * Reads an archive into memory; no entry becomes a file. Entries below {@code datasets/} are datasets, other {@code .json} entries scenarios.
     *
     * @throws WorkspaceException {@link Kind#REFUSED} if it is not a whole zip, a path in it leads elsewhere, a name stands twice or it unpacks to too much
     * @throws IOException if the file cannot be read
     */
    public static Archive readZip(Path file, Limits limits) throws IOException {
        List<Document> documents = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long total = 0;
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            if (zip.size() > limits.entries()) {
                throw refused(file, "it holds " + zip.size() + " entries, at most " + limits.entries() + " are read");
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                String path = safe(file, entry.getName());
                if (!seen.add(path)) {
                    throw refused(file, path + " stands in it twice");
                }
                String name = path.substring(path.lastIndexOf('/') + 1);
                boolean dataset = path.startsWith(DATASETS) && path.length() > DATASETS.length();
                boolean scenario = !dataset && path.endsWith(".json");
                if (entry.isDirectory()) {
                    continue;
                }
                if (!dataset && !scenario) {
                    ignored.add(path);
                    continue;
                }
                byte[] bytes = unpacked(file, zip, entry, Math.min(limits.largest(), limits.total() - total));
                total += bytes.length;
                documents.add(dataset
                        ? new Document(Sort.DATASET, name, bytes)
                        : new Document(Sort.SCENARIO, name.substring(0, name.length() - ".json".length()), bytes));
            }
        } catch (ZipException e) {
            throw refused(file, "it is not a whole zip file (" + e.getMessage() + ")");
        }
        return new Archive(List.copyOf(documents), List.copyOf(ignored));
    }

    /** Counted while unpacking: what the archive says of itself may be a lie. */
    private static byte[] unpacked(Path file, ZipFile zip, ZipEntry entry, long limit) throws IOException {
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 16));
        }
        if (bytes.length > limit) {
            throw refused(file, entry.getName() + " unpacks to more than is accepted");
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (entry.getCrc() != crc.getValue()) {
            throw refused(file, entry.getName() + " is damaged in it (its checksum does not match)");
        }
        return bytes;
    }

    private static String safe(Path file, String path) {
        boolean elsewhere = path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0
                || path.matches("[A-Za-z]:.*");
        for (String part : path.split("/")) {
            elsewhere |= part.equals("..") || part.equals(".") || part.isEmpty();
        }
        if (elsewhere) {
            throw refused(file, "the path \"" + path + "\" in it leads elsewhere");
        }
        return path;
    }

    private static WorkspaceException refused(Path file, String why) {
        return new WorkspaceException(Kind.REFUSED, "The archive " + file + " is not read: " + why + ".");
    }
}
