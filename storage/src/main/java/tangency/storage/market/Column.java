package tangency.storage.market;

import java.util.List;

/**
 * How a column of a dated file is read.
 *
 * @param name its header
 */
record Column(String name, Role role) {
    /** What stands in a column. */
    enum Role {
        DATE, ASSET, PRICE, RETURN, VOLUME, SKIP;

        boolean isNumber() {
            return this == PRICE || this == RETURN || this == VOLUME;
        }
    }

    /** Names of the numeric columns, in file order. */
    static List<String> numberNames(List<Column> columns) {
        return columns.stream().filter(c -> c.role().isNumber()).map(Column::name).toList();
    }
}
