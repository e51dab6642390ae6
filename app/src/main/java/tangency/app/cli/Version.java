package tangency.app.cli;

import picocli.CommandLine.IVersionProvider;
import tangency.core.run.Pipeline;

/** The program's version. */
public final class Version implements IVersionProvider {
    /** As studies and reports state it. */
    public static final String ENGINE = Pipeline.VERSION;

    @Override
    public String[] getVersion() {
        return new String[]{"tangency " + ENGINE};
    }
}
