package tangency.app.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

import javax.imageio.ImageIO;

import tangency.storage.file.WholeFile;

/**
 * Draws a panel or the whole window at any size and in either theme, with or without a display.
 *
 * <p>Why it is made this way, as tried on JavaFX 26.0.2 with {@code -Dglass.platform=Headless -Dprism.order=sw}: the headless
 * screen is about 1000 × 1000 pixels and a shown stage larger than that throws. {@link Scene#snapshot} of a scene that is not
 * shown works at 1920 × 1080 and settles CSS and layout, but runs no pulse, and chartfx draws its canvases from pulse listeners:
 * its charts come out blank. So the content is shown for some pulses in a small carrier stage at (0, 0), unmanaged and resized
 * to the size wanted (it overhangs the stage, which nobody minds), and then {@code Node.snapshot} takes all of it.
 *
 * <p>The toolkit must be running with {@link Platform#setImplicitExit(boolean) implicit exit} off, since the carrier may be the
 * only window.
 */
public final class PictureBooth {
    private static final int CARRIER = 120;
    private static final int SETTLING_PULSES = 4;

    private PictureBooth() {}

    /**
     * Draws what {@code content} makes, {@code width} × {@code height} pixels, once it has settled. The supplier is called on the
     * FX thread; call this on any other thread.
     */
    public static WritableImage draw(Supplier<? extends Parent> content, int width, int height, Theme theme) {
        if (Platform.isFxApplicationThread()) {
            throw new IllegalArgumentException("draw waits for pulses: call drawLater on the FX thread");
        }
        CompletableFuture<WritableImage> picture = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                forward(drawLater(content.get(), width, height, theme, () -> true), picture);
            } catch (RuntimeException | Error e) {
                picture.completeExceptionally(e);
            }
        });
        return picture.join();
    }

    /**
     * Draws {@code content} on the FX thread without waiting: the picture is complete some pulses after {@code ready} first
     * answers true (it is asked once per pulse, on the FX thread). The content must not be in a scene, and is free afterwards.
     */
    public static CompletableFuture<WritableImage> drawLater(Parent content, int width, int height, Theme theme,
            BooleanSupplier ready) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("A picture of " + width + " x " + height + " pixels");
        }
        CompletableFuture<WritableImage> picture = new CompletableFuture<>();
        // The sheet's ground: .root styles reach the carrier's root only, the content may be transparent.
        StackPane ground = new StackPane(content);
        ground.setStyle("-fx-background-color: -color-bg-default;");
        ground.setManaged(false);
        ground.resize(width, height);
        Scene scene = new Scene(new Pane(ground), CARRIER, CARRIER);
        theme.applyTo(scene);
        Stage carrier = new Stage(StageStyle.UNDECORATED);
        carrier.setScene(scene);
        carrier.setX(0);
        carrier.setY(0);
        scene.addPostLayoutPulseListener(new Runnable() {
            private int settled;

            @Override
            public void run() {
                try {
                    settled = ready.getAsBoolean() ? settled + 1 : 0;
                    if (settled > SETTLING_PULSES) {
                        scene.removePostLayoutPulseListener(this);
                        // Not here: a snapshot lays out again, and this is the end of a layout pass.
                        Platform.runLater(() -> take(ground, width, height, carrier, picture));
                    } else {
                        Platform.requestNextPulse();
                    }
                } catch (RuntimeException | Error e) {
                    scene.removePostLayoutPulseListener(this);
                    Platform.runLater(carrier::close);
                    picture.completeExceptionally(e);
                }
            }
        });
        carrier.show();
        Platform.requestNextPulse();
        return picture;
    }

    /** Writes a PNG file, making its directory. */
    public static void writePng(WritableImage picture, Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            WholeFile.write(file, stream -> {
                if (!ImageIO.write(SwingFXUtils.fromFXImage(picture, null), "png", stream)) {
                    throw new IOException("No PNG writer for " + file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the picture " + file, e);
        }
    }

    private static void take(StackPane ground, int width, int height, Stage carrier,
            CompletableFuture<WritableImage> picture) {
        try {
            SnapshotParameters parameters = new SnapshotParameters();
            parameters.setViewport(new Rectangle2D(0, 0, width, height));
            parameters.setFill(Color.TRANSPARENT);
            WritableImage image = ground.snapshot(parameters, new WritableImage(width, height));
            ground.getChildren().clear();
            picture.complete(image);
        } catch (RuntimeException | Error e) {
            picture.completeExceptionally(e);
        } finally {
            carrier.close();
        }
    }

    private static void forward(CompletableFuture<WritableImage> from, CompletableFuture<WritableImage> to) {
        from.whenComplete((image, problem) -> {
            if (problem != null) {
                to.completeExceptionally(problem);
            } else {
                to.complete(image);
            }
        });
    }
}
