package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.WorkspaceException.Kind;

class WorkspaceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    @TempDir
    Path temp;

    @Test
    void whatIsSavedIsThereAfterReopening() {
        Saved saved;
        try (Workspace workspace = Workspace.open(temp.resolve("new/folder"), InstantSource.fixed(NOON))) {
            saved = workspace.save("Capped", "{\"a\":1}", "New");
            assertThat(saved.sha256()).isEqualTo("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
            assertThat(saved.savedAt()).isEqualTo(NOON);
            workspace.putSetting("last", saved.id());
        }
        try (Workspace workspace = Workspace.open(temp.resolve("new/folder"))) {
            assertThat(workspace.list()).containsExactly(saved);
            assertThat(workspace.load(saved.id())).isEqualTo("{\"a\":1}");
            assertThat(workspace.setting("last")).contains(saved.id());
            assertThat(workspace.setting("theme")).isEmpty();
            assertThat(workspace.check()).isEmpty();
        }
    }

    @Test
    void historyKeepsEveryVersionOnceAndSaysWhatTheEditWas() {
        try (Workspace workspace = Workspace.open(temp)) {
            Saved first = workspace.save("Caps", "{\"cap\":1}", "New");
            workspace.saveVersion(first.id(), "Caps", "{\"cap\":2}", "Raise tech cap");
            workspace.saveVersion(first.id(), "Caps", "{\"cap\":2}", "Nothing changed");
            workspace.saveVersion(first.id(), "Caps", "{\"cap\":1}", "Undo");
            List<Version> history = workspace.history(first.id());
            assertThat(history).extracting(Version::label).containsExactly("New", "Raise tech cap", "Undo");
            assertThat(history).extracting(Version::number).containsExactly(1, 2, 3);
            assertThat(workspace.loadVersion(first.id(), 2)).isEqualTo("{\"cap\":2}");
            assertThat(workspace.load(first.id())).isEqualTo("{\"cap\":1}");
            assertThat(workspace.list()).hasSize(1);
            refused(Kind.NOT_FOUND, () -> workspace.loadVersion(first.id(), 4));
            refused(Kind.NOT_FOUND, () -> workspace.loadVersion(first.id(), 0));
        }
    }

    @Test
    void renamedDuplicatedDeletedAndBroughtBackAfterReopening() {
        String a;
        Saved b;
        try (Workspace workspace = Workspace.open(temp)) {
            a = workspace.save("A", "{\"a\":1}", "New").id();
            assertThat(workspace.rename(a, "A, renamed").name()).isEqualTo("A, renamed");
            b = workspace.duplicate(a, "B");
            assertThat(b.id()).isNotEqualTo(a);
            workspace.saveVersion(b.id(), "B", "{\"b\":2}", "Edit");
            assertThat(workspace.load(a)).isEqualTo("{\"a\":1}");
            workspace.delete(b.id());
            assertThat(workspace.list()).extracting(Saved::name).containsExactly("A, renamed");
            assertThat(refused(Kind.NOT_FOUND, () -> workspace.load(b.id()))).contains("deleted");
            refused(Kind.NOT_FOUND, () -> workspace.delete(b.id()));
            refused(Kind.NOT_FOUND, () -> workspace.undelete("s-999999"));
        }
        try (Workspace workspace = Workspace.open(temp)) {
            workspace.undelete(b.id());
            assertThat(workspace.list()).extracting(Saved::name).containsExactly("A, renamed", "B");
            assertThat(workspace.history(b.id())).extracting(Version::label).containsExactly("Duplicated from " + a,
                    "Edit");
            assertThat(workspace.load(b.id())).isEqualTo("{\"b\":2}");
            assertThat(workspace.save("C", "{}", "New").id()).isNotIn(a, b.id());
        }
    }

    @Test
    void savingTheSameTextUnderAnotherNameRenames() {
        try (Workspace workspace = Workspace.open(temp)) {
            String id = workspace.save("A", "{}", "New").id();
            assertThat(workspace.saveVersion(id, "B", "{}", "Rename").name()).isEqualTo("B");
            assertThat(workspace.history(id)).hasSize(1);
        }
    }

    @Test
    void datasetsComeBackByteForByte() {
        byte[] bytes = new byte[3_000_001];
        new Random(7).nextBytes(bytes);
        byte[] empty = {};
        String deleted;
        try (Workspace workspace = Workspace.open(temp)) {
            workspace.putDataset("prices.csv", bytes);
            workspace.putDataset("nothing", "application/octet-stream", empty);
            DatasetInfo old = workspace.putDataset("assets.csv", "id\nA\n".getBytes(StandardCharsets.UTF_8));
            DatasetInfo fresh = workspace.putDataset("assets.csv", "id\r\nB\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(fresh.id()).isEqualTo(old.id());
            workspace.renameDataset("assets.csv", "holdings.csv");
            refused(Kind.REFUSED, () -> workspace.renameDataset("holdings.csv", "prices.csv"));
            deleted = workspace.deleteDataset("nothing");
            refused(Kind.NOT_FOUND, () -> workspace.dataset("nothing"));
        }
        try (Workspace workspace = Workspace.open(temp)) {
            assertThat(workspace.datasets()).extracting(DatasetInfo::name).containsExactly("prices.csv",
                    "holdings.csv");
            assertThat(workspace.dataset("prices.csv")).isEqualTo(bytes);
            assertThat(workspace.dataset("holdings.csv")).asString(StandardCharsets.UTF_8).isEqualTo("id\r\nB\r\n");
            assertThat(workspace.undeleteDataset(deleted).mediaType()).isEqualTo("application/octet-stream");
            assertThat(workspace.dataset("nothing")).isEmpty();
        }
    }

    @Test
    void studiesBelongToAVersion() {
        try (Workspace workspace = Workspace.open(temp)) {
            Saved one = workspace.save("A", "{\"a\":1}", "New");
            assertThat(workspace.study(one.id())).isEmpty();
            workspace.putStudy(one.id(), one.sha256(), "{\"answer\":1}");
            workspace.putStudy(one.id(), one.sha256(), "{\"answer\":2}");
            Saved two = workspace.saveVersion(one.id(), "A", "{\"a\":2}", "Edit");
            assertThat(workspace.study(one.id(), two.sha256())).isEmpty();
            workspace.putStudy(one.id(), two.sha256(), "{\"answer\":3}");
            assertThat(workspace.study(one.id()).orElseThrow().json()).isEqualTo("{\"answer\":3}");
            assertThat(workspace.study(one.id(), one.sha256()).orElseThrow().json()).isEqualTo("{\"answer\":2}");
            assertThatIllegalArgumentException().isThrownBy(() -> workspace.putStudy(one.id(), "0".repeat(64), "{}"));
        }
    }

    @Test
    void documentsOfSeveralMegabytes() {
        StringBuilder json = new StringBuilder("{\"matrix\":[");
        Random random = new Random(3);
        for (int i = 0; i < 150_000; i++) {
            json.append(i == 0 ? "" : ",").append(random.nextGaussian());
        }
        String text = json.append("],\"é\":\"\uD83D\uDE80\"}").toString();
        assertThat(text.length()).isGreaterThan(2_500_000);
        String id;
        try (Workspace workspace = Workspace.open(temp)) {
            id = workspace.save("Given", text, "New").id();
        }
        try (Workspace workspace = Workspace.open(temp)) {
            assertThat(workspace.load(id)).isEqualTo(text);
        }
    }

    @Test
    void hostileNamesAreStoredAsTheyAreOrRefused() {
        List<String> kept = List.of("'; DROP TABLE journal; --", "\"quoted\"", "<script>alert(1)</script>",
                "=cmd|' /C calc'!A0", "\uD83D\uDC69\u200D\uD83D\uDE80 emoji",
                "\u202Egnp.exe", "../../etc/passwd", "C:\\x", "%s %n ${x}", "x".repeat(200), "\uD83D\uDE80".repeat(200),
                "مرحبا", ":name ?");
        List<String> refused = List.of("", "  ", "a\nb", "a\u0000b", "\u001B[31mred", "a\u2028b", "x".repeat(201),
                "half \uD83D", "\uDE80 half");
        try (Workspace workspace = Workspace.open(temp)) {
            kept.forEach(name -> workspace.save(name, "{}", name));
            for (String name : refused) {
                refused(Kind.REFUSED, () -> workspace.save(name, "{}", "New"));
                refused(Kind.REFUSED, () -> workspace.putDataset(name, new byte[1]));
            }
            for (String name : List.of("../x", "a\\b", "..", ".", "/etc/passwd")) {
                refused(Kind.REFUSED, () -> workspace.putDataset(name, new byte[1]));
            }
            refused(Kind.REFUSED, () -> workspace.save("half", "{\"a\":\"\uD83D\"}", "New"));
            workspace.putSetting("'; --", "'\n\u0000\uD83D\uDE80");
        }
        try (Workspace workspace = Workspace.open(temp)) {
            assertThat(workspace.list()).extracting(Saved::name).containsExactlyElementsOf(kept);
            assertThat(workspace.setting("'; --")).contains("'\n\u0000\uD83D\uDE80");
        }
    }

    @Test
    void aClosedWorkspaceSaysSo() {
        Workspace workspace = Workspace.open(temp);
        String id = workspace.save("A", "{}", "New").id();
        workspace.close();
        workspace.close();
        refused(Kind.READ_ONLY, () -> workspace.save("B", "{}", "New"));
        refused(Kind.READ_ONLY, () -> workspace.load(id));
    }

    @Test
    void anInterruptedThreadLosesNothing() throws InterruptedException {
        try (Workspace workspace = Workspace.open(temp)) {
            List<Saved> acknowledged = new CopyOnWriteArrayList<>();
            Thread saving = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 60; i++) {
                    acknowledged.add(
                            workspace.save("S" + i, "{\"i\":" + i + ",\"pad\":\"" + "x".repeat(5000) + "\"}", "New"));
                }
            });
            while (saving.isAlive()) {
                saving.interrupt();
                Thread.sleep(1);
            }
            assertThat(acknowledged).hasSize(60);
            assertThat(workspace.check()).isEmpty();
        }
        try (Workspace workspace = Workspace.open(temp)) {
            assertThat(workspace.list()).hasSize(60);
            assertThat(workspace.check()).isEmpty();
        }
    }

    /** The message of the exception of that kind. */
    static String refused(Kind kind, Runnable attempt) {
        try {
            attempt.run();
        } catch (WorkspaceException e) {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("expected " + kind);
    }
}
