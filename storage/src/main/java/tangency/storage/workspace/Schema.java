package tangency.storage.workspace;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** The tables a program knows and the way to them: SQL scripts, each applied once, in order. {@code locations} is where they are on the class path. */
record Schema(List<String> locations) {
    static final Schema CURRENT = new Schema(List.of("classpath:tangency/storage/workspace/migration"));

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
