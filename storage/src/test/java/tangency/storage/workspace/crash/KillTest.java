package tangency.storage.workspace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.Backup;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.crash.Worker.Task;
import tangency.storage.workspace.crash.Worker.Work;

/**
 * A process that works on a workspace is killed (SIGKILL) at a random moment. The next one, a fresh process as well, finds what the first said was
 * acknowledged, all of it whole, and besides that at most what was in flight.
 */
class KillTest {
    /** So many kills hit one workspace before it is checked to the end and a new one begun. */
    private static final int EACH = 10;
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path temp;

    private final List<Long> milliseconds = new ArrayList<>();
    private final List<Long> processor = new ArrayList<>();
    private int acknowledged;
    private int whileOpening;

    @Test
    void nothingAcknowledgedIsLost() throws Exception {
        Children children = Children.plain(temp);
        new Killed(children, 1, Task.CHANGES, null).times(3);
    }

    @Test
    @Tag("slow")
    void fiveHundredKillsInChanges() throws Exception {
        kill(500, Task.CHANGES, "kill -9 in changes");
    }

    @Test
    @Tag("slow")
    void fiftyKillsInBackups() throws Exception {
        kill(50, Task.BACKUPS, "kill -9 in backups");
    }

    @Test
    @Tag("slow")
    void fiftyKillsInRestores() throws Exception {
        kill(50, Task.RESTORES, "kill -9 in restores");
    }

    /** After changes, backups and restores, some of them cut short, nothing readable lies in the workspace, beside it or in what the processes said. */
    @Test
    void whatIsEncryptedIsNowhereReadable() throws Exception {
        Children children = Children.plain(temp);
        new Killed(children, 1, Task.BACKUPS, PASSWORD).times(1);
        new Killed(children, 2, Task.RESTORES, PASSWORD).times(1);
        assertThat(acknowledged).as("operations").isGreaterThan(10);
        List<Path> files;
        try (Stream<Path> all = Files.walk(temp)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(6).allSatisfy(file -> {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String marker : List.of("Scenario ", "{\"unique\":", PASSWORD)) {
                assertThat(bytes.contains(marker)).as("%s in %s", marker, file).isFalse();
                assertThat(bytes.contains(String.join("\0", marker.split("")))).as("%s in %s", marker, file).isFalse();
            }
        });
    }

    /** Every third workspace is encrypted. */
    private void kill(int kills, Task task, String what) throws Exception {
        Children children = Children.archived(temp);
        for (int i = 0; i < kills / EACH; i++) {
            new Killed(children, i, task, i % 3 == 2 ? PASSWORD : null).times(EACH);
        }
        Figures.tell(what, kills + " kills, " + whileOpening + " of them while opening; " + acknowledged
                + " acknowledged, 0 lost; reopened in " + Figures.percentiles(milliseconds)
                + "; of the processor " + Figures.percentiles(processor));
    }

    /** One workspace, and what is known of it. */
    private final class Killed {
        private final Children children;
        private final Path folder;
        private final Task task;
        private final @Nullable String password;
        private final Random random;
        private final int number;

        /** What may be found next. */
        private List<Model> possible = List.of(Model.EMPTY);
        private final Map<String, Model> backups = new LinkedHashMap<>();

        Killed(Children children, int number, Task task, @Nullable String password) {
            this.children = children;
            this.folder = temp.resolve(task + "-" + number);
            this.task = task;
            this.password = password;
            this.random = new Random(number);
            this.number = number;
        }

