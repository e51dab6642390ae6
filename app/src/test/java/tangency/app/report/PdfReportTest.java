package tangency.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfReportTest {
    @Test
    void titleWeightsAndPageNumbers_areText() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(PdfReport.write(Reports.two()))) {
            String text = new PDFTextStripper().getText(pdf).replace('\u00a0', ' ');
            assertThat(text).contains("Two assets", "66.7 %", "33.3 %", "−50.40 %", "Status: optimal.",
                    "1 / " + pdf.getNumberOfPages());
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Two assets");
        }
    }

    @Test
    void fonts_areEmbedded_andPagesAreA4() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(PdfReport.write(Reports.two()))) {
            int fonts = 0;
            for (PDPage page : pdf.getPages()) {
                fonts += embedded(page.getResources());
                assertThat(page.getMediaBox().getWidth()).isCloseTo(PDRectangle.A4.getWidth(),
                        org.assertj.core.data.Offset.offset(1f));
            }
            assertThat(fonts).isPositive();
        }
    }

    private static int embedded(PDResources resources) throws IOException {
        int fonts = 0;
        for (COSName name : resources.getFontNames()) {
            assertThat(resources.getFont(name).isEmbedded()).as(resources.getFont(name).getName()).isTrue();
            fonts++;
        }
        for (COSName name : resources.getXObjectNames()) {
            PDXObject object = resources.getXObject(name);
            if (object instanceof PDFormXObject form && form.getResources() != null) {
                fonts += embedded(form.getResources());
            }
        }
        return fonts;
    }

    @Test
    void hostileNames_areText() throws IOException {
        byte[] bytes = PdfReport.write(Reports.of(Reports.TWO.replace("NAME", "<script>alert(1)</script>")
                .replace("FIRST", "<img src='file:///etc/passwd'/>")));
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            String text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("<script>alert(1)</script>", "<img src='file:///etc/passwd'/>");
            assertThat(text).doesNotContain("root:");
        }
    }

    @Test
    void aLargeMap_isInThePdfAsAPicture() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(PdfReport.write(Reports.large(80)))) {
            int pictures = 0;
            for (PDPage page : pdf.getPages()) {
                pictures += pictures(page.getResources());
            }
            assertThat(pictures).isPositive();
        }
    }

    private static int pictures(PDResources resources) throws IOException {
        int pictures = 0;
        for (COSName name : resources.getXObjectNames()) {
            PDXObject object = resources.getXObject(name);
            pictures += object instanceof PDFormXObject form && form.getResources() != null
                    ? pictures(form
                            .getResources())
                    : resources.isImageXObject(name) ? 1 : 0;
        }
        return pictures;
    }

    @Test
    void anInfeasibleStudy_isReported() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(PdfReport.write(Reports.infeasible()))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Small pieces", "infeasible");
        }
    }
}
