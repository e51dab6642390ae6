package tangency.core.report;

import java.util.List;

/**
 * A report: sections of text, tables and figures.
 *
 * @param title the scenario's name
 * @param subtitle what it is about, in a line
 * @param notices what a reader must know first (simulated data, no answer), a sentence each
 */
public record Report(String title, String subtitle, List<String> notices, List<Section> sections) {
    public Report {
        notices = List.copyOf(notices);
        sections = List.copyOf(sections);
    }

    /** A headed part. */
    public record Section(String title, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    /** What a section is made of. */
    public sealed interface Block permits Text, Code, KeyFigures, Table, Figure {}

    /** A paragraph. */
    public record Text(String text) implements Block {}

    /** Text whose line breaks and spaces count, such as a document. */
    public record Code(String text) implements Block {}

    /** The few numbers that a reader looks for first. */
    public record KeyFigures(List<KeyFigure> figures) implements Block {
        public KeyFigures {
            figures = List.copyOf(figures);
        }
    }

    /** A number with its name. */
    public record KeyFigure(String label, double value, Table.Format format) {}
}
