package tangency.app.cli;

import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tangency.app.diagnostics.Diagnostics;
import tangency.app.diagnostics.FaultLog;

/** {@code tangency diagnostics [--out ZIP]}. */
@Command(name = "diagnostics", description = "Write what is known about faults of the program, without any data.", mixinStandardHelpOptions = true)
final class DiagnosticsCommand extends Verb {
    private final FaultLog faults;

    @Mixin
    Output output = new Output();

    DiagnosticsCommand(FaultLog faults) {
        this.faults = faults;
    }

    @Override
    int carryOut() {
        Diagnostics diagnostics = Diagnostics.of(faults, Map.of());
        if (output.out == null) {
            output.write(diagnostics.text());
        } else {
            Output.save(output.out, diagnostics::write);
        }
        return ExitCode.DONE;
    }
}
