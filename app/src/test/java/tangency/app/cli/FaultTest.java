package tangency.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.Workspace;

class FaultTest {
    @TempDir
    Path folder;

    @Test
    void anInternalFaultIsOneLine_thatSaysWhereItIsNoted() {
        for (Throwable fault : List.of(new IllegalStateException("row 5"), new OutOfMemoryError("Java heap space"),
                new StackOverflowError(), new AssertionError("negative variance"), new NoClassDefFoundError("X"))) {
            Cli.Result result = Cli.run((workspace, password) -> {
                if (fault instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) fault;
            });
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.out()).isEmpty();
            assertThat(result.complaints()).hasSize(1).first().asString()
                    .startsWith("tangency: internal fault: ").contains("diagnostics", "faults.log");
        }
        assertThat(Path.of("target", "diagnostics", "faults.log")).content().contains("command line\n");
    }

    @Test
    void aFullDiskIsOneLine_andNotTheUsersFault() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "no /dev/full on this system");
        Path scenario = Cli.file(folder, "s.json", "{\"format\":\"tangency-scenario/1\",\"name\":\"x\","
                + "\"market\":{\"prices\":\"sample:simulated-40/prices.csv\"},\"model\":{\"method\":\"equal-weight\"}}");
        for (List<Object> arguments : List.<List<Object>>of(List.of("solve", scenario, "--out", full),
                List.of("report", scenario, "--format", "html", "--out", full))) {
            Cli.Result result = Cli.run(arguments.toArray());
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.complaints()).hasSize(1).first().asString().contains("cannot be written", "/dev/full");
        }
    }

    @Test
    void aWorkspaceThatIsOpenElsewhereIsBadInput_toldInOneLine() {
        try (Workspace open = Workspace.open(folder)) {
            assertThat(open.list()).isEmpty();
            for (Cli.Result result : List.of(Cli.run((workspace, password) -> {
                Workspace.open(folder).close();
                return 0;
            }), Cli.run("workspace", "list", "--workspace", folder))) {
                assertThat(result.code()).isEqualTo(2);
                assertThat(result.out()).isEmpty();
                assertThat(result.complaints()).hasSize(1).first().asString().contains("open elsewhere");
            }
        }
    }

    @Test
    void diagnosticsAreWrittenAsTextOrZip() throws Exception {
        Cli.Result text = Cli.run("diagnostics");
        assertThat(text.code()).isZero();
        assertThat(text.out()).startsWith("Tangency: ").contains("Java: ");
        Path zip = folder.resolve("d.zip");
        assertThat(Cli.run("diagnostics", "--out", zip).code()).isZero();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(file.size()).isEqualTo(2);
        }
    }
}
