package tangency.app.report;

import java.util.List;
import java.util.stream.IntStream;

import tangency.core.estimate.ClusterTree;
import tangency.core.estimate.spec.TreeSpec.Linkage;
import tangency.core.math.Matrix;
import tangency.core.report.Figure;
import tangency.core.report.Report;
import tangency.core.report.Table;
import tangency.core.run.Analysis;
import tangency.core.run.Pipeline;
import tangency.storage.document.ScenarioCodec;

/** Reports of scenarios whose answers are known. */
final class Reports {
    /** Two assets; the minimum variance weights are 2/3 and 1/3, in closed form (s2 - c) / (s1 + s2 - 2 c). */
    static final String TWO = """
            {"format": "tangency-scenario/1", "name": "NAME", "market": null, "universe": ["FIRST", "SECOND"],
             "estimates": {"mean": {"method": "given", "values": {"FIRST": 0.001, "SECOND": -0.002}},
                           "covariance": {"method": "given", "matrix": [[0.0004, -0.0001], [-0.0001, 0.0009]]}},
             "model": {"method": "mean-risk", "goal": "minimise-risk"}}
            """;

    private Reports() {}

    static Report of(String scenario) {
        Analysis analysis = (Analysis) new Pipeline().prepare(ScenarioCodec.read(scenario, "test"), null);
        return FreshReport.of(analysis).report();
    }

    static Report two() {
        return of(TWO.replace("NAME", "Two assets"));
    }

    static Report one() {
        return of("""
                {"format": "tangency-scenario/1", "name": "One asset", "market": null, "universe": ["ONLY"],
                 "estimates": {"mean": {"method": "given", "values": {"ONLY": 0.001}},
                               "covariance": {"method": "given", "matrix": [[0.0004]]}},
                 "model": {"method": "mean-risk", "goal": "minimise-risk"}}
                """);
    }

    static Report infeasible() {
        return of(TWO.replace("NAME", "Too tight").replace("\"model\"", """
                "constraints": [{"name": "All of it", "type": "budget", "equals": 1.0},
                                {"name": "Small pieces", "type": "bounds", "min": 0, "max": 0.3}],
                "model\""""));
    }

    /** As large as a report gets: a map, a tree and a table of {@code n} assets. */
    static Report large(int n) {
        List<String> ids = IntStream.range(0, n).mapToObj(i -> "ASSET" + i).toList();
        double[] correlation = new double[n * n];
        double[] distance = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                correlation[i * n + j] = Math.cos(0.37 * (i - j)) * Math.exp(-Math.abs(i - j) / 50.0);
                distance[i * n + j] = Math.sqrt((1 - correlation[i * n + j]) / 2);
            }
        }
        ClusterTree tree = ClusterTree.of(Matrix.wrap(n, n, distance), Linkage.WARD);
        List<Integer> order = IntStream.of(tree.order()).boxed().toList();
        List<List<Table.Cell>> rows = ids.stream()
                .map(id -> List.of(Table.word(id), Table.value(1.0 / n))).toList();
        List<Figure.Marker> assets = IntStream.range(0, n)
                .mapToObj(i -> new Figure.Marker(ids.get(i), 0.1 + 0.3 * i / n, 0.05 + 0.1 * Math.sin(i))).toList();
        return new Report("Large", n + " assets", List.of(), List.of(new Report.Section("Everything", List.of(
                new Figure.FrontierCurve("Frontier", List.of(new Figure.Point(0.2, 0.1), new Figure.Point(0.1, 0.05)),
                        assets, List.of()),
                new Figure.HeatMap("Correlation", ids, Matrix.wrap(n, n, correlation)),
                new Figure.Dendrogram("Tree", ids, tree, order),
                new Table("Weights", List.of(new Table.Column("Asset", Table.Format.TEXT),
                        new Table.Column("Weight", Table.Format.WEIGHT)), rows)))));
    }
}
