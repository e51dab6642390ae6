package tangency.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {
    private static final String SCENARIO = """
            {"format": "tangency-scenario/1", "name": "Two", "market": null, "universe": ["A", "B"],
             "estimates": {"mean": {"method": "given", "values": {"A": 0.001, "B": 0.002}},
                           "covariance": {"method": "given", "matrix": [[0.0004, 0.0], [0.0, 0.0004]]}},
             "model": {"method": "mean-risk", "goal": "minimise-risk"},
             "constraints": [{"name": "Whole", "type": "budget", "equals": 1.0},
                             {"name": "Caps", "type": "bounds", "min": 0, "max": MAX}]}
            """;

    @TempDir
    Path folder;

    private Path scenario;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        scenario = Files.writeString(folder.resolve("s.json"), SCENARIO.replace("MAX", "1"));
    }

    @Test
    void everyFormat_isWritten_andStandardOutputStaysEmpty() throws IOException {
        assertThat(run("--format", "html", "--out", "r.html")).isZero();
        assertThat(run("--format", "PDF", "--out", "r.pdf")).isZero();
        assertThat(run("--format", "xlsx", "--out", "r.xlsx")).isZero();
        assertThat(Files.readString(folder.resolve("r.html"))).contains("50.0\u00a0%");
        assertThat(start("r.pdf")).isEqualTo("%PDF");
        assertThat(start("r.xlsx")).startsWith("PK");
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void withoutAFormat_theEndingDecides() throws IOException {
        assertThat(run("--out", "r.pdf")).isZero();
        assertThat(start("r.pdf")).isEqualTo("%PDF");
        assertThat(run("--out", "r.doc")).isEqualTo(2);
        assertThat(err.toString()).contains("r.doc").contains("--format");
    }

    @Test
    void anInfeasibleScenario_isReported_andTheExitCodeSaysNo() throws IOException {
        Files.writeString(scenario, SCENARIO.replace("MAX", "0.3"));
        assertThat(run("--out", "r.html")).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("r.html"))).contains("infeasible", "Caps", "Whole");
    }

    @Test
    void badInput_isOneLine_andNothingIsWritten() throws IOException {
        Files.writeString(scenario, SCENARIO.replace("MAX", "\"much\""));
        assertThat(run("--out", "r.html")).isEqualTo(2);
        assertThat(folder.resolve("r.html")).doesNotExist();
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(run("--out", "nowhere/r.html")).isEqualTo(2);
    }

    private String start(String file) throws IOException {
        return new String(Files.readAllBytes(folder.resolve(file)), 0, 4, StandardCharsets.ISO_8859_1);
    }

    /** Runs the verb; the last argument is a file in the test's folder. */
    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "report";
        all[1] = scenario.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 1] = folder.resolve(all[all.length - 1]).toString();
        CommandLine line = TangencyCommand.commandLine((workspace, password) -> 0,
                new tangency.app.diagnostics.FaultLog(folder, java.time.InstantSource.system()));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(all);
    }
}
