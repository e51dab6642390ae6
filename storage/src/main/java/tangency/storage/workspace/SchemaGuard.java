package tangency.storage.workspace;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.h2.engine.Database;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.db.ValueDataType;
import org.h2.mvstore.tx.Transaction;
import org.h2.mvstore.tx.TransactionStore;
import org.h2.mvstore.tx.VersionedValueType;
import org.h2.mvstore.type.LongDataType;
import org.h2.result.Row;
import org.h2.result.RowFactory;
import org.h2.result.SearchRow;
import org.h2.value.CompareMode;
import org.h2.value.TypeInfo;
import org.h2.value.Typed;
import org.h2.value.Value;
import org.h2.value.VersionedValue;
import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * Looks at a database file before the database does. H2 runs the statements of a file's schema while it opens the file: a trigger whose source stands
 * in it is compiled and run (H2 2.5.252, even with {@code h2.allowedClasses=none}), a linked table connects to wherever it says, a default may read any
 * file. So the statements are read from the storage below the database, and only tables, keys, indexes, plain checks and the one user are let through.
 */
final class SchemaGuard {
    private static final String SCHEMA = "table.0";
    private static final int STATEMENTS = 1_000;
    private static final int LONGEST = 100_000;

    private static final String USER = "CREATE USER ";

    private static final String NAME = "\"(?:[^\"]|\"\")*\"";

    /** A table and its columns, a name with what makes it a call, a text, a number, a word, a sign; anything else is wrong. No comments. */
    private static final Pattern TOKEN = Pattern.compile("\\s+|(?:TABLE|ON|REFERENCES) " + NAME + "\\." + NAME + "\\("
            + "|" + NAME
            + "(?<call>\\s*\\()?|'(?:[^']|'')*'|-?[0-9]+|(?<word>[A-Za-z_][A-Za-z_0-9]*)|[(),.=<>]|(?<wrong>.)",
            Pattern.DOTALL);

    private static final Pattern SETTING = Pattern.compile(
            "SET (CREATE_BUILD|WRITE_DELAY|RETENTION_TIME|DEFAULT_LOCK_TIMEOUT) \\d{1,9}");

    private static final Pattern BEGINNING = Pattern.compile(
            "(CREATE USER IF NOT EXISTS|CREATE CACHED TABLE|CREATE PRIMARY KEY|CREATE UNIQUE INDEX"
                    + "|CREATE UNIQUE NULLS DISTINCT INDEX|CREATE INDEX|ALTER TABLE) \"");

    private static final Set<String> WORDS = Set.of("CREATE", "USER", "IF", "NOT", "EXISTS", "SALT", "HASH", "ADMIN",
            "CACHED", "TABLE", "INTEGER", "BIGINT", "SMALLINT", "BOOLEAN", "CHARACTER", "BINARY", "VARYING", "DOUBLE",
            "PRECISION", "TIMESTAMP", "DATE", "DEFAULT", "CURRENT_TIMESTAMP", "NULL", "PRIMARY", "KEY", "UNIQUE",
            "INDEX", "ON", "NULLS", "FIRST", "LAST", "DISTINCT", "ALTER", "ADD", "CONSTRAINT", "FOREIGN", "REFERENCES",
            "CHECK", "NOCHECK", "AND", "OR", "IN", "TRUE", "FALSE");

    private SchemaGuard() {}

    /**
     * Returns if nothing in the schema of the database {@code file} can run: whether there is a schema at all. A file that lost its content opens as an
     * empty database; to look for that first keeps the database from writing to it.
     *
     * @param password what the file is encrypted with, in ASCII, wiped on return; null where it is not
     * @throws WorkspaceException {@link Kind#NOT_A_WORKSPACE} if something could; of another kind if the file cannot be read as a database
     */
    static boolean check(Path folder, Path file, char @Nullable [] password) {
        MVStore.Builder builder = new MVStore.Builder().fileName(file.toString()).readOnly();
        if (password != null) {
            builder.encryptionKey(password);
        }
        try (MVStore store = builder.open()) {
            if (!store.hasMap(SCHEMA)) {
                return false;
            }
            if (!statements(folder, store)) {
                // The database would take it for a new one, and write to it.
                throw Store.damaged(folder, "the schema of its database is not all there", null);
            }
            unfinished(folder, store);
            return true;
        } catch (MVStoreException e) {
            throw explained(folder, e);
        } catch (WorkspaceException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever bytes that were made to mislead can make of the reader.
            throw Store.damaged(folder, "the schema of its database cannot be read: " + e, e);
        }
    }

