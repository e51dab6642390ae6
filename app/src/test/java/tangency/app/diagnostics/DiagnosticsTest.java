package tangency.app.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.app.Toy;
import tangency.app.session.Session;
import tangency.core.scenario.MarketSpec;

class DiagnosticsTest {
    private static final List<String> MARKERS = List.of("Secret Fund", "0.073129", "ACME", "/home/alice", "alice");

    @TempDir
    Path folder;

    private FaultLog log() {
        return new FaultLog(folder.resolve("diagnostics"), () -> Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void aFaultIsNotedByKindAndPlace_withoutItsMessage() throws Exception {
        FaultLog log = log();
        Path file = log.note("solve", new IllegalStateException("Secret Fund has 0.073129 of ACME",
                new java.nio.file.NoSuchFileException("/home/alice/prices.csv")));
        String text = log.text();
        assertThat(file).isNotNull().hasContent(text);
        assertThat(text).startsWith("2026-01-02T03:04:05Z solve\njava.lang.IllegalStateException: (message left out)\n")
                .contains("tangency.app.diagnostics.DiagnosticsTest.aFaultIsNotedByKindAndPlace",
                        "caused by java.nio.file.NoSuchFileException: (message left out)");
        assertThat(MARKERS).noneMatch(text::contains);
    }

    @Test
    void messagesOfTheMachineItselfAreKept_othersOfTheSameKindAreNot() {
        assertThat(Redaction.of(new OutOfMemoryError("Java heap space"))).contains("Java heap space");
        assertThat(Redaction.of(new OutOfMemoryError("no room for Secret Fund"))).doesNotContain("Secret");
        assertThat(Redaction.of(new IndexOutOfBoundsException("Index 5 out of bounds for length 5")))
                .contains("Index 5");
        assertThat(Redaction.of(new IndexOutOfBoundsException("no ACME"))).doesNotContain("ACME");
        assertThat(Redaction.of(new NullPointerException("ACME"))).doesNotContain("ACME");
        Throwable circle = new IllegalStateException("a");
        circle.initCause(new IllegalStateException("b", circle));
        assertThat(Redaction.of(circle)).contains("caused by");
    }

    @Test
    void whatIsLogged_isNotedByWhoLoggedIt() {
        FaultLog log = log();
        log.listen();
        Logger logger = Logger.getLogger("tangency.test");
        logger.setUseParentHandlers(true);
        logger.log(Level.WARNING, "Importing /home/alice/ACME.csv", new IllegalArgumentException("Secret Fund"));
        logger.log(Level.SEVERE, "Weight 0.073129");
        logger.log(Level.INFO, "Quiet");
        assertThat(log.text()).contains("WARNING tangency.test", "SEVERE tangency.test", "IllegalArgumentException");
        assertThat(log.text().lines().filter(line -> line.startsWith("2026"))).hasSize(2);
        assertThat(MARKERS).noneMatch(log.text()::contains);
    }

    @Test
    void theFileStaysSmall_andAFaultThatRepeatsDoesNotFillIt() {
        FaultLog log = log();
        for (int i = 0; i < 10_000; i++) {
            log.note("frame", same());
        }
        assertThat(log.text().lines().filter(line -> line.startsWith("2026"))).hasSize(10);
        for (int i = 0; i < 3_000; i++) {
            IllegalStateException distinct = new IllegalStateException();
            distinct.setStackTrace(new StackTraceElement[]{new StackTraceElement("C" + i, "m", "C.java", i)});
            log.note("solve", distinct);
        }
        assertThat(log.text().length()).isLessThanOrEqualTo(100_000);
        assertThat(folder.resolve("diagnostics").resolve(FaultLog.FILE).toFile().length()).isLessThan(300_000);
    }

    private static RuntimeException same() {
        return new IllegalStateException("x");
    }

    @Test
    void whereNothingCanBeWritten_memoryHasToDo() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        FaultLog log = new FaultLog(file, () -> Instant.EPOCH);
        assertThat(log.note("solve", new IllegalStateException("x"))).isNull();
        assertThat(log.text()).contains("IllegalStateException");
    }

    @Test
    void theBundleHoldsWhatWasShown_andNothingOfTheUsers() throws Exception {
        FaultLog log = log();
        log.note("solve", new IllegalStateException("Secret Fund"));
        Diagnostics diagnostics = Diagnostics.of(log, Map.of("Window", "1440 x 900, dark"));
        Path zip = folder.resolve("d.zip");
        diagnostics.save(zip);
        StringBuilder all = new StringBuilder();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(file.entries());
            assertThat(entries).extracting(ZipEntry::getName).containsExactly("about.txt", "faults.txt");
            for (ZipEntry entry : entries) {
                all.append(new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(diagnostics.text().replace("\n\n", "\n")).isEqualTo(all.toString());
        assertThat(all.toString()).contains("Tangency: ", "Java: 25", "Memory: ", "Window: 1440 x 900, dark")
                .doesNotContain(System.getProperty("user.home"), System.getProperty("user.dir"), folder.toString());
        assertThat(MARKERS).noneMatch(all.toString()::contains);
    }

    @Test
    void aFaultAmongTheUsersDataTellsNothingOfIt() {
        FaultLog log = log();
        log.listen();
        Session session = new Session(Toy.scenario().withName("Secret Fund").withNotes("Bought ACME at 0.073129"),
                spec -> {
                    throw new IllegalStateException("/home/alice/prices.csv: ACME is 0.073129");
                }, Runnable::run, Runnable::run);
        session.edit("For alice", s -> s.withMarket(MarketSpec.prices("/home/alice/other.csv")));
        String text = Diagnostics.of(log, Map.of()).text();
        assertThat(text).contains("SEVERE tangency.app.session.Session", "java.lang.IllegalStateException");
        assertThat(MARKERS).noneMatch(text::contains);
    }

    @Test
    void optionsWithAPathAreLeftOut() {
        assertThat(Diagnostics.options(List.of("-Xmx2g", "-XX:+UseSerialGC", "-XX:HeapDumpPath=/home/alice/x",
                "-Dglass.platform=Headless", "-Dsecret=alice", "-javaagent:/home/alice/a.jar",
                "-Xlog:gc:file=alice.txt"))).isEqualTo("-Xmx2g -XX:+UseSerialGC -Dglass.platform=Headless");
        assertThat(Diagnostics.options(List.of())).isEqualTo("none");
    }
}
