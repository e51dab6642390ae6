package tangency.app.session;

import java.nio.file.Path;

import tangency.core.model.Model;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.file.WholeFile;
import tangency.storage.market.Sources;

/** Data files into the open scenario, scenario documents in and out. FX thread; files are read and written off it. */
public final class ScenarioFiles {
    private final Session session;
    private final ScenarioShelf shelf;
    private final Library library;

    ScenarioFiles(Session session, ScenarioShelf shelf, Library library) {
        this.session = session;
        this.shelf = shelf;
        this.library = library;
    }

    /**
     * Keeps a price file and lets the open scenario use it, with every asset and every date. The shipped sample stays as
     * it is: from there a scenario of its own begins, named after the file.
     */
    public void importPrices(Path file) {
        String name = String.valueOf(file.getFileName());
        library.ask("Importing " + name, () -> shelf.keepFile(file), path -> {
            MarketSpec before = session.scenario().market();
            if (before != null && before.prices().startsWith(Sources.SAMPLE)) {
                Model model = session.scenario().model();
                Model portable = model instanceof Model.RiskBudget ? Model.RiskBudget.equal() : model;
                library.add(Scenario.of(name.replaceFirst("\\.[A-Za-z]{1,4}$", ""), MarketSpec.prices(path), portable)
                        .withEstimates(session.scenario().estimates()), "Prices from " + name);
                return;
            }
            session.edit("Prices from " + name, s -> s.withMarket(MarketSpec.prices(path)).withUniverse(null)
                    .withWindow(s.window().withDates(null, null)));
            session.reload();
        });
    }

    /** Keeps an assets file and lets the open scenario use it. */
    public void importAssets(Path file) {
        library.ask("Importing " + file.getFileName(), () -> shelf.keepFile(file), path -> {
            session.edit("Assets from " + file.getFileName(), s -> {
                MarketSpec market = s.market();
                return market == null
                        ? s
                        : s.withMarket(new MarketSpec(market.prices(), market.returns(), path,
                                market.volumes(), market.factors(), market.benchmark(), market.riskFree()));
            });
            session.reload();
        });
    }

    /** Adds the scenario of a document file to the shelf and opens it. */
    public void importScenario(Path file) {
        library.ask("Importing " + file.getFileName(), () -> shelf.read(file),
                scenario -> library.add(scenario, "Imported"));
    }

    /** Writes the open scenario as a document of its own. */
    public void exportScenario(Path file) {
        Scenario scenario = session.scenario();
        library.ask("Writing " + file.getFileName(), () -> {
            WholeFile.write(file, shelf.write(scenario));
            return file;
        }, path -> library.tell("Wrote " + path));
    }
}
