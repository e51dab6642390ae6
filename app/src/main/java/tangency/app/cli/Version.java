package tangency.app.cli;

import picocli.CommandLine.IVersionProvider;

/** The program's version. */
public final class Version implements IVersionProvider {
    /** As studies and reports state it. */
    public static final String ENGINE = "1.0.0";

    @Override
    public String[] getVersion() {
        return new String[]{"tangency " + ENGINE};
    }
}
