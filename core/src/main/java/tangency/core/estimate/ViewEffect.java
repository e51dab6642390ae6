package tangency.core.estimate;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;

/**
 * What one view of {@link BlackLitterman} did.
 *
 * @param name of the view
 * @param portfolio weight of each asset in the portfolio that the view is about, N
 * @param expected the return that the view gives this portfolio
 * @param prior the return that it has without any view
 * @param posterior the return that it has with all views
 * @param variance of the view's error, infinite at confidence 0
 * @param confidence Idzorek's: the share of the way from {@code prior} to {@code expected} that the view alone would go;
 *        null where the portfolio has no risk and no view can move it
 * @param tilt how far the view moves each weight of the unconstrained optimal portfolio, N
 */
public record ViewEffect(String name, Vector portfolio, double expected, double prior, double posterior,
        double variance, @Nullable Double confidence, Vector tilt) {}
