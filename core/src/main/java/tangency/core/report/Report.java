package tangency.core.report;

import java.util.List;

/**
 * A report: sections of text, tables and figures.
 *
 * @param title the scenario's name
 * @param subtitle what it is about, in a line
 * @param notice what a reader must know first (simulated data, no answer); empty where there is nothing
 */
public record Report(String title, String subtitle, String notice, List<Section> sections) {
    public Report {
        sections = List.copyOf(sections);
    }

    /** A headed part. */
    public record Section(String title, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    /** What a section is made of. */
    public sealed interface Block permits Text, Table, Figure {}

    /** A paragraph. */
    public record Text(String text) implements Block {}
}
