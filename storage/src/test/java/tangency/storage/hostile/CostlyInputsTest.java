package tangency.storage.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostlyInputsTest {
    /** Far above what all of them take together (a minute at most); only what grows faster than its input passes it. */
    private static final long MINUTES = 8;

    @TempDir
    Path temp;

    @Test
    void anEighthOfAMegabyteMadeToCost_isReadOrRefused_inASmallHeap() throws Exception {
        read("128", "-Xmx64m");
    }

    @Test
    @Tag("slow")
    void aMegabyteMadeToCost_isReadOrRefused_inAHeapOf256Megabytes() throws Exception {
        read("1024", "-Xmx256m");
    }

    private void read(String kilobytes, String heap) throws IOException, InterruptedException {
        Path said = temp.resolve("said");
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                CostlyInputs.class.getName(), kilobytes).redirectErrorStream(true).redirectOutput(said.toFile())
                .start();
        boolean ended = child.waitFor(MINUTES, TimeUnit.MINUTES);
        child.destroyForcibly();
        assertThat(ended).as(Files.readString(said)).isTrue();
        assertThat(Files.readString(said)).endsWith("done\n");
        assertThat(child.exitValue()).isZero();
    }
}
