package tangency.app.panel.correlation;

import java.util.List;

import tangency.core.math.Matrix;

/**
 * What the heat map shows.
 *
 * @param values N x N, in the order of the universe
 * @param ids N, in the order of the universe
 * @param names N display names
 * @param order position in the universe at each place of the map
 * @param blocks clusters or groups, from first to last place; empty where the order knows none
 */
public record HeatMap(Matrix values, List<String> ids, List<String> names, int[] order, List<Block> blocks) {
    /**
     * Neighbours that belong together.
     *
     * @param from first place
     * @param to place after the last
     * @param number of the cluster or group, for its colour; -1 for those without
     */
    public record Block(int from, int to, int number, String label) {}

    public HeatMap {
        ids = List.copyOf(ids);
        names = List.copyOf(names);
        blocks = List.copyOf(blocks);
    }

    public int size() {
        return ids.size();
    }
}
