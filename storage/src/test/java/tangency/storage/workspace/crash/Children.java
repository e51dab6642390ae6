package tangency.storage.workspace.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Java processes to be killed. {@link #archived} ones start several times faster: their classes are read from one shared archive. */
final class Children {
    private final Path temp;
    private final String classPath;
    private final List<String> flags = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData", "-Xmx256m"));

    private Children(Path temp, String classPath) {
        this.temp = temp;
        this.classPath = classPath;
        flags.add("-Djava.io.tmpdir=" + temp);
    }

    /** @param temp their temporary folder and that of their standard error */
    static Children plain(Path temp) {
        return new Children(temp, System.getProperty("java.class.path"));
    }

    static Children archived(Path temp) throws IOException, InterruptedException {
        Children children = new Children(temp, jars(temp));
        children.flags.add("-XX:+AutoCreateSharedArchive");
        children.flags.add("-XX:SharedArchiveFile=" + temp.resolve("classes.jsa"));
        Process first = children.start(Worker.class, temp.resolve("first.err"), temp.resolve("first").toString(), "1",
                Worker.Task.FEW.name());
        first.getInputStream().transferTo(OutputStream.nullOutputStream());
        if (first.waitFor() != 0) {
            throw new IOException(Files.readString(temp.resolve("first.err")));
        }
        return children;
    }

    Process start(Class<?> main, Path errors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(temp.toFile()).redirectError(errors.toFile()).start();
    }

    /** The class path with its folders as jars: an archive takes classes from jars only. */
    private static String jars(Path temp) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.isEmpty()) {
                continue;
            }
            Path path = Path.of(entry);
            jars.add(Files.isDirectory(path)
                    ? jar(path, temp.resolve("classes" + jars.size() + ".jar")).toString()
                    : entry);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path jar(Path folder, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> !f.equals(folder)).toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                if (Files.isDirectory(file)) { // Flyway looks for its folder
                    out.putNextEntry(new JarEntry(name + "/"));
                } else {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
        return jar;
    }
}
