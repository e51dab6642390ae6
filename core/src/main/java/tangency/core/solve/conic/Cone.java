package tangency.core.solve.conic;

/** A closed convex cone that some consecutive slacks s of a {@link ConicProgram} must lie in. */
public sealed interface Cone {

    /** How many slacks it spans. */
    int dimension();

    /** {0}: equalities. Its dual is the whole space. */
    record Zero(int dimension) implements Cone {
        public Zero {
            requirePositive(dimension);
        }
    }

    /** s &gt;= 0, component by component. Self-dual. */
    record Nonnegative(int dimension) implements Cone {
        public Nonnegative {
            requirePositive(dimension);
        }
    }

    /** s0 &gt;= |(s1, s2, ...)|. Self-dual. */
    record SecondOrder(int dimension) implements Cone {
        public SecondOrder {
            requirePositive(dimension);
        }
    }

    /**
     * The closure of {(x, y, z): y exp(x/y) &lt;= z, y &gt; 0}. Its dual is the closure of
     * {(u, v, w): -u exp(v/u) &lt;= e w, u &lt; 0}.
     */
    record Exponential() implements Cone {
        @Override
        public int dimension() {
            return 3;
        }
    }

    /**
     * {(x, y, z): x^alpha y^(1-alpha) &gt;= |z|, x, y &gt;= 0}. Its dual is
     * {(u, v, w): (u/alpha)^alpha (v/(1-alpha))^(1-alpha) &gt;= |w|, u, v &gt;= 0}.
     *
     * @param alpha strictly between 0 and 1
     */
    record Power(double alpha) implements Cone {
        public Power {
            if (!(alpha > 0 && alpha < 1)) {
                throw new IllegalArgumentException("Power cone of exponent " + alpha);
            }
        }

        @Override
        public int dimension() {
            return 3;
        }
    }

    private static void requirePositive(int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("A cone of dimension " + dimension);
        }
    }
}
