package tangency.app.report;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer.SvgScriptMode;
import com.openhtmltopdf.util.XRLog;
import tangency.core.report.Report;

/** Writes a report as a PDF on A4, fonts embedded. */
public final class PdfReport {
    private static final String SANS = "Liberation Sans";
    private static final String MONO = "Liberation Mono";
    /** Stands for characters that the fonts lack. */
    private static final String UNKNOWN = "□";

    private PdfReport() {}

    /** The file's bytes; date and document id differ from call to call. */
    public static byte[] write(Report report) {
        XRLog.setLoggingEnabled(false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (BatikSVGDrawer drawer = new BatikSVGDrawer(SvgScriptMode.SECURE, Set.of("data"))) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            font(builder, "LiberationSans-Regular.ttf", SANS, 400);
            font(builder, "LiberationSans-Bold.ttf", SANS, 700);
            font(builder, "LiberationMono-Regular.ttf", MONO, 400);
            builder.useSVGDrawer(drawer);
            builder.useReplacementText(UNKNOWN);
            builder.withProducer("Tangency");
            // For archives; also keeps the renderer from searching the machine for fonts.
            builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_U);
            builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
            // Nothing is fetched: a report needs nothing, and names in it are no addresses.
            builder.useUriResolver((base, uri) -> uri.startsWith("data:") || uri.startsWith("#") ? uri : null);
            builder.withW3cDocument(ReportPage.of(report, ReportPage.Medium.PAPER), "");
            builder.toStream(bytes);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException("A document in memory", e);
        }
        return bytes.toByteArray();
    }

    private static void font(PdfRendererBuilder builder, String file, String family, int weight) {
        builder.useFont(() -> open("/tangency/report/fonts/" + file), family, weight, FontStyle.NORMAL, true,
                EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG));
    }

    private static InputStream open(String path) {
        InputStream stream = PdfReport.class.getResourceAsStream(path);
        if (stream == null) {
            throw new IllegalStateException("The class path has no " + path);
        }
        return stream;
    }
}
