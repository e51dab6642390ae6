package tangency.storage.workspace;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * The tables a program knows and the way to them: SQL scripts, each applied once, in order.
 *
 * @param locations where the scripts are on the class path
 * @param newest the version of the last of them
 */
record Schema(List<String> locations, String newest) {
    static final Schema CURRENT = new Schema(List.of("classpath:tangency/storage/workspace/migration"), "1");
    private static final String LAST = "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"success\""
            + " ORDER BY \"installed_rank\" DESC FETCH FIRST ROW ONLY";

    private Flyway flyway(DataSource source) {
        return Flyway.configure().loggers(QuietFlywayLog.class.getName()).dataSource(source)
                .locations(locations.toArray(String[]::new)).load();
    }

    /** Brings a database that nobody needs yet (a new one, a copy) to this schema, in place. */
    void migrate(DataSource source) {
        flyway(source).migrate();
    }

    /** How a database stands to this schema: {@code found} is null where it has none of the scripts. */
    record State(@Nullable String found, String known, boolean older, boolean newer) {}

    State state(Connection connection, DataSource source) {
        // Nearly always: Flyway, which looks through the class path, would take longer than all else in opening.
        return newest.equals(last(connection)) ? new State(newest, newest, false, false) : state(source);
    }

    /** The version of the script that was applied last; null where that cannot be read, which Flyway then explains. */
    private static @Nullable String last(Connection connection) {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(LAST)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            return null;
        }
    }

    /** As {@link #state(Connection, DataSource)}, by the scripts themselves. */
    State state(DataSource source) {
        var info = flyway(source).info();
        MigrationInfo current = info.current();
        MigrationVersion known = Arrays.stream(info.all())
                .filter(m -> !m.getScript().isEmpty() && m.getState().isResolved())
                .map(MigrationInfo::getVersion).max(MigrationVersion::compareTo).orElse(MigrationVersion.EMPTY);
        MigrationVersion found = current == null ? MigrationVersion.EMPTY : current.getVersion();
        return new State(current == null ? null : found.toString(), known.toString(), known.isNewerThan(found),
                found.isNewerThan(known));
    }
}
