package tangency.storage.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import tangency.core.market.Finding;
import tangency.storage.document.DocumentException;
import tangency.storage.document.ScenarioCodec;
import tangency.storage.document.StudyCodec;
import tangency.storage.market.AssetReader;
import tangency.storage.market.FactorReader;
import tangency.storage.market.PriceReader;
import tangency.storage.workspace.Exchange;
import tangency.storage.workspace.WorkspaceException;

/** The readers of files from strangers, as a fuzzer calls them: whatever the bytes, they return, or refuse as they say they do. */
public final class Readers {
    private static final Path SCRATCH = scratch();

    private Readers() {}

    /** Prices, returns, volumes and factors, as one file and as a download in a folder. */
    public static String prices(byte[] bytes) {
        List<Finding> findings = PriceReader.read("f.csv", bytes, false).findings();
        PriceReader.read("f.csv", bytes, true);
        PriceReader.readVolumes("f.csv", bytes);
        PriceReader.readFolder("folder", Map.of("f.csv", bytes));
        FactorReader.read("f.csv", bytes);
        return outcome(findings);
    }

    public static String assets(byte[] bytes) {
        return outcome(AssetReader.read("f.csv", bytes).findings());
    }

    public static String scenario(byte[] bytes) {
        try {
            String json = ScenarioCodec.canonical(ScenarioCodec.read(new String(bytes, UTF_8), "f.json"));
            if (!ScenarioCodec.canonical(ScenarioCodec.read(json, "again.json")).equals(json)) {
                throw new IllegalStateException("what was written reads as something else");
            }
            return "read";
        } catch (DocumentException e) {
            return "refused: " + e.problems().getFirst();
        }
    }

    public static String study(byte[] bytes) {
        try {
            StudyCodec.read(new String(bytes, UTF_8), "f.json");
            return "read";
        } catch (DocumentException e) {
            return "refused: " + e.problems().getFirst();
        }
    }

    /** An archive, and whatever scenarios are in it. */
    public static String zip(byte[] bytes) {
        try {
            Path file = Files.write(SCRATCH, bytes);
            for (Exchange.Document document : Exchange.readZip(file).documents()) {
                document.bytes();
                if (document.sort() == Exchange.Sort.SCENARIO) {
                    document.text();
                }
            }
            return "read";
        } catch (WorkspaceException e) {
            if (e.kind() != WorkspaceException.Kind.REFUSED) {
                throw e;
            }
            return "refused: " + e.getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path scratch() {
        try {
            Path file = Files.createTempFile("fuzzed", ".zip");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outcome(List<Finding> findings) {
        long length = findings.stream().mapToLong(f -> f.message().length() + f.where().length()).sum();
        if (length > 1_000_000) {
            throw new IllegalStateException("the findings say " + length + " characters");
        }
        return findings.stream().filter(Finding::refuses).findFirst()
                .map(f -> "refused: " + f.where() + ": " + f.message())
                .orElse("read");
    }
}
