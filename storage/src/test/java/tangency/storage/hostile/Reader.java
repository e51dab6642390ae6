package tangency.storage.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The readers that are tried, with inputs to start from: the files of the tests, faulty ones first of all. */
enum Reader {
    PRICES("Prices", Readers::prices, "market/faulty", "market/readable", "market/downloads"), ASSETS("Assets",
            Readers::assets, "market/faulty/assets", "market/readable"), SCENARIO("Scenario", Readers::scenario,
                    "document/faulty"), STUDY("Study", Readers::study, "document/faulty"), ZIP("Zip", Readers::zip);

    final String entrance;
    private final Function<byte[], String> read;
    private final List<String> folders;

    Reader(String entrance, Function<byte[], String> read, String... folders) {
        this.entrance = entrance;
        this.read = read;
        this.folders = List.of(folders);
    }

    /** What became of the input: "read", or "refused" and why. */
    String read(byte[] bytes) {
        return read.apply(bytes);
    }

    List<byte[]> seeds(Path resources) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(resources.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    seeds.add(Files.readAllBytes(file));
                }
            }
        }
        if (this == SCENARIO) {
            seeds.add(SCENARIO_SEED.getBytes(UTF_8));
        }
        if (this == STUDY) {
            seeds.add(STUDY_SEED.getBytes(UTF_8));
        }
        if (this == ZIP) {
            seeds.add(zip(ZipEntry.DEFLATED));
            seeds.add(zip(ZipEntry.STORED));
        }
        return seeds;
    }

    private static byte[] zip(int method) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("datasets/p.csv", "scenarios/s-000001.json", "notes.txt")) {
                byte[] bytes = SCENARIO_SEED.getBytes(UTF_8);
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                    crc.update(bytes);
                    entry.setCrc(crc.getValue());
                    entry.setSize(bytes.length);
                }
                zip.putNextEntry(entry);
                zip.write(bytes);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static final String SCENARIO_SEED = """
            {"format": "tangency-scenario/1", "name": "Capped, with a view", "market": {"prices": "prices.csv", "benchmark":
            {"weights": {"A": 1}}, "riskFree": 5e-5}, "universe": ["A", "B"], "window": {"from": "2013-02-08", "to":
            "2018-02-07", "frequency": "weekly", "missing": "fail", "periodsPerYear": 52}, "estimates": {"mean": {"method":
            "black-litterman", "tau": 0.05, "views": [{"name": "v", "long": {"group:sector=Oil": 1}, "short": {"B": 1},
            "return": 1e-4, "confidence": 0.6}]}, "covariance": {"method": "given", "matrix": [[1, 0.5], [0.5, 2]]}},
            "model": {"method": "mean-risk", "goal": "maximise-utility", "riskAversion": 4, "risk": "cvar", "level": 0.9,
            "meanUncertainty": {"shape": "box", "kappa": 1}}, "constraints": [{"name": "b", "type": "budget", "min": 0.5,
            "max": 1}, {"name": "g", "type": "group", "by": "sector", "value": "Oil", "max": 0.5, "enabled": false}],
            "costs": {"linear": {"A": 0.001}, "fixed": 5, "spread": true, "impact": {"coefficient": 0.1}, "horizon": 21},
            "holdings": {"capital": 1000000, "weights": {"A": 0.5}}, "limits": {"seconds": 1.5, "nodes": 10},
            "notes": "n\\u00e9", "seed": 7}
            """;

    private static final String STUDY_SEED = """
            {"format": "tangency-study/1", "scenario": {"format": "tangency-scenario/1", "name": "x", "universe": ["A"],
            "estimates": {"mean": {"method": "given", "values": {"A": 0}}, "covariance": {"method": "given", "matrix": [[1]]}},
            "model": {"method": "equal-weight"}}, "status": "optimal", "message": null, "assets": ["A"], "weights": [1],
            "cash": 0, "objective": 1, "certificate": {"primalResidual": 0, "dualResidual": 0, "relativeGap": 0}, "measures":
            {"mean": 0, "volatility": 1}, "riskContributions": [1], "constraints": [{"name": "Fully invested", "value": 1,
            "min": 1, "max": 1, "slack": 0, "multiplier": 0, "binding": true}], "conflict": null, "relaxation": null,
            "findings": [{"severity": "warning", "where": "p.csv:17:A", "message": "m"}], "run": {"engine": "1.0.0",
            "inputs": {"p.csv": "00"}, "started": "2026-01-31T12:00:00Z", "milliseconds": 12, "iterations": 7}}
            """;
}
