package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static tangency.storage.workspace.WorkspaceTest.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.WorkspaceException.Kind;

class DamageTest {
    @TempDir
    Path temp;
    Path folder = Path.of("");
    String a = "";
    String b = "";

    @BeforeEach
    void twoScenariosAndADataset() {
        folder = temp.resolve("w");
        try (Workspace workspace = Workspace.open(folder)) {
            a = workspace.save("Alpha", "{\"name\":\"Alpha\"}", "New").id();
            b = workspace.save("Beta", "{\"name\":\"Beta\",\"pad\":\"" + "x".repeat(20_000) + "\"}", "New").id();
            workspace.putDataset("prices.csv", "date,A\n2020-01-01,1\n".repeat(2000).getBytes(StandardCharsets.UTF_8));
            workspace.putSetting("theme", "dark");
        }
    }

    @Test
    void changedTextIsNamedTheRestIsUsableAndSavingRepairs() {
        Sql.run(folder,
                "UPDATE content_part SET bytes = STRINGTOUTF8(REPLACE(UTF8TOSTRING(bytes), 'Alpha', 'Alphb')) WHERE OCTET_LENGTH(bytes) < 30");
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(refused(Kind.DAMAGED, () -> workspace.load(a))).contains("Alpha").contains(a)
                    .contains("Everything else can be used");
            assertThat(workspace.load(b)).contains("Beta");
            assertThat(workspace.check()).singleElement()
                    .satisfies(d -> assertThat(d.what()).isEqualTo("version 1 of the scenario \"Alpha\" (" + a + ")"));
            workspace.saveVersion(a, "Alpha", "{\"name\":\"Alpha\"}", "Again");
            assertThat(workspace.load(a)).isEqualTo("{\"name\":\"Alpha\"}");
            assertThat(workspace.check()).isEmpty();
        }
    }

    @Test
    void changedDatasetAndSettingAreNamed() {
        Sql.run(folder,
                "UPDATE content_part SET bytes = SUBSTRING(bytes FROM 1 FOR 40) WHERE sha256 = (SELECT sha256 FROM journal WHERE name = 'prices.csv')",
                "UPDATE setting SET text = 'light'");
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(refused(Kind.DAMAGED, () -> workspace.dataset("prices.csv")))
                    .contains("the dataset \"prices.csv\"");
            refused(Kind.DAMAGED, () -> workspace.setting("theme"));
            assertThat(workspace.check()).extracting(Damage::what).containsExactly("the dataset \"prices.csv\"",
                    "the setting \"theme\"");
        }
    }

    @Test
    void aMissingChangeIsRefusedAndTheRestCanBeSalvaged() {
        Sql.run(folder, "DELETE FROM journal WHERE sequence = 1");
        assertThat(refused(Kind.DAMAGED, () -> Workspace.open(folder))).contains(folder.toString()).contains("missing");
        try (Workspace workspace = Workspace.salvage(folder)) {
            assertThat(workspace.list()).extracting(Saved::name).containsExactly("Beta");
            assertThat(workspace.load(b)).contains("Beta");
            assertThat(workspace.check()).isNotEmpty();
            refused(Kind.READ_ONLY, () -> workspace.save("C", "{}", "New"));
        }
        refused(Kind.DAMAGED, () -> Workspace.open(folder));
    }

    @Test
    void aChangedNameIsNoticed() {
        Sql.run(folder, "UPDATE journal SET name = 'Alphb' WHERE sequence = 1");
        assertThat(refused(Kind.DAMAGED, () -> Workspace.open(folder))).contains("Change 1 (Alphb)");
    }

    @Test
    void aForgedJournalDoesNotFitTheManifest() {
        Sql.run(folder, "DELETE FROM journal WHERE sequence = 3");
        assertThat(refused(Kind.DAMAGED, () -> Workspace.open(folder))).contains("manifest counts 3");
    }

    @Test
    void aWorkspaceIsNeverEmptyUnawares() throws IOException {
        Sql.run(folder, "DELETE FROM journal",
                "UPDATE manifest SET entries = 0, sequence = 0, chain = '" + Entry.GENESIS + "'");
        assertThat(refused(Kind.DAMAGED, () -> Workspace.open(folder))).contains("unexpectedly empty")
                .contains("3 changes");
        Sql.run(folder, "DROP ALL OBJECTS");
        assertThat(refused(Kind.DAMAGED, () -> Workspace.open(folder))).contains("damaged");
        Files.write(folder.resolve(Store.FILE), new byte[0]);
        assertThat(refused(Kind.DAMAGED, () -> Workspace.open(folder))).contains("is empty");
        Files.delete(folder.resolve(Store.FILE));
        assertThat(refused(Kind.DAMAGED, () -> Workspace.open(folder))).contains("is missing");
        assertThat(folder.resolve(Store.FILE)).doesNotExist();
    }

    @Test
    void anOlderStateOfTheFileIsNoticed() throws IOException {
        Path older = Files.copy(folder.resolve(Store.FILE), temp.resolve("older"));
        try (Workspace workspace = Workspace.open(folder)) {
            workspace.save("Gamma", "{}", "New");
        }
        Files.copy(older, folder.resolve(Store.FILE), StandardCopyOption.REPLACE_EXISTING);
        assertThat(refused(Kind.DAMAGED, () -> Workspace.open(folder))).contains("ends at change 3")
                .contains("4 changes were acknowledged");
    }

    @Test
    void aMarkLeftBehindByACrashIsCaughtUp() throws IOException {
        String mark = Files.readString(folder.resolve(ManifestFile.NAME));
        try (Workspace workspace = Workspace.open(folder)) {
            workspace.save("Gamma", "{}", "New");
        }
        Files.writeString(folder.resolve(ManifestFile.NAME), mark);
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.list()).hasSize(3);
        }
        assertThat(Files.readString(folder.resolve(ManifestFile.NAME))).startsWith("tangency-workspace/1 4 ");
    }
}
