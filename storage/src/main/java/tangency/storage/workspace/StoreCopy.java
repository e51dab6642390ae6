package tangency.storage.workspace;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A database written anew, row by row, beside the one it comes from: without the space that the old one no longer uses, and under another key if one is
 * given. Whoever relies on it reads it back first.
 */
final class StoreCopy {
    private static final int BATCH = 64;

    private StoreCopy() {}

    /** Writes and forces. @param to a file that is made, or replaced; closed on return */
    static void make(Store from, Database to, @Nullable FileKey key, Schema schema)
            throws IOException, SQLException {
        try (Store fresh = Store.create(to, key, schema)) {
            from.using(source -> fresh.using(target -> rows(source, target)));
            fresh.sync();
        }
        Disk.force(to.file());
    }

    private static void rows(Connection from, Connection to) throws SQLException {
        to.setAutoCommit(false);
        int since = 0;
        // One document at a time: a result is held in memory whole.
        for (String sha256 : contents(from)) {
            copy(from, to, "content", sha256);
            copy(from, to, "content_part", sha256);
            if (++since % BATCH == 0) {
                to.commit();
            }
        }
        copy(from, to, "journal", null);
        copy(from, to, "setting", null);
        try (PreparedStatement delete = to.prepareStatement("DELETE FROM manifest")) {
            delete.executeUpdate();
        }
        copy(from, to, "manifest", null);
        to.commit();
        to.setAutoCommit(true);
    }

    private static List<String> contents(Connection from) throws SQLException {
        List<String> hashes = new ArrayList<>();
        try (PreparedStatement select = from.prepareStatement("SELECT sha256 FROM content ORDER BY sha256");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                hashes.add(rows.getString(1));
            }
        }
        return hashes;
    }

    private static void copy(Connection from, Connection to, String table, @Nullable String sha256)
            throws SQLException {
        try (PreparedStatement select = from
                .prepareStatement("SELECT * FROM " + table + (sha256 == null ? "" : " WHERE sha256 = ?"))) {
            if (sha256 != null) {
                select.setString(1, sha256);
            }
            try (ResultSet rows = select.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                try (PreparedStatement insert = to.prepareStatement("INSERT INTO " + table + " VALUES ("
                        + String.join(", ", Collections.nCopies(columns, "?")) + ")")) {
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            insert.setObject(i, rows.getObject(i));
                        }
                        insert.executeUpdate();
                    }
                }
            }
        }
    }
}
