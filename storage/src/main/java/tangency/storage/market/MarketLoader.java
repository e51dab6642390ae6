package tangency.storage.market;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.PriceTable;
import tangency.core.market.Universe;
import tangency.core.scenario.MarketSpec;

/** Loads all that a scenario's market part names. */
public final class MarketLoader {
    /** Dates at the end of the volumes over which ADV is averaged where the assets file has none. */
    static final int ADV_DATES = 60;

    private static final int NAMED = 5;

    private final Sources sources;
    private final FindingList findings = new FindingList();
    private final Map<String, String> inputs = new LinkedHashMap<>();

    private MarketLoader(Sources sources) {
        this.sources = sources;
    }

    /**
     * The data with everything that was found about it. Never throws for what is wrong with a file or its place: that is
     * a refusal among the findings, and the rest is loaded.
     */
    public static MarketData load(MarketSpec spec, Sources sources) {
        return new MarketLoader(sources).load(spec);
    }

    private MarketData load(MarketSpec spec) {
        PriceFile prices = new PriceFile(Series.EMPTY.table(), null, List.of());
        Source source = open(spec.prices());
        if (source != null) {
            prices = PriceReader.read(source, spec.returns());
            findings.addAll(prices.findings());
        }
        PriceTable table = prices.table();
        Universe universe = universe(spec, table);
        PriceTable volumes = series(spec.volumes(), PriceReader::readVolumes);
        PriceTable shares = volumes == null ? prices.volumes() : volumes;
        if (shares != null && !spec.returns()) {
            universe = withAdv(universe, table, shares);
        }
        PriceTable factors = series(spec.factors(), FactorReader::read);
        if (source != null && source.note() != null) {
            findings.add(Finding.info(source.name(), null, null, source.note()));
        }
        return new MarketData(table, spec.returns(), universe, shares, factors, findings.toList(), inputs);
    }

    private @Nullable PriceTable series(@Nullable String path, BiFunction<String, byte[], PriceFile> reader) {
        Source source = openFile(path);
        if (source == null) {
            return null;
        }
        PriceFile file = reader.apply(source.name(), source.content());
        findings.addAll(file.findings());
        return file.table();
    }

    private @Nullable Source openFile(@Nullable String path) {
        Source source = path == null ? null : open(path);
        if (source != null && source.folder()) {
            findings.add(Finding.error(source.name(), null, null, "a folder; expected a file"));
            return null;
        }
        return source;
    }

    /** What is behind a path; null, with a refusal added, if nothing can be read there. */
    private @Nullable Source open(String path) {
        try {
            Source source = sources.open(path);
            inputs.put(path, source.sha256());
            return source;
        } catch (NoSuchFileException e) {
            refuse(path, "no such file" + (e.getReason() == null ? "" : ": " + e.getReason()));
        } catch (AccessDeniedException e) {
            refuse(path, "may not be read: " + e.getFile());
        } catch (FileSystemException e) {
            refuse(path, "cannot be read: " + (e.getReason() == null ? e.getMessage() : e.getReason()));
        } catch (IOException e) {
            refuse(path, "cannot be read: " + e.getMessage());
        }
        return null;
    }

    private void refuse(String path, String message) {
        findings.add(Finding.error(path, null, null, message));
    }

    /** One asset per price column, described by the assets file where that has a row for it. */
    private Universe universe(MarketSpec spec, PriceTable table) {
        Source source = openFile(spec.assets());
        if (source == null) {
            return new Universe(table.ids().stream().map(Asset::of).toList());
        }
        AssetFile file = AssetReader.read(source.name(), source.content());
        findings.addAll(file.findings());
        Map<String, Asset> described = new LinkedHashMap<>();
        file.assets().forEach(asset -> described.put(asset.id(), asset));
        List<Asset> assets = new ArrayList<>();
        List<String> bare = new ArrayList<>();
        for (String id : table.ids()) {
            Asset asset = described.get(id);
            if (asset == null) {
                bare.add(id);
            }
            assets.add(asset == null ? Asset.of(id) : asset);
        }
        if (!described.isEmpty() && !table.ids().isEmpty()) {
            note(source.name(), bare,
                    " of " + table.ids().size() + " assets of " + spec.prices() + " have no row here: ");
            Set<String> unused = new HashSet<>(described.keySet());
            table.ids().forEach(unused::remove);
            note(source.name(), described.keySet().stream().filter(unused::contains).toList(),
                    " of " + described.size() + " rows name no asset of " + spec.prices() + ": ");
        }
        return new Universe(assets);
    }

    private void note(String file, List<String> ids, String what) {
        if (!ids.isEmpty()) {
            String named = String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())));
            findings.add(Finding.info(file, null, null, ids.size() + what + named
                    + (ids.size() > NAMED ? " and " + (ids.size() - NAMED) + " more" : "")));
        }
    }

    /**
     * Fills ADV where it is not known: mean of price times volume over the last {@link #ADV_DATES} dates of the volumes,
     * those without a price or volume left out.
     */
    private static Universe withAdv(Universe universe, PriceTable prices, PriceTable volumes) {
        Map<String, Integer> volumeOf = new HashMap<>();
        volumes.ids().forEach(id -> volumeOf.put(id, volumeOf.size()));
        Map<LocalDate, Integer> rowOf = new HashMap<>();
        prices.dates().forEach(date -> rowOf.put(date, rowOf.size()));
        int end = volumes.dates().size();
        int start = Math.max(0, end - ADV_DATES);
        List<Asset> assets = new ArrayList<>();
        for (int i = 0; i < universe.size(); i++) {
            Asset asset = universe.assets().get(i);
            Integer column = volumeOf.get(asset.id());
            double sum = 0;
            int count = 0;
            for (int t = start; column != null && t < end; t++) {
                Integer row = rowOf.get(volumes.dates().get(t));
                double traded = row == null ? Double.NaN : prices.series(i)[row] * volumes.series(column)[t];
                if (!Double.isNaN(traded)) {
                    sum += traded;
                    count++;
                }
            }
            assets.add(asset.adv() != null || count == 0 ? asset : asset.withAdv(sum / count));
        }
        return new Universe(assets);
    }
}
