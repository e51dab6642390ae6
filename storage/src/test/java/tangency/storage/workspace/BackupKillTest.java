package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that saves and backs up is killed inside a backup: what it said is there, and a backup either counts and is whole or is not listed. */
class BackupKillTest {
    @TempDir
    Path temp;

    @Test
    void killsInsideABackup() throws Exception {
        kill(2);
    }

    @Test
    @Tag("slow")
    void fiftyKillsInsideABackup() throws Exception {
        kill(50);
    }

    private void kill(int times) throws Exception {
        Path folder = temp.resolve("w");
        Random random = new Random(21);
        int saved = 0;
        for (int round = 0; round < times; round++) {
            Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                    Child.class.getName(), folder.toString()).redirectErrorStream(true).start();
            int begun = 0;
            String newest = "";
            try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] words = line.split(" ", 2);
                    assertThat(words[0]).as(line).isIn("saved", "backing-up", "backed-up");
                    switch (words[0]) {
                        case "saved" -> saved++;
                        case "backed-up" -> newest = words[1];
                        default -> {
                            if (++begun == 1 + round % 2) {
                                Thread.sleep(random.nextInt(400));
                                child.toHandle().destroyForcibly(); // and read on what it said before
                            }
                        }
                    }
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
            whole(folder, saved, newest);
        }
    }

    private static void whole(Path folder, int saved, String newest) {
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.check()).isEmpty();
            assertThat(workspace.list()).hasSizeGreaterThanOrEqualTo(saved);
        }
        List<Backup> backups = Workspace.backups(folder);
        assertThat(backups).allMatch(Backup::verified);
        if (!newest.isEmpty()) {
            assertThat(backups).extracting(Backup::name).contains(newest);
        }
        for (Backup backup : backups.subList(0, Math.min(2, backups.size()))) {
            try (Workspace view = Workspace.openBackup(folder, backup.name(), null)) {
                assertThat(view.check()).isEmpty();
            }
        }
    }

    /** Saves and backs up without end, and says what it does and what was acknowledged. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) {
            try (Workspace workspace = Workspace.open(Path.of(args[0]))) {
                for (int i = 0; true; i++) {
                    workspace.save("S" + i, "{\"i\":" + i + ",\"pad\":\"" + "x".repeat(200_000) + "\"}", "New");
                    say("saved " + i);
                    say("backing-up " + i);
                    say("backed-up " + workspace.backup().name());
                }
            }
        }

        private static void say(String line) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
