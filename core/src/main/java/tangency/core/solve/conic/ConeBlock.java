package tangency.core.solve.conic;

/**
 * One cone of a program inside the interior point: where its rows lie, and the symmetric positive definite H with
 * H&Delta;z + &Delta;s = -d that linearises complementarity there. Arrays are the program's whole s, z and so on.
 */
abstract sealed class ConeBlock permits ZeroBlock, OrthantBlock, SecondOrderBlock, BarrierBlock {
    /** Index of the first row. */
    final int at;
    final int dimension;

    ConeBlock(int at, int dimension) {
        this.at = at;
        this.dimension = dimension;
    }

    /** The block of {@code cone} whose first row is {@code at}. */
    static ConeBlock of(Cone cone, int at) {
        return switch (cone) {
            case Cone.Zero(int dimension) -> new ZeroBlock(at, dimension);
            case Cone.Nonnegative(int dimension) -> new OrthantBlock(at, dimension);
            case Cone.SecondOrder(int dimension) -> new SecondOrderBlock(at, dimension);
            case Cone.Exponential() -> new BarrierBlock(at, new ExponentialBarrier());
            case Cone.Power(double alpha) -> new BarrierBlock(at, new PowerBarrier(alpha));
        };
    }

    /** The barrier's parameter. */
    abstract int degree();

    /** Writes the point that is its own central dual. */
    abstract void start(double[] s, double[] z);

    /** Moves a guess at s or z along {@link #start} until it lies well inside; for symmetric cones only. */
    void enter(double[] v) {
        throw new IllegalStateException("Not symmetric");
    }

    /** Takes H at s and z; false if either is not in the interior. */
    abstract boolean scale(double[] s, double[] z, double mu);

    /** Writes d of the corrected step after the affine step (dsAffine, dzAffine), towards {@code target} = &sigma;&mu;. */
    abstract void correct(double[] d, double[] s, double[] z, double[] dsAffine, double[] dzAffine, double target);

    /** The largest step up to {@code max} that keeps s and z in the interior. */
    abstract double step(double[] s, double[] z, double[] ds, double[] dz, double max);

    /** Whether s and z are near enough to the central path of {@code mu}. */
    boolean central(double[] s, double[] z, double mu) {
        return true;
    }

    /** Writes Hv. */
    abstract void times(double[] v, double[] out);

    /** How far {@code v} is from the cone (or its dual), in units of v; 0 inside. */
    abstract double outside(double[] v, boolean dual);
}
