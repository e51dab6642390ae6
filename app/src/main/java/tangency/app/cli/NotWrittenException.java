package tangency.app.cli;

import org.jspecify.annotations.Nullable;

/** A result that could not be written: the disk is full, the device is gone. Its message is the one line for standard error. */
final class NotWrittenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotWrittenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
