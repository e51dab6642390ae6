package tangency.core.solve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    }

    /** Certified by its optimality conditions or defining equations. */
    record Optimal(Vector weights, double objective, Certificate certificate, List<ConstraintState> constraints,
            int iterations) implements Weighted {
        public Optimal {
            constraints = List.copyOf(constraints);
        }

        @Override
        public String status() {
            return "optimal";
        }
    }

    /** Stopped early or not certified: the residuals say how far. */
    record Inexact(Vector weights, double objective, Certificate certificate, List<ConstraintState> constraints,
            int iterations, String message) implements Weighted {
        public Inexact {
            constraints = List.copyOf(constraints);
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
