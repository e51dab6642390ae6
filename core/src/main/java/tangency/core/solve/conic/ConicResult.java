package tangency.core.solve.conic;

import tangency.core.math.Vector;
import tangency.core.solve.Certificate;

/** The answer to a {@link ConicProgram}. */
public sealed interface ConicResult {

    /**
     * The optimum, to the certificate.
     *
     * @param x variables
     * @param s slacks b - Ax, in the cone
     * @param z multipliers, in the dual cone: Px + q + A'z = 0. The derivative of the optimal objective by b is -z.
     * @param objective x'Px/2 + q'x
     * @param dualObjective -x'Px/2 - b'z
     * @param certificate residuals on the program's own data, equilibrated
     * @param iterations number of Newton systems factored
     */
    record Optimal(Vector x, Vector s, Vector z, double objective, double dualObjective, Certificate certificate,
            int iterations) implements ConicResult {}

    /**
     * The best point found, which its certificate does not prove to be the optimum.
     *
     * @param message why no better was found
     */
    record Inexact(Vector x, Vector s, Vector z, double objective, double dualObjective, Certificate certificate,
            int iterations, String message) implements ConicResult {}

    /**
     * No x satisfies the rows.
     *
     * @param z proof: in the dual cone with A'z = 0 and b'z = -1
     * @param residual largest |A'z|, equilibrated, times the largest |b|
     */
    record PrimalInfeasible(Vector z, double residual, int iterations) implements ConicResult {}

    /**
     * The objective falls without end, if there are feasible points at all.
     *
     * @param x proof: Px = 0, -Ax in the cone and q'x = -1
     * @param residual largest |Px| and distance of -Ax from the cone, equilibrated, times the largest |q|
     */
    record DualInfeasible(Vector x, double residual, int iterations) implements ConicResult {}

    /** Nothing is claimed. */
    record Failed(String message) implements ConicResult {}
}
