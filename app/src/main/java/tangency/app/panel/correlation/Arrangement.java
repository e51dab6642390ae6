package tangency.app.panel.correlation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Clusters;
import tangency.core.market.Universe;

/** Lays a universe out in an {@link Ordering}, and tells the blocks. */
record Arrangement(int[] order, List<HeatMap.Block> blocks) {
    /**
     * @param leaves the order of the cluster tree, used by {@link Ordering.Kind#CLUSTER} and inside groups; null without a tree
     */
    static Arrangement of(Ordering ordering, Universe universe, int @Nullable [] leaves, @Nullable Clusters clusters) {
        int n = universe.size();
        return switch (ordering.kind()) {
            case CLUSTER -> leaves == null || clusters == null ? file(n) : clusters(leaves, clusters);
            case GROUP -> groups(ordering.column() == null ? "" : ordering.column(), universe, leaves);
            case NAME -> new Arrangement(IntStream.range(0, n).boxed()
                    .sorted(Comparator.comparing((Integer i) -> universe.assets().get(i).name(),
                            String.CASE_INSENSITIVE_ORDER))
                    .mapToInt(Integer::intValue).toArray(), List.of());
            case FILE -> file(n);
        };
    }

    private static Arrangement file(int n) {
        return new Arrangement(IntStream.range(0, n).toArray(), List.of());
    }

    private static Arrangement clusters(int[] leaves, Clusters clusters) {
        int[] starts = clusters.starts();
        List<HeatMap.Block> blocks = new ArrayList<>();
        for (int k = 0; k < clusters.count(); k++) {
            blocks.add(new HeatMap.Block(starts[k], starts[k + 1], k, "cluster " + (k + 1)));
        }
        return new Arrangement(leaves, blocks);
    }

    /** Groups in order of first appearance, those without a value last; inside a group as the leaves stand. */
    private static Arrangement groups(String column, Universe universe, int @Nullable [] leaves) {
        int n = universe.size();
        int[] place = new int[n];
        for (int k = 0; k < n; k++) {
            place[leaves == null ? k : leaves[k]] = k;
        }
        List<Integer> order = new ArrayList<>(n);
        List<HeatMap.Block> blocks = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, List<Integer>> group : universe.members(column).entrySet()) {
            List<Integer> members = new ArrayList<>(group.getValue());
            members.sort(Comparator.comparingInt(i -> place[i]));
            blocks.add(new HeatMap.Block(order.size(), order.size() + members.size(), number++, group.getKey()));
            order.addAll(members);
        }
        int named = order.size();
        IntStream.range(0, n).filter(i -> universe.assets().get(i).group(column) == null).forEach(order::add);
        if (order.size() > named) {
            blocks.add(new HeatMap.Block(named, order.size(), -1, "no " + column));
        }
        return new Arrangement(order.stream().mapToInt(Integer::intValue).toArray(), blocks);
    }
}
