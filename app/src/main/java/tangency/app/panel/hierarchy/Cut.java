package tangency.app.panel.hierarchy;

/**
 * A tree cut into clusters.
 *
 * @param count how many there are
 * @param height a distance at which a cut gives them
 * @param numbers the cluster of each asset, 0 the leftmost
 */
public record Cut(int count, double height, int[] numbers) {}
