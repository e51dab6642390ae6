package tangency.core.solve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.math.Vector;

/** The answer to a model: a problem without an answer is an answer of another kind, never an exception. */
public sealed interface Solution {
    /** The name in the study document. */
    String status();

    /** An answer with weights. */
    sealed interface Weighted extends Solution {
        Vector weights();

        double objective();

        Certificate certificate();

        List<ConstraintState> constraints();

        int iterations();

        /** What else the solver knows of its answer. */
        Remarks remarks();

        /** The same answer with other remarks. */
        default Weighted with(Remarks value) {
            return switch (this) {
                case Optimal o ->
                    new Optimal(o.weights, o.objective, o.certificate, o.constraints, o.iterations, value);
                case Inexact o -> new Inexact(o.weights, o.objective, o.certificate, o.constraints, o.iterations,
                        o.message, value);
            };
        }
    }

    /**
     * What a solver knows of its answer beyond weights and prices.
     *
     * @param riskContributions N shares of the risk by the derivatives that the certificate proves, null where the measure's own
     *        will do: they differ at a kink, where there is a choice
     * @param findings what the user should know
     */
    record Remarks(@Nullable Vector riskContributions, List<Finding> findings) {
        /** Nothing. */
        public static final Remarks NONE = new Remarks(null, List.of());

        public Remarks {
            findings = List.copyOf(findings);
        }
    }

    /** Certified by its optimality conditions or defining equations. */
    record Optimal(Vector weights, double objective, Certificate certificate, List<ConstraintState> constraints,
            int iterations, Remarks remarks) implements Weighted {
        public Optimal {
            constraints = List.copyOf(constraints);
        }

        public Optimal(Vector weights, double objective, Certificate certificate, List<ConstraintState> constraints,
                int iterations) {
            this(weights, objective, certificate, constraints, iterations, Remarks.NONE);
        }

        @Override
        public String status() {
            return "optimal";
        }
    }

    /** Stopped early or not certified: the residuals say how far. */
    record Inexact(Vector weights, double objective, Certificate certificate, List<ConstraintState> constraints,
            int iterations, String message, Remarks remarks) implements Weighted {
        public Inexact {
            constraints = List.copyOf(constraints);
        }

        public Inexact(Vector weights, double objective, Certificate certificate, List<ConstraintState> constraints,
                int iterations, String message) {
            this(weights, objective, certificate, constraints, iterations, message, Remarks.NONE);
        }

        @Override
        public String status() {
            return "inexact";
        }
    }

    /**
     * No portfolio satisfies all constraints.
     *
     * @param conflict an irreducible set: without any one member the rest can hold together
     * @param relaxation for each member the least change of its limit that alone would do
     */
    record Infeasible(String message, List<String> conflict, Map<String, Double> relaxation) implements Solution {
        public Infeasible {
            conflict = List.copyOf(conflict);
            relaxation = Collections.unmodifiableMap(new LinkedHashMap<>(relaxation));
        }

        @Override
        public String status() {
            return "infeasible";
        }
    }

    /** The objective improves without end. */
    record Unbounded(String message) implements Solution {
        @Override
        public String status() {
            return "unbounded";
        }
    }

    /** The method could not answer; nothing is claimed. */
    record Failed(String message) implements Solution {
        @Override
        public String status() {
            return "failed";
        }
    }

    /** Optimal if the certificate proves it, else inexact with {@code doubt} as message. */
    static Weighted certified(Vector weights, double objective, Certificate certificate,
            List<ConstraintState> constraints, int iterations, String doubt) {
        return certificate.proves()
                ? new Optimal(weights, objective, certificate, constraints, iterations)
                : new Inexact(weights, objective, certificate, constraints, iterations, doubt);
    }
}
