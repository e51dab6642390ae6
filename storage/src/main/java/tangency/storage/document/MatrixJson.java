package tangency.storage.document;

import tangency.core.math.Matrix;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A covariance matrix as a list of rows. */
final class MatrixJson {
    /** Largest difference of two mirrored entries, relative to the entries and their standard deviations. */
    private static final double ASYMMETRY = 1e-12;

    private MatrixJson() {}

    /** A square, symmetric matrix; rounding noise between mirrored entries is averaged away. */
    static Matrix read(Fields fields, String name) {
        JsonNode rows = fields.take(name);
        if (rows == null) {
            return fields.missing(name, "a square list of rows", Matrix.of(new double[0][]));
        }
        int mark = fields.problems().mark();
        double[][] values = rows(fields, name, rows);
        if (fields.problems().mark() > mark || fields.problems().full()) {
            return Matrix.of(new double[0][]);
        }
        symmetrise(fields, name, values);
        return Matrix.of(values);
    }

    private static double[][] rows(Fields fields, String name, JsonNode rows) {
        if (!rows.isArray() || rows.isEmpty()) {
            fields.refuse(name, "expected a square list of rows, found " + Names.describe(rows));
            return new double[0][];
        }
        double[][] values = new double[rows.size()][];
        for (int i = 0; i < values.length && !fields.problems().full(); i++) {
            JsonNode row = rows.get(i);
            String place = Paths.item(fields.path(name), i);
            if (!row.isArray() || row.size() != values.length) {
                fields.problems().add(place, "expected a row of " + values.length + " numbers, as there are "
                        + values.length + " rows, found "
                        + (row.isArray() ? "a row of " + row.size() : Names.describe(row)));
                continue;
            }
            // Made row by row: a long list of anything must not cost the square of its length.
            values[i] = new double[values.length];
            for (int j = 0; j < values.length; j++) {
                // No path is made for the many entries that are in order.
                JsonNode entry = row.get(j);
                double value = entry.isNumber() ? entry.doubleValue() + 0.0 : Double.NaN;
                Range range = i == j ? Range.NOT_NEGATIVE : Range.ANY;
                values[i][j] = value;
                if (!JsonText.refused(entry) && !range.holds(value)) {
                    fields.problems().add(Paths.item(place, j), "expected " + range.words()
                            + (i == j ? ", a variance" : "") + ", found " + Names.describe(entry));
                }
            }
        }
        return values;
    }

    private static void symmetrise(Fields fields, String name, double[][] values) {
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                double a = values[i][j];
                double b = values[j][i];
                double scale = Math.max(Math.max(Math.abs(a), Math.abs(b)),
                        Math.sqrt(values[i][i]) * Math.sqrt(values[j][j]));
                if (Math.abs(a - b) > ASYMMETRY * scale) {
                    fields.problems().add(
                            Paths.item(Paths.item(fields.path(name), i), j),
                            "expected a symmetric matrix, found " + a + " here and " + b + " at [" + j + "][" + i
                                    + "]");
                } else if (a != b) {
                    values[i][j] = a + (b - a) / 2;
                    values[j][i] = values[i][j];
                }
            }
        }
    }

    static ArrayNode write(Matrix matrix) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode(matrix.rows());
        for (int i = 0; i < matrix.rows(); i++) {
            rows.add(Tree.row(matrix.row(i), "matrix"));
        }
        return rows;
    }
}
