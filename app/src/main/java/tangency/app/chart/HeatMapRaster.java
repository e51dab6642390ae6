package tangency.app.chart;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;

/**
 * Paints a square window of a matrix into a pixel buffer of its own, cell edges on whole pixels: one colour look-up per cell, one
 * copy per pixel row. A repaint of 470 × 470 cells costs about a millisecond. FX thread only.
 */
final class HeatMapRaster {
    private int size;
    private int[] pixels = {};
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private @Nullable WritableImage image;

    /**
     * Draws cells {@code firstRow … firstRow + span − 1} by {@code firstColumn …} of {@code values}, read through {@code order}, into
     * {@code side} × {@code side} pixels. A gap of one pixel in {@code gap} colour parts the cells when they are large.
     */
    Image draw(Matrix values, int[] order, int firstRow, int firstColumn, int span, int side, DivergingScale scale,
            int gap) {
        PixelBuffer<IntBuffer> target = prepare(side);
        int[] edges = new int[span + 1];
        for (int i = 0; i <= span; i++) {
            edges[i] = (int) ((long) i * side / span);
        }
        boolean gaps = side / span >= 14;
        double[] shared = values.shared();
        int columns = values.columns();
        for (int i = 0; i < span; i++) {
            int top = edges[i];
            int bottom = edges[i + 1];
            if (top == bottom) {
                continue;
            }
            int start = top * side;
            int offset = order[firstRow + i] * columns;
            for (int j = 0; j < span; j++) {
                int pixel = scale.pixel(shared[offset + order[firstColumn + j]]);
                int right = start + edges[j + 1];
                for (int k = start + edges[j]; k < right; k++) {
                    pixels[k] = pixel;
                }
                if (gaps) {
                    pixels[right - 1] = gap;
                }
            }
            for (int y = top + 1; y < bottom; y++) {
                System.arraycopy(pixels, start, pixels, y * side, side);
            }
            if (gaps) {
                Arrays.fill(pixels, (bottom - 1) * side, bottom * side, gap);
            }
        }
        target.updateBuffer(b -> null);
        if (image == null) {
            throw new IllegalStateException("No image was prepared");
        }
        return image;
    }

    private PixelBuffer<IntBuffer> prepare(int side) {
        PixelBuffer<IntBuffer> current = buffer;
        if (current == null || size != side) {
            size = side;
            pixels = new int[side * side];
            current = new PixelBuffer<>(side, side, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            buffer = current;
            image = new WritableImage(current);
        }
        return current;
    }
}
