package tangency.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.app.Fx;
import tangency.app.HostileNames;
import tangency.app.Toy;
import tangency.core.report.PlainText;
import tangency.core.scenario.Scenario;
import tangency.storage.document.ScenarioCodec;
import tangency.storage.workspace.Workspace;

/** Hostile names of a scenario, its limits and its assets in the real window: every label shows them as text. */
class HostileNamesWindowTest {
    @TempDir
    Path folder;

    @Test
    void labels_showThemAsTheyStand_withoutWhatCannotBeSeen() {
        List<String> assets = new ArrayList<>(List.of("D_E_F"));
        assets.addAll(HostileNames.ALL.stream().filter(n -> n.length() < 40).limit(170).skip(120).toList());
        List<String> limits = new ArrayList<>(
                List.of("A_B_C", "<html><img src=//evil>", "a\u202eb", "bell\u0007end", "=1+1"));
        String title = "Under_score \u202e<b>bold</b>";
        Scenario scenario = ScenarioCodec.read(json(title, assets, limits), "test");
        try (Hand hand = new Hand(folder)) {
            Fx.run(() -> hand.window().library().add(scenario, "Made _by_ \u202e someone"));
            hand.settle();
            Node root = Toy.there(hand.find(".root"));
            Set<String> shown = Fx.get(() -> texts(root, new TreeSet<>()));
            Set<String> drawn = Fx.get(() -> drawn(root, new TreeSet<>()));
            assertThat(shown).filteredOn(text -> !text.equals(PlainText.of(text))).isEmpty();
            assertThat(shown).anyMatch(text -> text.contains(PlainText.line(title)));
            assertThat(shown).contains("A_B_C", "<html><img src=//evil>", "=1+1", "a\ufffdb");
            // An underscore that marks a key is missing in what is drawn.
            assertThat(drawn).contains("A_B_C", "D_E_F")
                    .anyMatch(text -> text.startsWith("• Under_s") || text.startsWith("Under_s"));
            assertThat(shown).contains(PlainText.line(assets.get(1)));
        }
    }

    private static String json(String title, List<String> assets, List<String> limits) {
        Map<String, Object> means = new LinkedHashMap<>();
        List<List<Double>> covariance = new ArrayList<>();
        for (int i = 0; i < assets.size(); i++) {
            means.put(assets.get(i), 0.001 * Math.sin(i));
            List<Double> row = new ArrayList<>();
            for (int j = 0; j < assets.size(); j++) {
                row.add(i == j ? 0.0002 + 1e-6 * i : 0.00005);
            }
            covariance.add(row);
        }
        List<Map<String, Object>> constraints = new ArrayList<>();
        limits.forEach(name -> constraints.add(Map.of("name", name, "type", "bounds", "min", 0, "max", 1)));
        return tools.jackson.databind.json.JsonMapper.shared()
                .writeValueAsString(Map.of("format", "tangency-scenario/1", "name", title, "universe", assets,
                        "estimates",
                        Map.of("mean", Map.of("method", "given", "values", means), "covariance",
                                Map.of("method", "given", "matrix", covariance)),
                        "model", Map.of("method", "mean-risk", "goal", "minimise-risk"), "constraints", constraints));
    }

    /** Whatever is written below a node, what is said of it and what its tooltips tell. */
    private static Set<String> texts(Node node, Set<String> found) {
        add(found, node.getAccessibleText());
        if (node instanceof Text text) {
            add(found, text.getText());
        }
        if (node instanceof Labeled labeled) {
            add(found, labeled.getText());
            Tooltip tooltip = labeled.getTooltip();
            add(found, tooltip == null ? null : tooltip.getText());
        }
        if (node instanceof Parent parent && !(node instanceof TextInputControl)) {
            parent.getChildrenUnmodifiable().forEach(child -> texts(child, found));
        }
        return found;
    }

    /** What is drawn: without the marks of keys, and shortened where there is no room. */
    private static Set<String> drawn(Node node, Set<String> found) {
        if (node instanceof Text text) {
            found.add(text.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> drawn(child, found));
        }
        return found;
    }

    private static void add(Set<String> found, @Nullable String text) {
        if (text != null) {
            found.add(text);
        }
    }