        void times(int kills) throws Exception {
            if (task == Task.RESTORES) {
                follow(run(Task.FEW, 999, Integer.MAX_VALUE, 0), 999);
                try (Workspace workspace = Worker.open(folder, password)) {
                    backups.put(workspace.backup().name(), possible.getFirst());
                }
            }
            for (int kill = 0; kill < kills; kill++) {
                boolean opening = random.nextInt(5) == 0;
                int lines = opening ? 0 : 1 + random.nextInt(task == Task.CHANGES ? 50 : 8);
                int more = random.nextInt(opening ? 700 : task == Task.CHANGES ? 30 : 200);
                long seed = 1_000L * number + kill;
                follow(run(task, seed, lines, more), seed);
                backupsAreThere();
            }
            follow(run(Task.NONE, 0, Integer.MAX_VALUE, 0), 0);
            try (Workspace workspace = Worker.open(folder, password)) {
                assertThat(workspace.check()).isEmpty();
                assertThat(Model.of(workspace)).isEqualTo(possible.getFirst());
            }
        }

        /** What a child says that is killed some milliseconds after so many lines. */
        private List<String> run(Task does, long seed, int lines, int milliseconds) throws Exception {
            Path errors = temp.resolve("errors");
            List<String> arguments = new ArrayList<>(
                    List.of(folder.toString(), String.valueOf(seed), does.name()));
            if (password != null) {
                arguments.add(password);
            }
            Process child = children.start(Worker.class, errors, arguments.toArray(String[]::new));
            List<String> said = new ArrayList<>();
            try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                if (lines == 0) {
                    Thread.sleep(milliseconds);
                    child.toHandle().destroyForcibly(); // and read on: Process would close the stream on lines it said before
                }
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    said.add(line);
                    if (said.size() == lines) {
                        Thread.sleep(milliseconds);
                        child.toHandle().destroyForcibly();
                    }
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
            assertThat(errors).as("%s, seed %d, after %s", folder, seed, said).isEmptyFile();
            if (said.isEmpty()) {
                assertThat(lines).as("silent, though it was not killed while it opened").isZero();
                whileOpening++;
            }
            return said;
        }

        /** Reckons from what a child said what may be there. */
        private void follow(List<String> said, long seed) {
            Work work = new Work(seed, Model.EMPTY);
            for (String line : said) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "open" -> {
                        work = work.from(possible.stream().filter(m -> m.hash().equals(words[3])).findFirst()
                                .orElseThrow(() -> new AssertionError(folder + ", seed " + seed
                                        + ": what was acknowledged is not what is there")));
                        milliseconds.add(Long.parseLong(words[1]));
                        processor.add(Long.parseLong(words[2]));
                        possible = List.of(work.model());
                    }
                    case "done" -> {
                        work.made(work.next());
                        possible = List.of(work.model());
                        acknowledged++;
                    }
                    case "backing" -> {
                    }
                    case "backup" -> {
                        backups.put(words[1], work.model());
                        acknowledged++;
                    }
                    case "restoring" -> possible = List.of(work.model(), newestBackup());
                    case "restored" -> {
                        possible = List.of(newestBackup());
                        acknowledged++;
                    }
                    default -> throw new IllegalStateException(line);
                }
            }
            if (!said.isEmpty() && said.getLast().matches("(open|done|backup) .*|done")) {
                possible = List.of(work.model(), work.next().on(work.model()));
            }
        }

        private Model newestBackup() {
            return List.copyOf(backups.values()).getLast();
        }

        /** Those that were acknowledged and not let go of for newer ones are whole; of one in flight there is nothing, or all. */
        private void backupsAreThere() {
            List<Backup> listed = Workspace.backups(folder);
            assertThat(listed).allMatch(Backup::verified);
            List<String> newest = new ArrayList<>(backups.keySet()).reversed().stream().limit(9).toList();
            assertThat(listed).extracting(Backup::name).containsAll(newest);
            for (Backup backup : listed.reversed()) {
                try (Password secret = Worker.secret(password);
                        Workspace workspace = Workspace.openBackup(folder, backup.name(), secret)) {
                    Model model = Model.of(workspace);
                    Model known = backups.putIfAbsent(backup.name(), model);
                    assertThat(model).isIn(known == null ? possible : List.of(known));
                }
            }
        }
    }
}
