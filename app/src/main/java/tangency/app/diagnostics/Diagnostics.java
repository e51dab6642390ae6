package tangency.app.diagnostics;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import tangency.core.run.Pipeline;
import tangency.storage.file.WholeFile;

/**
 * What a person may send to whoever looks after the program: version, machine, faults. No name, number, path or id of
 * the user's; what is saved is exactly what {@link #text} shows.
 *
 * @param about what is known, in order: "Memory" to "512 MB in use, at most 2,048 MB"
 * @param faults what went wrong, as {@link FaultLog#text} tells
 */
public record Diagnostics(Map<String, String> about, String faults) {
    /** Virtual machine options that say how it runs, and hold no path. */
    private static final String TELLING = "-XX:[+-]\\w+|-XX:\\w+=\\d+[kmgKMG]?|-X(mx|ms|ss)\\d+[kmgKMG]?"
            + "|-D(glass\\.platform|prism\\.[a-z]+|h2\\.allowedClasses)=\\w{1,20}";

    public Diagnostics {
        about = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(about));
    }

    /** Of this process. @param more what else is known, after the rest; nothing of the user's */
    public static Diagnostics of(FaultLog faults, Map<String, String> more) {
        Runtime machine = Runtime.getRuntime();
        Map<String, String> about = new LinkedHashMap<>();
        about.put("Tangency", Pipeline.VERSION);
        about.put("Java", property("java.runtime.version") + ", " + property("java.vendor"));
        about.put("System", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
        about.put("Processors", String.valueOf(machine.availableProcessors()));
        about.put("Memory", megabytes(machine.totalMemory() - machine.freeMemory()) + " in use, at most "
                + megabytes(machine.maxMemory()));
        about.put("Options", options(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        about.put("Language", Locale.getDefault().toLanguageTag() + ", " + property("file.encoding"));
        about.putAll(more);
        return new Diagnostics(about, faults.text());
    }

    /** Everything in it. */
    public String text() {
        return aboutText() + "\n" + faultText();
    }

    /** Writes it as a zip of two texts, whole or not at all. */
    public void save(Path zip) throws IOException {
        WholeFile.write(zip, this::write);
    }

    /** Writes it as that zip. */
    public void write(OutputStream stream) throws IOException {
        ZipOutputStream out = new ZipOutputStream(stream);
        entry(out, "about.txt", aboutText());
        entry(out, "faults.txt", faultText());
        out.finish();
    }

    private static void entry(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    private String aboutText() {
        return about.entrySet().stream().map(fact -> fact.getKey() + ": " + fact.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private String faultText() {
        return faults.isEmpty() ? "No faults are noted.\n" : faults;
    }

    static String options(List<String> arguments) {
        String told = arguments.stream().filter(argument -> argument.matches(TELLING))
                .collect(Collectors.joining(" "));
        return told.isEmpty() ? "none" : told;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", bytes / (1024 * 1024));
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
