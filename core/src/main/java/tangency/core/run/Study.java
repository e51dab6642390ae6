package tangency.core.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.math.Vector;
import tangency.core.measure.Measures;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Certificate;
import tangency.core.solve.ConstraintState;

/**
 * What is written down of an answer.
 *
 * @param scenario as run, defaults filled in
 * @param status {@code optimal, inexact, infeasible, unbounded, failed}
 * @param assets ids in the order of the arrays
 * @param weights null where there is no answer
 * @param cash 1 - sum of weights
 * @param riskContributions shares of the model's risk measure, sum 1
 * @param conflict an irreducible set of constraint names where infeasible
 * @param relaxation the least change of each limit in {@code conflict} that alone would do
 * @param hierarchy clusters, band and distance of hierarchical models, null for others
 * @param explanation why the weights are what they are; null where there are none, or where it was not asked for
 */
public record Study(Scenario scenario, String status, @Nullable String message, List<String> assets,
        @Nullable Vector weights, @Nullable Double cash, @Nullable Double objective,
        @Nullable Certificate certificate, @Nullable Measures measures, @Nullable Vector riskContributions,
        List<ConstraintState> constraints, @Nullable List<String> conflict,
        @Nullable Map<String, Double> relaxation, @Nullable Hierarchy hierarchy,
        @Nullable StudyExplanation explanation, List<Finding> findings, RunInfo run) {
    /** Version of the document format. */
    public static final String FORMAT = "tangency-study/1";

    public Study {
        assets = List.copyOf(assets);
        constraints = List.copyOf(constraints);
        conflict = conflict == null ? null : List.copyOf(conflict);
        relaxation = relaxation == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(relaxation));
        findings = List.copyOf(findings);
    }

    /** A study in which nothing is explained. */
    public Study(Scenario scenario, String status, @Nullable String message, List<String> assets,
            @Nullable Vector weights, @Nullable Double cash, @Nullable Double objective,
            @Nullable Certificate certificate, @Nullable Measures measures, @Nullable Vector riskContributions,
            List<ConstraintState> constraints, @Nullable List<String> conflict,
            @Nullable Map<String, Double> relaxation, @Nullable Hierarchy hierarchy, List<Finding> findings,
            RunInfo run) {
        this(scenario, status, message, assets, weights, cash, objective, certificate, measures, riskContributions,
                constraints, conflict, relaxation, hierarchy, null, findings, run);
    }

    /** Whether there are weights. */
    public boolean answered() {
        return weights != null;
    }

    /**
     * How the answer came about: the part of a study that may differ from run to run.
     *
     * @param inputs name of each file read to its SHA-256
     */
    public record RunInfo(String engine, Map<String, String> inputs, Instant started, double milliseconds,
            int iterations) {
        public RunInfo {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }

    public Study withRun(RunInfo value) {
        return new Study(scenario, status, message, assets, weights, cash, objective, certificate, measures,
                riskContributions, constraints, conflict, relaxation, hierarchy, explanation, findings, value);
    }

    public Study withFindings(List<Finding> value) {
        return new Study(scenario, status, message, assets, weights, cash, objective, certificate, measures,
                riskContributions, constraints, conflict, relaxation, hierarchy, explanation, value, run);
    }

    public Study withExplanation(@Nullable StudyExplanation value) {
        return new Study(scenario, status, message, assets, weights, cash, objective, certificate, measures,
                riskContributions, constraints, conflict, relaxation, hierarchy, value, findings, run);
    }
}
