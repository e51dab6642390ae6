package tangency.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;

/** How a person is asked for files; tests answer for the person. */
interface FileDialogs {
    /** A kind of file: what it is, and how its names end ("*.csv"). */
    record Kind(String title, List<String> patterns) {
        static final Kind PRICES = new Kind("Price files", List.of("*.csv", "*.txt"));
        static final Kind ASSETS = new Kind("Assets files", List.of("*.csv", "*.txt"));
        static final Kind SCENARIO = new Kind("Scenarios", List.of("*.json"));
        static final Kind REPORT = new Kind("Reports", List.of("*.html", "*.pdf"));
        static final Kind PICTURE = new Kind("Pictures", List.of("*.png"));
        static final Kind ZIP = new Kind("Zip files", List.of("*.zip"));
        static final Kind TABLE = new Kind("Tables", List.of("*.csv"));
    }

    Optional<Path> open(String title, Kind kind);

    Optional<Path> save(String title, Kind kind, String name);

    Optional<Path> folder(String title);

    /** No dialogs: nothing is ever chosen. For windows that only have their picture taken. */
    static FileDialogs none() {
        return new FileDialogs() {
            @Override
            public Optional<Path> open(String title, Kind kind) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> save(String title, Kind kind, String name) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> folder(String title) {
                return Optional.empty();
            }
        };
    }

    /** The dialogs of the system. */
    static FileDialogs of(Stage owner) {
        return new FileDialogs() {
            @Override
            public Optional<Path> open(String title, Kind kind) {
                return path(chooser(title, kind).showOpenDialog(owner));
            }

            @Override
            public Optional<Path> save(String title, Kind kind, String name) {
                FileChooser chooser = chooser(title, kind);
                chooser.setInitialFileName(name);
                return path(chooser.showSaveDialog(owner));
            }

            @Override
            public Optional<Path> folder(String title) {
                DirectoryChooser chooser = new DirectoryChooser();
                chooser.setTitle(title);
                return path(chooser.showDialog(owner));
            }

            private FileChooser chooser(String title, Kind kind) {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(title);
                if (kind == Kind.REPORT) {
                    kind.patterns().forEach(p -> chooser.getExtensionFilters()
                            .add(new ExtensionFilter(p.substring(2).toUpperCase(java.util.Locale.ROOT), p)));
                } else {
                    chooser.getExtensionFilters().addAll(new ExtensionFilter(kind.title(), kind.patterns()),
                            new ExtensionFilter("All files", "*"));
                }
                return chooser;
            }

            private Optional<Path> path(@org.jspecify.annotations.Nullable File file) {
                return Optional.ofNullable(file).map(File::toPath);
            }
        };
    }
}
