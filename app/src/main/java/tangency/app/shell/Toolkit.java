package tangency.app.shell;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;

/** Starts and ends JavaFX, with a display or without one. */
final class Toolkit {
    private Toolkit() {}

    /** Whether there is a display to open a window on: JavaFX draws through X11 on Linux, and always has one elsewhere. */
    static boolean hasDisplay() {
        if ("Headless".equalsIgnoreCase(System.getProperty("glass.platform"))) {
            return false;
        }
        String display = System.getenv("DISPLAY");
        return !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                || (display != null && !display.isBlank());
    }

    /**
     * Lets a frame repaint up to fifteen separate places before they are taken together: a drag changes a handle, a bar
     * here and a number there, and the rectangle around them all is the whole window. To be called before the toolkit starts.
     */
    static void repaintApart() {
        if (System.getProperty("prism.dirtyregioncount") == null) {
            System.setProperty("prism.dirtyregioncount", "15");
        }
    }

    /** Starts the toolkit without a display. Once per process, before any other use of JavaFX. */
    static void startHeadless() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        repaintApart();
        Platform.startup(() -> {});
        Platform.setImplicitExit(false);
    }

    /** Runs {@code work} on the FX thread and waits for it. Not for the FX thread. */
    static <T> T onFx(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.call());
            } catch (Exception | Error e) {
                // Goes to whoever waits.
                result.completeExceptionally(e);
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
