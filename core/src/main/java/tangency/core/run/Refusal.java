package tangency.core.run;

import java.util.List;

import tangency.core.market.Finding;
import tangency.core.scenario.Scenario;

/**
 * The data or the estimators do not allow an analysis.
 *
 * @param findings everything found, at least one of which refuses
 */
public record Refusal(Scenario scenario, List<Finding> findings) implements Preparation {
    public Refusal {
        findings = List.copyOf(findings);
    }
}