    @Test
    void csv_neverBeginsAFormula_andKeepsNumbers() {
        for (String name : HostileNames.ALL) {
            String cell = CsvCell.of(name);
            assertThat(cell.strip()).as(name).doesNotMatch("(?s)[=+@\uff1d\uff0b\uff0d\uff20].*");
            assertThat(cell).as(name).doesNotMatch("(?s)[\\t\\r\\n].*");
            assertThat(cell.replaceFirst("^'", "").replaceAll("\ufffd", "")).as("what can be seen stays")
                    .isEqualTo(PlainText.of(name).replaceFirst("^'", "").replaceAll("\ufffd", ""));
        }
        assertThat(CsvCell.of("-x")).isEqualTo("'-x");
        assertThat(CsvCell.of("-0.5")).isEqualTo("-0.5");
        assertThat(CsvCell.of("+1e-7")).isEqualTo("+1e-7");
        assertThat(CsvCell.of("\u22120.5 %")).isEqualTo("\u22120.5 %");
        assertThat(CsvCell.of("-1+1")).isEqualTo("'-1+1");
    }

    @Test
    void tables_areReadBackAsTheyWere() throws Exception {
        List<tangency.app.panel.PanelTable.Column> columns = new ArrayList<>();
        List<@Nullable Object> row = new ArrayList<>();
        for (String name : HostileNames.ALL) {
            columns.add(tangency.app.panel.PanelTable.Column.text(name));
            row.add(name);
        }
        columns.add(tangency.app.panel.PanelTable.Column.number("n"));
        row.add(-0.25);
        var table = new tangency.app.panel.PanelTable(columns, List.of(row));
        for (String text : List.of(PanelTables.csv(table), PanelTables.tabbed(table))) {
            char separator = text.contains("\tn\r\n") ? '\t' : ',';
            try (var reader = de.siegmar.fastcsv.reader.CsvReader.builder().fieldSeparator(separator)
                    .ofCsvRecord(text)) {
                List<List<String>> read = reader.stream().map(r -> r.getFields()).toList();
                assertThat(read).hasSize(2);
                for (List<String> line : read) {
                    assertThat(line).hasSize(HostileNames.ALL.size() + 1);
                    assertThat(line.subList(0, HostileNames.ALL.size()))
                            .isEqualTo(HostileNames.ALL.stream().map(CsvCell::of).toList());
                }
                assertThat(read.getLast().getLast()).isEqualTo("-0.25");
            }
        }
    }

    @Test
    void suggestedFileNames_areGoodEverywhere() {
        for (String name : HostileNames.ALL) {
            String file = SuggestedName.of(name, "-correlation.csv");
            assertThat(file).as(name).matches("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]*-correlation\\.csv")
                    .hasSizeLessThanOrEqualTo(70);
            String bare = SuggestedName.of(name, ".csv");
            assertThat(bare).as(name).doesNotMatch("(?i)(con|prn|aux|nul|com\\p{N}|lpt\\p{N})\\.csv");
            assertThat(folder.resolve(bare).normalize().getParent()).isEqualTo(folder);
        }
        assertThat(SuggestedName.of("../../etc/passwd", ".json")).isEqualTo("etc-passwd.json");
        assertThat(SuggestedName.of("Crème brûlée 50/50", ".html")).isEqualTo("crème-brûlée-50-50.html");
        assertThat(SuggestedName.of("...", ".html")).isEqualTo("scenario.html");
        assertThat(SuggestedName.of("CON", ".html")).isEqualTo("scenario-con.html");
    }

    @Test
    void theDatabase_givesThemBackOrRefusesThem() {
        List<String> kept = new ArrayList<>();
        try (Workspace workspace = Workspace.open(folder)) {
            for (String name : HostileNames.ALL) {
                try {
                    workspace.save(name, "{}", "New");
                    kept.add(name);
                } catch (tangency.storage.workspace.WorkspaceException e) {
                    assertThat(e.kind()).as(name).isEqualTo(tangency.storage.workspace.WorkspaceException.Kind.REFUSED);
                    assertThat(name).as("only what cannot stand on a line is refused")
                            .matches("(?s).*[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029].*");
                }
            }
        }
        assertThat(kept).hasSizeGreaterThan(170);
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.list()).extracting(s -> s.name()).isEqualTo(kept);
            assertThat(workspace.check()).isEmpty();
        }
    }
}
