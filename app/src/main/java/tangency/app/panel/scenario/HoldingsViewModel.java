package tangency.app.panel.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.math.Vector;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.run.Study;

/** What is held now and what trading costs. */
final class HoldingsViewModel {
    /** One position: an id and its weight in per cent, as text. */
    record Row(String id, String weight) {}

    /** Weights this small are rounding, not holdings. */
    private static final double NOTHING = 1e-6;
    /** Impact that grows with the root of the traded share of volume costs its 3/2 power. */
    private static final double SQUARE_ROOT_LAW = 1.5;

    private final Session session;
    private final ReadOnlyObjectWrapper<Holdings> holdings = new ReadOnlyObjectWrapper<>(Holdings.CASH);
    private final ReadOnlyObjectWrapper<Costs> costs = new ReadOnlyObjectWrapper<>(Costs.NONE);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ObservableList<Row> rows = FXCollections.observableArrayList();

    HoldingsViewModel(Session session) {
        this.session = session;
        session.scenarioProperty().subscribe(s -> {
            holdings.set(s.holdings());
            costs.set(s.costs());
            List<Row> shown = s.holdings().weights().entrySet().stream()
                    .map(e -> new Row(e.getKey(), Numbers.percent(e.getValue()))).toList();
            if (!shown.equals(rows)) {
                rows.setAll(shown);
            }
            double held = s.holdings().weights().values().stream().mapToDouble(Double::doubleValue).sum();
            summary.set(shown.isEmpty()
                    ? "all cash"
                    : shown.size() + (shown.size() == 1 ? " position, " : " positions, ")
                            + Numbers.percent(1 - held, 1) + " cash");
        });
    }

    ReadOnlyObjectProperty<Holdings> holdingsProperty() {
        return holdings.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Costs> costsProperty() {
        return costs.getReadOnlyProperty();
    }

    /** The holdings in a few words. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    ObservableList<Row> rows() {
        return rows;
    }

    /** Assets of the data that are not held, to choose from. */
    List<String> assetsToAdd() {
        Snapshot snapshot = session.snapshot();
        return snapshot == null
                ? List.of()
                : snapshot.analysis().universe().ids().stream()
                        .filter(id -> !holdings.get().weights().containsKey(id)).toList();
    }

    /** Sets the capital; returns what is wrong with the text, or empty. */
    String capital(String typed) {
        Double capital = Numbers.parse(typed.indexOf(',') >= 0 && typed.matches(".*,\\d{3}(,.*|\\D.*|$)")
                ? typed.replace(",", "")
                : typed);
        if (capital == null || capital <= 0) {
            return "An amount of money above 0.";
        }
        session.edit("Capital " + Numbers.amount(capital),
                s -> s.withHoldings(new Holdings(capital, s.holdings().weights())));
        return "";
    }

    /** Sets one weight in per cent; returns what is wrong with the text, or empty. */
    String weight(String id, String typed) {
        Double weight = Numbers.parsePercent(typed);
        if (weight == null) {
            return "A weight in per cent.";
        }
        session.edit("Hold " + typed.strip() + " % of " + id, s -> {
            Map<String, Double> weights = new LinkedHashMap<>(s.holdings().weights());
            weights.put(id, weight);
            return s.withHoldings(new Holdings(s.holdings().capital(), weights));
        });
        return "";
    }

    void remove(String id) {
        session.edit("Hold no " + id, s -> {
            Map<String, Double> weights = new LinkedHashMap<>(s.holdings().weights());
            weights.remove(id);
            return s.withHoldings(new Holdings(s.holdings().capital(), weights));
        });
    }

    void allCash() {
        session.edit("Hold cash", s -> s.withHoldings(new Holdings(s.holdings().capital(), Map.of())));
    }

    /** Makes the answer on screen the holdings; nothing happens while there is none. */
    void holdTheAnswer() {
        Snapshot snapshot = session.snapshot();
        Study study = snapshot == null ? null : snapshot.study();
        Vector weights = study == null ? null : study.weights();
        if (study == null || weights == null) {
            return;
        }
        Map<String, Double> held = new LinkedHashMap<>();
        for (int i = 0; i < study.assets().size(); i++) {
            if (Math.abs(weights.get(i)) > NOTHING) {
                held.put(study.assets().get(i), weights.get(i));
            }
        }
        session.edit("Hold the answer", s -> s.withHoldings(new Holdings(s.holdings().capital(), held)));
    }

    /** Sets the cost of trading in per cent of the traded value; returns what is wrong with the text, or empty. */
    String linearCost(String typed) {
        Double cost = Numbers.parsePercent(typed);
        if (cost == null || cost < 0) {
            return "A share of the traded value in per cent, 0 or more.";
        }
        costs("Trading cost " + typed.strip() + " %", c -> new Costs(cost, c.linearByAsset(), c.fixed(), c.spread(),
                c.impact(), c.ridge(), c.horizon()));
        return "";
    }

    /** Whether half the spread of the assets file is paid. */
    void spread(boolean paid) {
        costs(paid ? "Pay the spread" : "Pay no spread", c -> new Costs(c.linear(), c.linearByAsset(), c.fixed(), paid,
                c.impact(), c.ridge(), c.horizon()));
    }

    /** The coefficient of the market impact as text, blank where trading has none. */
    String impact() {
        Costs.Impact impact = costs.get().impact();
        return impact == null ? "" : Numbers.number(impact.coefficient());
    }

    /** Sets the coefficient of the market impact, blank for none; returns what is wrong with the text, or empty. */
    String impact(String typed) {
        Double coefficient = typed.isBlank() ? null : Numbers.parse(typed);
        if (!typed.isBlank() && (coefficient == null || coefficient < 0)) {
            return "A number, 0 or more, or nothing for no impact.";
        }
        costs(coefficient == null ? "No market impact" : "Market impact " + typed.strip(), c -> {
            Costs.Impact now = c.impact();
            Costs.Impact next = coefficient == null
                    ? null
                    : now == null
                            ? new Costs.Impact(coefficient, SQUARE_ROOT_LAW, Costs.Impact.Scale.VOLATILITY_ADV)
                            : new Costs.Impact(coefficient, now.exponent(), now.scale());
            return new Costs(c.linear(), c.linearByAsset(), c.fixed(), c.spread(), next, c.ridge(), c.horizon());
        });
        return "";
    }

    private void costs(String label, UnaryOperator<Costs> change) {
        session.edit(label, s -> s.withCosts(change.apply(s.costs())));
    }
}
