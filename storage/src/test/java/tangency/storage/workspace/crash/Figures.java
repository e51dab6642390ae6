package tangency.storage.workspace.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What the long runs measured, for the README: standard output, and {@code target/figures.txt}. */
final class Figures {
    private Figures() {}

    static void tell(String what, String figures) throws IOException {
        String line = what + ": " + figures + "\n";
        System.out.print(line);
        Path target = Path.of("target");
        if (Files.isDirectory(target)) {
            Files.writeString(target.resolve("figures.txt"), line, StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    static String percentiles(List<Long> milliseconds) {
        List<Long> sorted = milliseconds.stream().sorted().toList();
        return "median " + at(sorted, 0.5) + " ms, 99th percentile " + at(sorted, 0.99) + " ms, longest "
                + sorted.getLast() + " ms";
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
