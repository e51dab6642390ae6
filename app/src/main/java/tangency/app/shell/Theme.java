package tangency.app.shell;

import java.net.URL;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Scene;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/**
 * The two looks of the window: AtlantaFX's Primer in light and dark, a bridge that gives controlsfx and chartfx the Modena
 * colour names they ask for, and the colours of our own charts.
 *
 * <p>{@link #applyTo} styles one scene only, so that pictures of both themes can be drawn side by side.
 */
public enum Theme {
    LIGHT(new PrimerLight().getUserAgentStylesheet(), "light.css"), DARK(new PrimerDark().getUserAgentStylesheet(),
            "dark.css");

    private final String userAgentStylesheet;
    private final List<String> stylesheets;

    Theme(String userAgentStylesheet, String colours) {
        this.userAgentStylesheet = userAgentStylesheet;
        this.stylesheets = List.of(sheet(colours), sheet("bridge.css"), sheet("shell.css"));
    }

    /** The address of the base style sheet. */
    public String userAgentStylesheet() {
        return userAgentStylesheet;
    }

    /** The addresses of the sheets that go on top of the base one, in order. */
    public List<String> stylesheets() {
        return stylesheets;
    }

    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /** Styles {@code scene}; its other author sheets stay. Call on the FX thread. */
    public void applyTo(Scene scene) {
        scene.setUserAgentStylesheet(userAgentStylesheet);
        scene.getStylesheets().removeAll(other().stylesheets);
        for (int i = 0; i < stylesheets.size(); i++) {
            if (!scene.getStylesheets().contains(stylesheets.get(i))) {
                scene.getStylesheets().add(Math.min(i, scene.getStylesheets().size()), stylesheets.get(i));
            }
        }
    }

    /** Makes the base sheet that of every scene to come, dialogs and tool tips among them. */
    public void applyToApplication() {
        Application.setUserAgentStylesheet(userAgentStylesheet);
    }

    private static String sheet(String name) {
        URL url = Theme.class.getResource("/tangency/theme/" + name);
        if (url == null) {
            throw new IllegalStateException("The style sheet tangency/theme/" + name + " is not on the class path");
        }
        return url.toExternalForm();
    }
}
