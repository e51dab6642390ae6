package tangency.storage.document;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.run.MomentEffects;
import tangency.core.run.StudyExplanation;
import tangency.core.solve.Explanation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A study's field {@code explanation}. */
final class ExplanationJson {
    private ExplanationJson() {}

    static ObjectNode write(StudyExplanation explanation) {
        return switch (explanation) {
            case StudyExplanation.Unavailable none -> Tree.of("unavailable", none.reason()).node();
            case StudyExplanation.Parts parts -> new Tree().choice("method", parts.way()).names("kept", parts.kept())
                    .row("base", parts.base().shared())
                    .list("parts", parts.parts().stream().map(part -> new Tree().text("name", part.name())
                            .row("weights", part.weights().shared()).node()).toList())
                    .node("sensitivities", parts.effects() == null ? null : write(parts.effects())).node();
        };
    }

    private static ObjectNode write(MomentEffects effects) {
        return new Tree().names("assets", effects.assets())
                .node("mean", effects.mean() == null ? null : rows("mean", effects.mean()))
                .node("volatility", rows("volatility", effects.volatility()))
                .list("correlation", effects.correlations().stream().map(one -> Tree.of("asset", one.asset())
                        .text("first", one.first()).text("second", one.second()).number("change", one.change()).node())
                        .toList())
                .flag("twoSided", effects.twoSided()).node();
    }

    private static ArrayNode rows(String name, Matrix matrix) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode(matrix.rows());
        for (int i = 0; i < matrix.rows(); i++) {
            rows.add(Tree.row(matrix.row(i), name));
        }
        return rows;
    }

    /** @param size number of assets */
    static @Nullable StudyExplanation read(Fields fields, int size) {
        String unavailable = fields.text("unavailable");
        Explanation.Way way = fields.choice("method", Explanation.Way.class);
        List<String> kept = fields.texts("kept");
        double[] base = fields.row("base", size);
        List<Explanation.Part> parts = fields.list("parts", part -> part(part, size));
        MomentEffects effects = fields.object("sensitivities", ExplanationJson::effects);
        if (unavailable != null) {
            return new StudyExplanation.Unavailable(unavailable);
        }
        fields.required("method", Names.oneOf(Names.of(Explanation.Way.class)));
        fields.required("base", "a number for each asset");
        fields.required("parts", "what each limit gives or takes");
        return way == null || base == null || parts == null
                ? null
                : new StudyExplanation.Parts(way, kept == null ? List.of() : kept, Vector.wrap(base), parts, effects);
    }

    private static Explanation.@Nullable Part part(Fields fields, int size) {
        String name = fields.text("name");
        double[] weights = fields.row("weights", size);
        fields.required("weights", "a number for each asset");
        return weights == null ? null : new Explanation.Part(name, Vector.wrap(weights));
    }

    private static @Nullable MomentEffects effects(Fields fields) {
        List<String> assets = fields.texts("assets");
        int size = assets == null ? 0 : assets.size();
        Matrix mean = matrix(fields, "mean", size);
        Matrix volatility = matrix(fields, "volatility", size);
        List<MomentEffects.ByCorrelation> correlations = fields.list("correlation", ExplanationJson::correlation);
        boolean twoSided = fields.flag("twoSided", true);
        fields.required("assets", "the ids of rows and columns");
        fields.required("volatility", "a row for each of the assets");
        return assets == null || volatility == null
                ? null
                : new MomentEffects(assets, mean, volatility, correlations == null ? List.of() : correlations,
                        twoSided);
    }

    private static MomentEffects.ByCorrelation correlation(Fields fields) {
        return new MomentEffects.ByCorrelation(fields.requiredText("asset"), fields.requiredText("first"),
                fields.requiredText("second"), fields.requiredNumber("change", Range.ANY));
    }

    private static @Nullable Matrix matrix(Fields fields, String name, int size) {
        JsonNode rows = fields.take(name);
        if (rows == null) {
            return null;
        }
        if (!rows.isArray() || rows.size() != size) {
            fields.refuse(name, "expected a list of " + size + " rows, found "
                    + (rows.isArray() ? "one of " + rows.size() : Names.describe(rows)));
            return null;
        }
        double[] values = new double[size * size];
        for (int i = 0; i < size; i++) {
            JsonNode row = rows.get(i);
            String place = Paths.item(fields.path(name), i);
            if (!row.isArray() || row.size() != size) {
                fields.problems().add(place, "expected a row of " + size + " numbers, found "
                        + (row.isArray() ? "one of " + row.size() : Names.describe(row)));
                return null;
            }
            for (int j = 0; j < size; j++) {
                JsonNode entry = row.get(j);
                double value = entry.isNumber() ? entry.doubleValue() + 0.0 : Double.NaN;
                values[i * size + j] = value;
                if (!JsonText.refused(entry) && !Range.ANY.holds(value)) {
                    fields.problems().add(Paths.item(place, j),
                            "expected " + Range.ANY.words() + ", found " + Names.describe(entry));
                }
            }
        }
        return Matrix.wrap(size, size, values);
    }
}
