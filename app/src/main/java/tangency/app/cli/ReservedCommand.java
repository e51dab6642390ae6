package tangency.app.cli;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A verb whose name is kept for a later version: refused plainly, whatever follows it. */
@Command(hidden = true)
final class ReservedCommand extends Verb {
    static final List<String> VERBS = List.of("dynamics", "tail", "backtest", "factors", "liquidity", "attribute",
            "regimes", "learn", "sweep");

    @Unmatched
    List<String> rest = new ArrayList<>();

    @Override
    int carryOut() {
        throw new BadInputException("'" + commandLine().getCommandSpec().qualifiedName().substring("tangency ".length())
                + "' is not available in this version; see tangency --help for the verbs");
    }
}
