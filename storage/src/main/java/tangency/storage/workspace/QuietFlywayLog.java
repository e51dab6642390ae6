package tangency.storage.workspace;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.jspecify.annotations.Nullable;

/** Flyway narrates at INFO; nobody asked. Everything goes to DEBUG of the platform's logger: a failure reaches the caller as an exception anyway. */
public final class QuietFlywayLog implements LogCreator {

    @Override
    public Log createLogger(Class<?> owner) {
        return new Quiet(System.getLogger(owner.getName()));
    }

    private record Quiet(System.Logger logger) implements Log {
        @Override
        public void debug(String message) {
            logger.log(System.Logger.Level.DEBUG, message);
        }

        @Override
        public void info(String message) {
            debug(message);
        }

        @Override
        public void warn(String message) {
            debug(message);
        }

        @Override
        public void error(String message) {
            debug(message);
        }

        @Override
        public void error(String message, @Nullable Exception cause) {
            logger.log(System.Logger.Level.DEBUG, message, cause);
        }

        @Override
        public void notice(String message) {
            debug(message);
        }
    }
}
