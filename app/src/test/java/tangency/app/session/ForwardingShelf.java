package tangency.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tangency.core.market.MarketData;
import tangency.core.run.Study;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/** Passes everything on; tests override what they want to see fail. */
public class ForwardingShelf implements ScenarioShelf {
    private final ScenarioShelf to;

    protected ForwardingShelf(ScenarioShelf to) {
        this.to = to;
    }

    @Override
    public String place() {
        return to.place();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public List<Item> list() {
        return to.list();
    }

    @Override
    public Scenario load(String id) {
        return to.load(id);
    }

    @Override
    public List<Version> history(String id) {
        return to.history(id);
    }

    @Override
    public Scenario load(String id, int version) {
        return to.load(id, version);
    }

    @Override
    public Item save(@Nullable String id, Scenario scenario, String label) {
        return to.save(id, scenario, label);
    }

    @Override
    public void keepStudy(Item item, Study study) {
        to.keepStudy(item, study);
    }

    @Override
    public Optional<Study> study(Item item) {
        return to.study(item);
    }

    @Override
    public void delete(String id) {
        to.delete(id);
    }

    @Override
    public Item undelete(String id) {
        return to.undelete(id);
    }

    @Override
    public String keepFile(Path file) throws IOException {
        return to.keepFile(file);
    }

    @Override
    public Scenario read(Path file) throws IOException {
        return to.read(file);
    }

    @Override
    public String write(Scenario scenario) {
        return to.write(scenario);
    }

    @Override
    public Optional<String> setting(String name) {
        return to.setting(name);
    }

    @Override
    public void setting(String name, String text) {
        to.setting(name, text);
    }

    @Override
    public MarketData load(MarketSpec spec) {
        return to.load(spec);
    }

    @Override
    public void close() {
        to.close();
    }
}
