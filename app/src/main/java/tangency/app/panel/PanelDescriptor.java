package tangency.app.panel;

import org.kordamp.ikonli.Ikon;

/**
 * A kind of panel. The shell lists descriptors in its navigation rail and makes a panel when it is first shown.
 *
 * @param id short, stable, lower case with dashes; also the file name of pictures and the style id of the frame
 * @param title as the frame says it
 * @param help behind the frame's "?"
 * @param factory makes a panel on the FX thread
 */
public record PanelDescriptor(String id, String title, Group group, Ikon icon, Help help, Factory factory) {
    /** The groups of the navigation rail, in order. */
    public enum Group {
        DATA("Data"), RISK("Risk"), ALLOCATE("Allocate"), EXPLAIN("Explain"), TEST("Test"), DELIVER("Deliver");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * What a panel is about.
     *
     * @param definition what is shown and how to read it, in plain words
     * @param formula the defining formula, in text; empty where there is none
     * @param source paper or book
     * @param gestures what the hand can do, one per line
     */
    public record Help(String definition, String formula, String source, String gestures) {}

    /** Makes a panel. */
    @FunctionalInterface
    public interface Factory {
        Panel create(PanelContext context);
    }
}
