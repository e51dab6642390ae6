package tangency.core.estimate;

import java.util.List;

import tangency.core.math.Vector;

/**
 * From prior to posterior, view by view. The unconstrained optimal portfolio on the posterior mean, (δΣ)⁻¹ times it with Σ
 * the covariance before any view, is the one on the prior mean (the market weights, where the prior is the equilibrium)
 * plus the tilts.
 *
 * @param prior means without any view, N
 * @param effects one for each view
 */
public record Views(Vector prior, List<ViewEffect> effects) {
    public Views {
        effects = List.copyOf(effects);
    }
}
