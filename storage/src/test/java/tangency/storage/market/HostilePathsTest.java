package tangency.storage.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.scenario.MarketSpec;

/** Where the paths of a stranger's scenario may lead. */
@NullMarked
@Timeout(60)
class HostilePathsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temp;

    private MarketData load(String prices) {
        return MarketLoader.load(MarketSpec.prices(prices), Sources.files(temp));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/random", "../../../../../../../../dev/zero", "/dev/stdin"})
    void devicesAreNotRead(String path) {
        assumeTrue(Files.exists(Path.of("/dev/zero")));
        assertThat(load(path).findings()).anySatisfy(finding -> {
            assertThat(finding.refuses()).isTrue();
            assertThat(finding.message()).containsAnyOf("a device or a pipe", "no such file");
        });
    }

    @Test
    void aPipeThatNobodyWritesTo_isNotWaitedFor() throws Exception {
        Path pipe = temp.resolve("prices.csv");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(10, TimeUnit.SECONDS));
        } catch (IOException e) {
            assumeTrue(false, "no mkfifo here");
        }
        assumeTrue(Files.exists(pipe));
        assertThat(load("prices.csv").findings()).anyMatch(f -> f.message().contains("a device or a pipe"));
        Path folder = Files.createDirectory(temp.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("zero.csv"), Path.of("/dev/zero"));
        assertThat(load("folder").findings()).anyMatch(f -> f.message().contains("no CSV file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\\host\\share\\prices.csv", "//host/share/prices.csv"})
    void anotherMachineIsNotAsked(String path) {
        assertThat(load(path).findings()).filteredOn(Finding::refuses)
                .anySatisfy(finding -> assertThat(finding.message()).contains("another machine"));
    }

    @Test
    void aFileLargerThanIsRead_isRefusedUnread() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(temp.resolve("large.csv").toFile(), "rw")) {
            sparse.setLength(Sources.LARGEST + 1);
        }
        assertThat(load("large.csv").findings())
                .anyMatch(f -> f.refuses() && f.message().contains("at most 268435456 bytes"));
        Path folder = Files.createDirectory(temp.resolve("folder"));
        for (String name : new String[]{"a.csv", "b.csv"}) {
            try (RandomAccessFile sparse = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                sparse.setLength(Sources.LARGEST + 1);
            }
        }
        assertThat(load("folder").findings()).anyMatch(f -> f.refuses() && f.message().contains("at most"));
    }

    @Test
    void filesOfTheAnalystsOwn_areReadWhereverTheyAre() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Path prices = Files.writeString(elsewhere.resolve("p.csv"), "date,A\n2024-01-02,1\n2024-01-03,2\n");
        Files.createDirectory(temp.resolve("here"));
        for (String path : new String[]{prices.toString(), "elsewhere/p.csv", "here/../elsewhere/p.csv"}) {
            assertThat(load(path).prices().ids()).as(path).containsExactly("A");
        }
    }

    @Test
    void aFileThatHoldsNoPrices_isRefused_andLittleOfItTold() throws IOException {
        Files.writeString(temp.resolve("secret"), "root:x:0:0:root:/root:/bin/bash\nother:x:1:1::/:/bin/sh\n");
        assertThat(load("secret").prices().ids()).isEmpty();
        assertThat(load("secret").findings()).anyMatch(Finding::refuses)
                .noneMatch(f -> f.message().contains("/bin/bash"));
    }
}