    /** @return whether the user is among them, which every database has from the first */
    private static boolean statements(Path folder, MVStore store) {
        RowFactory rows = RowFactory.getDefaultRowFactory().createRowFactory(null, CompareMode.getInstance(null, 0),
                null, new Typed[]{TypeInfo.TYPE_INTEGER, TypeInfo.TYPE_INTEGER, TypeInfo.TYPE_INTEGER,
                        TypeInfo.TYPE_VARCHAR},
                null, false);
        // The types are given, as the database gives them: those that the file names could show something else.
        MVMap<Long, VersionedValue<SearchRow>> schema = store.openMap(SCHEMA,
                new MVMap.Builder<Long, VersionedValue<SearchRow>>().keyType(LongDataType.INSTANCE)
                        .valueType(new VersionedValueType<SearchRow, Database>(rows.getRowDataType())));
        int count = 0;
        boolean user = false;
        for (Cursor<Long, VersionedValue<SearchRow>> cursor = schema.cursor(null); cursor.hasNext();) {
            cursor.next();
            if (++count > STATEMENTS) {
                throw refused(folder, "more than " + STATEMENTS + " statements");
            }
            row(folder, cursor.getValue().getCurrentValue());
            row(folder, cursor.getValue().getCommittedValue());
            user |= cursor.getValue().getCommittedValue() instanceof Row row
                    && row.getValue(3).getString().startsWith(USER);
        }
        return user;
    }

    /** What a transaction that was cut off would put back, the database puts back when it opens. */
    private static void unfinished(Path folder, MVStore store) {
        TransactionStore transactions = new TransactionStore(store, new ValueDataType());
        transactions.init();
        for (Transaction transaction : transactions.getOpenTransactions()) {
            for (Iterator<TransactionStore.Change> changes = transaction.getChanges(0); changes
                    .hasNext();) {
                TransactionStore.Change change = changes.next();
                if (SCHEMA.equals(change.mapName)) {
                    row(folder, change.value);
                }
            }
        }
    }

    private static void row(Path folder, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (!(value instanceof Row row) || row.getColumnCount() != 4
                || row.getValue(3).getValueType() != Value.VARCHAR) {
            throw refused(folder, "a schema of another shape");
        }
        String sql = row.getValue(3).getString();
        if (!harmless(sql)) {
            throw refused(folder, sql.substring(0, Math.min(60, sql.length())).replaceAll("\\s+", " "));
        }
    }

    /** Whether a statement can do nothing but describe tables. */
    static boolean harmless(String sql) {
        if (sql.length() > LONGEST) {
            return false;
        }
        if (sql.startsWith("SET ")) {
            return SETTING.matcher(sql).matches();
        }
        if (!BEGINNING.matcher(sql).lookingAt()) {
            return false;
        }
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            String word = token.group("word");
            if (token.group("call") != null || token.group("wrong") != null
                    || (word != null && !WORDS.contains(word))) {
                return false;
            }
        }
        return true;
    }

    private static WorkspaceException explained(Path folder, MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED -> FolderLock.elsewhere(folder);
            case DataUtils.ERROR_UNSUPPORTED_FORMAT -> Store.newer(folder, "its file format is not known", e);
            default -> Store.damaged(folder, "its database cannot be opened: " + e.getMessage(), e);
        };
    }

    private static WorkspaceException refused(Path folder, String what) {
        return new WorkspaceException(Kind.NOT_A_WORKSPACE, "The database in " + folder
                + " holds views, triggers or code, which a workspace never does (" + what
                + "). It was not made by this program and is not opened.");
    }
}
