package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static tangency.storage.workspace.WorkspaceTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.h2.mvstore.MVStore;
import org.h2.mvstore.db.ValueDataType;
import org.h2.mvstore.tx.TransactionMap;
import org.h2.mvstore.tx.TransactionStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.storage.workspace.WorkspaceException.Kind;

/** Database files made by a stranger: nothing in them runs, reads or connects. */
class CraftedDatabaseTest {
    @TempDir
    static Path whole;

    @TempDir
    Path temp;

    @BeforeAll
    static void makeAWorkspace() {
        try (Workspace workspace = Workspace.open(whole)) {
            workspace.save("A", "{}", "New");
        }
    }

    static Stream<Arguments> crafted() {
        String trigger = "CREATE TRIGGER t BEFORE INSERT ON setting FOR EACH ROW AS $$ org.h2.api.Trigger create() throws Exception {"
                + " java.nio.file.Files.writeString(java.nio.file.Path.of(\"MARK\"), \"ran\");"
                + " return new org.h2.api.Trigger() { public void fire(java.sql.Connection c, Object[] a, Object[] b) {} }; } $$";
        String alias = "CREATE ALIAS f AS $$ String f() throws Exception {"
                + " java.nio.file.Files.writeString(java.nio.file.Path.of(\"MARK\"), \"ran\"); return \"x\"; } $$";
        return Stream.of(
                Arguments.of("a trigger with its source", List.of(trigger)),
                Arguments.of("a routine with its source", List.of(alias)),
                Arguments.of("a routine behind a view",
                        List.of(alias, "ALTER TABLE setting RENAME TO hidden",
                                "CREATE VIEW setting AS SELECT f() AS name, text, sha256 FROM hidden")),
                Arguments.of("a routine as a default",
                        List.of(alias, "ALTER TABLE setting ALTER COLUMN text SET DEFAULT f()")),
                Arguments.of("a linked table",
                        List.of("CREATE FORCE LINKED TABLE l('', 'jdbc:h2:MARK;INIT=CREATE TABLE x(a INT)', 'sa', '', 'x')")),
                Arguments.of("a file as a default",
                        List.of("ALTER TABLE setting ADD COLUMN stolen VARCHAR DEFAULT FILE_READ('/etc/passwd', 'UTF-8')")),
                Arguments.of("a file as a generated column",
                        List.of("ALTER TABLE setting ADD COLUMN stolen VARCHAR GENERATED ALWAYS AS (FILE_READ('/etc/passwd', 'UTF-8'))")),
                Arguments.of("a file in a check",
                        List.of("ALTER TABLE setting ADD CONSTRAINT c CHECK (LENGTH(FILE_READ('/etc/passwd')) > 0)")),
                Arguments.of("a file as a view", List.of("CREATE VIEW v AS SELECT * FROM CSVREAD('/etc/passwd')")),
                Arguments.of("a domain",
                        List.of("CREATE DOMAIN d AS VARCHAR DEFAULT FILE_READ('/etc/passwd', 'UTF-8')")),
                Arguments.of("a synonym", List.of("CREATE SYNONYM s FOR setting")),
                Arguments.of("a constant", List.of("CREATE CONSTANT c VALUE 1")),
                Arguments.of("another schema", List.of("CREATE SCHEMA other")),
                Arguments.of("a setting that costs memory", List.of("SET MAX_MEMORY_ROWS 10")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crafted")
    void whatCouldRun_isRefusedBeforeTheDatabaseOpensIt(String what, List<String> statements) throws IOException {
        Path folder = copy();
        Path mark = temp.resolve("ran");
        Path linked = temp.resolve("ran.mv.db");
        Sql.run(folder, statements.stream().map(sql -> sql.replace("MARK", mark.toString())).toArray(String[]::new));
        delete(mark);
        delete(linked);
        assertThat(refused(Kind.NOT_A_WORKSPACE, () -> Workspace.open(folder))).contains("not opened");
        assertThat(refused(Kind.NOT_A_WORKSPACE, () -> Workspace.salvage(folder))).contains("not opened");
        assertThat(mark).doesNotExist();
        assertThat(linked).doesNotExist();
    }

    private Path copy() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("w"));
        for (String name : List.of(Store.FILE, ManifestFile.NAME)) {
            Files.copy(whole.resolve(name), folder.resolve(name));
        }
        return folder;
    }

    private static void delete(Path file) {
        assertThat(!Files.exists(file) || file.toFile().delete()).isTrue();
    }

    @Test
    void aSchemaChangeThatWasCutOff_isLookedAtToo() throws IOException {
        Path folder = copy();
        Sql.run(folder, "CREATE VIEW v AS SELECT 1 AS x");
        // Deleted by a transaction that never ends: the database would bring it back.
        try (MVStore store = new MVStore.Builder().fileName(folder.resolve(Store.FILE).toString()).open()) {
            TransactionStore transactions = new TransactionStore(store, new ValueDataType());
            transactions.init();
            TransactionMap<Long, Object> schema = transactions.begin().openMap("table.0");
            Long view = schema.lastKey();
            assertThat(String.valueOf(schema.remove(view))).contains("VIEW");
            store.commit();
        }
        assertThat(refused(Kind.NOT_A_WORKSPACE, () -> Workspace.open(folder))).contains("VIEW");
    }

    @Test
    void statementsThatOnlyDescribe_areHarmless_othersAreNot() {
        assertThat(List.of("SET CREATE_BUILD 252",
                "CREATE CACHED TABLE \"PUBLIC\".\"A\"(\n    \"X\" CHARACTER VARYING(10) DEFAULT 'f()--' NOT NULL\n)",
                "ALTER TABLE \"PUBLIC\".\"A\" ADD CONSTRAINT \"PUBLIC\".\"C\" CHECK(\"X\" = 1) NOCHECK",
                "CREATE INDEX \"PUBLIC\".\"I\" ON \"PUBLIC\".\"A\"(\"X\" NULLS FIRST, \"Y\")"))
                .allMatch(SchemaGuard::harmless);
        assertThat(List.of("", "SET TRACE_LEVEL_FILE 3", "CREATE FORCE VIEW \"PUBLIC\".\"V\" AS SELECT 1",
                "CREATE CACHED TABLE \"PUBLIC\".\"A\"(\"X\" CHARACTER DEFAULT \"PUBLIC\".\"F\"())",
                "CREATE CACHED TABLE \"PUBLIC\".\"A\"(\"X\" CHARACTER DEFAULT \"F\" ())",
                "CREATE CACHED TABLE \"PUBLIC\".\"A\"(\"X\" CHARACTER DEFAULT FILE_READ('/x'))",
                "CREATE CACHED TABLE \"PUBLIC\".\"A\"(\"X\" INTEGER) ENGINE \"x\"",
                "CREATE CACHED TABLE \"PUBLIC\".\"A\"(\"X\" INTEGER -- \"\n DEFAULT F() --\"\n)",
                "CREATE CACHED TABLE \"PUBLIC\".\"A\"(\"X\" INTEGER /* \" */ DEFAULT F() /* \" */)",
                "CREATE CACHED TABLE \"PUBLIC\".\"A\"(\"X\" INTEGER); CREATE ALIAS F AS 'x'",
                "CREATE CACHED TABLE \"PUBLIC\".\"A\"(\"X\" INTEGER DEFAULT U&\"F\"())", "CREATE LINKED TABLE \"L\"()"))
                .noneMatch(SchemaGuard::harmless);
    }
}
