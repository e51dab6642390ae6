package tangency.storage.workspace;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.Exchange.Limits;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * The entries of a zip file, read strictly: what its directory says, what stands before each entry and what unpacks must all agree, so that no two
 * readers can see different things in it. Nothing is unpacked before its size is known and bounded, and nothing is ever written to a disk.
 *
 * <p>
 * Format: PKWARE's APPNOTE 6.3, without encryption, several disks and zip64 (archives and entries beyond 4 GB).
 */
final class ZipArchive {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LARGEST_DIRECTORY = 16 << 20;
    private static final int LONGEST_PATH = 1_000;
    private static final long ZIP64 = 0xFFFFFFFFL;
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int CHUNK = 64 << 10;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;
    /** All entries together may be so many times larger than the archive; small archives, so large. Prices pack to a third, zeros to a thousandth. */
    private static final long RATIO = 100;
    private static final long SMALL = 64L << 20;

    private final Path file;
    private final FileChannel channel;
    private final long length;

    private ZipArchive(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.length = channel.size();
    }

    /**
     * An entry that is no folder.
     *
     * @param start of its header in the file
     */
    record Part(String path, int flags, int method, long crc, long packed, long size, long start) {}

    /**
     * The entries in the order of the directory, each unpacked once to see that it is whole.
     *
     * @throws WorkspaceException {@link Kind#REFUSED} if anything in the file is not as it should be
     */
    static List<Part> parts(Path file, Limits limits) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ZipArchive zip = new ZipArchive(file, channel);
            List<Part> parts = zip.directory(limits);
            long end = 0;
            for (Part part : parts.stream().sorted(Comparator.comparingLong(Part::start)).toList()) {
                if (part.start() < end) {
                    throw zip.refused("entries overlap in it");
                }
                end = zip.dataStart(part) + part.packed();
            }
            for (Part part : parts) {
                zip.unpack(part, null);
            }
            return parts;
        }
    }

    /** An entry's content. @throws WorkspaceException if the archive is no longer what it was */
    static byte[] bytes(Path file, Part part) {
        try (FileChannel channel = FileChannel.open(file)) {
            byte[] bytes = new byte[Math.toIntExact(part.size())];
            new ZipArchive(file, channel).unpack(part, bytes);
            return bytes;
        } catch (IOException e) {
            throw new WorkspaceException(Kind.REFUSED, "The archive " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<Part> directory(Limits limits) throws IOException {
        ByteBuffer end = end();
        int count = Short.toUnsignedInt(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long start = Integer.toUnsignedLong(end.getInt(16));
        long place = end.getLong(END_SIZE);
        if (end.getShort(4) != 0 || end.getShort(6) != 0 || Short.toUnsignedInt(end.getShort(8)) != count) {
            throw refused("it is one of several disks");
        }
        if (count > limits.entries()) {
            throw refused("it holds " + count + " entries, at most " + limits.entries() + " are read");
        }
        if (count == 0xFFFF || size == ZIP64 || start == ZIP64 || isZip64(place)) {
            throw refused("it is of the kind for more than 4 GB (zip64)");
        }
        if (start + size != place || size > LARGEST_DIRECTORY) {
            throw refused("its directory is not where it says");
        }
        return entries(read(start, (int) size), count, start, limits);
    }

    /** The record that ends the file, and behind it where it starts. */
    private ByteBuffer end() throws IOException {
        int tail = (int) Math.min(length, END_SIZE + LONGEST_COMMENT);
        ByteBuffer bytes = read(length - tail, tail);
        for (int at = tail - END_SIZE; at >= 0; at--) {
            if (bytes.getInt(at) == END && at + END_SIZE + Short.toUnsignedInt(bytes.getShort(at + 20)) == tail) {
                ByteBuffer end = ByteBuffer.allocate(END_SIZE + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                end.put(0, bytes, at, END_SIZE);
                end.putLong(END_SIZE, length - tail + at);
                return end;
            }
        }
        throw refused("it is not a whole zip file (its end is missing)");
    }

    private boolean isZip64(long end) throws IOException {
        return end >= 20 && read(end - 20, 4).getInt(0) == ZIP64_LOCATOR;
    }

    private List<Part> entries(ByteBuffer directory, int count, long start, Limits limits) throws IOException {
        List<Part> parts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long left = Math.min(limits.total(), Math.max(SMALL, RATIO * length));
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (directory.limit() - at < ENTRY_SIZE || directory.getInt(at) != ENTRY) {
                throw refused("its directory is damaged");
            }
            int name = Short.toUnsignedInt(directory.getShort(at + 28));
            int next = at + ENTRY_SIZE + name + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
            if (next > directory.limit()) {
                throw refused("its directory is damaged");
            }
            Part part = part(directory, at, text(directory, at + ENTRY_SIZE, name));
            if (!seen.add(part.path())) {
                throw refused(part.path() + " stands in it twice");
            }
            if (part.size() > limits.largest() || part.size() > left) {
                throw refused(part.path() + " unpacks to more than is accepted");
            }
            left -= part.size();
            agree(part, start);
            if (!part.path().endsWith("/")) {
                parts.add(part);
            } else if (part.size() > 0) {
                throw refused("the folder " + part.path() + " in it has content");
            }
            at = next;
        }
        if (at != directory.limit()) {
            throw refused("its directory is damaged");
        }
        return List.copyOf(parts);
    }

    private Part part(ByteBuffer directory, int at, String path) {
        int flags = Short.toUnsignedInt(directory.getShort(at + 8));
        Part part = new Part(safe(path), flags, Short.toUnsignedInt(directory.getShort(at + 10)),
                Integer.toUnsignedLong(directory.getInt(at + 16)), Integer.toUnsignedLong(directory.getInt(at + 20)),
                Integer.toUnsignedLong(directory.getInt(at + 24)), Integer.toUnsignedLong(directory.getInt(at + 42)));
        if ((flags & ENCRYPTED) != 0) {
            throw refused(path + " in it is encrypted");
        }
        if (part.packed() == ZIP64 || part.size() == ZIP64 || part.start() == ZIP64) {
            throw refused("it is of the kind for more than 4 GB (zip64)");
        }
        if (part.method() != STORED && part.method() != DEFLATED) {
            throw refused(path + " in it is packed in a way that is not read (" + part.method() + ")");
        }
        int mode = directory.get(at + 5) == UNIX ? directory.getInt(at + 38) >>> 16 & FILE_TYPE : 0;
        if (mode != 0 && mode != REGULAR && mode != FOLDER) {
            throw refused(path + " in it is a link or a device, no file");
        }
        return part;
    }

    /** What stands before an entry must say what the directory says: another reader may go by it. */
    private void agree(Part part, long directory) throws IOException {
        ByteBuffer local = local(part);
        byte[] name = part.path().getBytes(StandardCharsets.UTF_8);
        boolean later = (part.flags() & SIZES_FOLLOW) != 0;
        boolean same = Short.toUnsignedInt(local.getShort(6)) == part.flags()
                && Short.toUnsignedInt(local.getShort(8)) == part.method()
                && Short.toUnsignedInt(local.getShort(26)) == name.length
                && agree(local.getInt(14), part.crc(), later) && agree(local.getInt(18), part.packed(), later)
                && agree(local.getInt(22), part.size(), later);
        if (!same || !read(part.start() + LOCAL_SIZE, name.length).equals(ByteBuffer.wrap(name))) {
            throw refused(part.path() + " is called or measured differently in its directory and beside its content");
        }
        if (dataStart(part) + part.packed() > directory) {
            throw refused(part.path() + " does not end in it");
        }
    }

    private static boolean agree(int local, long directory, boolean later) {
        return Integer.toUnsignedLong(local) == directory || (later && local == 0);
    }

    private ByteBuffer local(Part part) throws IOException {
        ByteBuffer local = read(part.start(), LOCAL_SIZE);
        if (local.getInt(0) != LOCAL) {
            throw refused(part.path() + " is not where its directory says");
        }
        return local;
    }

    private long dataStart(Part part) throws IOException {
        ByteBuffer local = local(part);
        return part.start() + LOCAL_SIZE + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
    }

    /** Unpacks an entry. @param to as long as the entry is; null to see only that it is whole */
    private void unpack(Part part, byte @Nullable [] to) throws IOException {
        Content content = new Content(part, to);
        if (part.method() == STORED) {
            store(part, content);
        } else {
            inflate(part, content);
        }
        if (content.done != part.size() || content.crc.getValue() != part.crc()) {
            throw damaged(part);
        }
    }

    private void store(Part part, Content content) throws IOException {
        long start = dataStart(part);
        for (long done = 0; done < part.packed(); done += CHUNK) {
            byte[] bytes = read(start + done, (int) Math.min(CHUNK, part.packed() - done)).array();
            content.add(bytes, bytes.length);
        }
    }

    private void inflate(Part part, Content content) throws IOException {
        byte[] out = new byte[CHUNK];
        long from = dataStart(part);
        long end = from + part.packed();
        Inflater inflater = new Inflater(true);
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int count = (int) Math.min(CHUNK, end - from);
                    if (count == 0) {
                        throw damaged(part);
                    }
                    inflater.setInput(read(from, count).array());
                    from += count;
                }
                content.add(out, inflater.inflate(out));
                if (inflater.needsDictionary()) {
                    throw damaged(part);
                }
            }
            if (from < end || inflater.getRemaining() > 0) {
                throw damaged(part);
            }
        } catch (DataFormatException e) {
            throw damaged(part);
        } finally {
            inflater.end();
        }
    }

    /** What has been unpacked of an entry; never more than the entry is long. */
    private final class Content {
        private final Part part;
        private final byte @Nullable [] to;
        private final CRC32 crc = new CRC32();
        private long done;

        private Content(Part part, byte @Nullable [] to) {
            this.part = part;
            this.to = to;
        }

        private void add(byte[] bytes, int count) {
            if (count > part.size() - done) {
                throw damaged(part);
            }
            crc.update(bytes, 0, count);
            if (to != null) {
                System.arraycopy(bytes, 0, to, (int) done, count);
            }
            done += count;
        }
    }

    private ByteBuffer read(long from, int count) throws IOException {
        if (from < 0 || from + count > length) {
            throw refused("it is not a whole zip file");
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private String text(ByteBuffer bytes, int at, int count) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(at, count)).toString();
        } catch (CharacterCodingException e) {
            throw refused("a name in it is not UTF-8 text");
        }
    }

    private String safe(String path) {
        boolean elsewhere = path.isEmpty() || path.length() > LONGEST_PATH || path.startsWith("/")
                || path.indexOf('\\') >= 0 || path.matches("(?s)[A-Za-z]:.*")
                || path.codePoints().anyMatch(Character::isISOControl);
        for (String part : path.split("/")) {
            elsewhere |= part.equals("..") || part.equals(".") || part.isEmpty();
        }
        if (elsewhere) {
            throw refused("the path \"" + path.substring(0, Math.min(60, path.length())).replaceAll("\\p{Cntrl}", "?")
                    + "\" in it leads elsewhere");
        }
        return path;
    }

    private WorkspaceException damaged(Part part) {
        return refused(part.path() + " is damaged in it (its size or checksum does not match)");
    }

    private WorkspaceException refused(String why) {
        return new WorkspaceException(Kind.REFUSED, "The archive " + file + " is not read: " + why + ".");
    }
}
