package tangency.app.report;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import tangency.core.math.Matrix;

/** A large correlation matrix as a PNG of 256 colours. */
final class CorrelationPicture {
    private static final int COLOURS = 256;
    /** Pixels a side that viewers which smooth enlarged pictures need to show sharp cells. */
    private static final int SHARP = 900;

    private CorrelationPicture() {}

    /** @param labels one per row; the picture has at least a pixel per cell */
    static byte[] png(Matrix values, List<String> labels) {
        int n = labels.size();
        int cell = Math.ceilDiv(SHARP, n);
        BufferedImage image = new BufferedImage(n * cell, n * cell, BufferedImage.TYPE_BYTE_INDEXED, palette());
        WritableRaster raster = image.getRaster();
        int[] line = new int[n * cell];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < line.length; j++) {
                double value = Math.clamp(values.get(i, j / cell), -1, 1);
                line[j] = (int) Math.round((value + 1) / 2 * (COLOURS - 2));
            }
            for (int k = 0; k < cell; k++) {
                raster.setSamples(0, i * cell + k, line.length, 1, 0, line);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", stream)) {
                throw new IllegalStateException("The platform writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A picture in memory", e);
        }
        return bytes.toByteArray();
    }

    /** Colour k of the first 255 is that of 2 k / 254 - 1, so that 0 is white exactly. */
    private static IndexColorModel palette() {
        byte[] red = new byte[COLOURS];
        byte[] green = new byte[COLOURS];
        byte[] blue = new byte[COLOURS];
        for (int k = 0; k < COLOURS; k++) {
            int rgb = CorrelationColours.rgb(Math.min(1, 2.0 * k / (COLOURS - 2) - 1));
            red[k] = (byte) (rgb >> 16);
            green[k] = (byte) (rgb >> 8);
            blue[k] = (byte) rgb;
        }
        return new IndexColorModel(8, COLOURS, red, green, blue);
    }
}
