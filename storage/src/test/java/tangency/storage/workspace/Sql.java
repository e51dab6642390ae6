package tangency.storage.workspace;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Goes behind a closed workspace's back. */
final class Sql {
    private Sql() {}

    static void run(Path folder, String... statements) {
        try (Connection connection = DriverManager
                .getConnection("jdbc:h2:" + folder.resolve(Store.DATABASE) + ";WRITE_DELAY=0", "tangency", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
