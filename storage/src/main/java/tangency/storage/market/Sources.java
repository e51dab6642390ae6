package tangency.storage.market;

import java.io.IOException;
import java.nio.file.Path;

/** Where the paths of a scenario's market part lead. */
@FunctionalInterface
public interface Sources {
    /** Bytes of a file, or of all files of a folder: beyond what prices of ten thousand assets over ten years take. */
    long LARGEST = 256L << 20;

    /** Prefix of datasets kept in a workspace. */
    String WORKSPACE = "workspace:";

    /** Prefix of datasets shipped with the product. */
    String SAMPLE = "sample:";

    /**
     * The bytes behind a path.
     *
     * @throws java.nio.file.NoSuchFileException if there is nothing of this name; its reason says where it was sought
     *         and what there is
     * @throws IOException if it cannot be read
     */
    Source open(String path) throws IOException;

    /** Files and folders relative to {@code base}, usually the scenario's folder, and the shipped samples. */
    static Sources files(Path base) {
        SampleData samples = new SampleData();
        FileSources files = new FileSources(base);
        return path -> path.startsWith(SAMPLE) ? samples.open(path) : files.open(path);
    }

    /** These sources, with {@code workspace:NAME} led to {@code workspace} (which sees the whole path). */
    default Sources withWorkspace(Sources workspace) {
        return path -> path.startsWith(WORKSPACE) ? workspace.open(path) : open(path);
    }
}
