package tangency.core.solve.quadratic;

/** The answer to a request for the whole frontier. */
public sealed interface Trace
        permits CornerPortfolios, QuadraticResult.Infeasible, QuadraticResult.Unbounded, QuadraticResult.Failed {}
