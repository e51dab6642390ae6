package tangency.app.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

import org.jspecify.annotations.Nullable;
import tangency.app.diagnostics.Diagnostics;
import tangency.app.panel.PanelDescriptor;
import tangency.app.panel.PanelTable;
import tangency.app.session.Background;
import tangency.app.session.Library;
import tangency.app.session.Snapshot;
import tangency.storage.file.WholeFile;

/** What commands and panel frames do that needs files, clipboard or a question. */
final class ShellActions implements Commands.Host, PanelFrame.Host {
    private static final double SHARPNESS = 2;
    /** Bytes of a file in which its first column's name is sought. */
    private static final int LONGEST_HEADER = 4_096;

    private final ShellViewModel model;
    private final Background background;
    private final FileDialogs dialogs;
    private final @Nullable ReportExport reports;
    private final Overlay overlay;
    private final Shell.Outer outer;
    private final Shell shell;

    ShellActions(ShellViewModel model, Background background, FileDialogs dialogs, @Nullable ReportExport reports,
            Overlay overlay, Shell.Outer outer, Shell shell) {
        this.model = model;
        this.background = background;
        this.dialogs = dialogs;
        this.reports = reports;
        this.overlay = overlay;
        this.outer = outer;
        this.shell = shell;
    }

    /** Takes in a file that was dropped: a scenario, an assets file or prices, as its content tells. */
    void take(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            library().files().importScenario(file);
        } else if (Files.isDirectory(file)) {
            library().files().importPrices(file);
        } else {
            background.run("Looking at " + file.getFileName(), () -> describesAssets(file), assets -> {
                if (assets) {
                    library().files().importAssets(file);
                } else {
                    library().files().importPrices(file);
                }
            }, library()::fail);
        }
    }

    /** Whether a CSV describes assets: its first column is "id" (or "symbol"), where prices have a date. */
    static boolean describesAssets(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false; // whoever loads it says why not
        }
        try (InputStream in = Files.newInputStream(file)) {
            String header = new String(in.readNBytes(LONGEST_HEADER), StandardCharsets.UTF_8).replace("\ufeff", "");
            String first = header.split("[,;\t\r\n]", 2)[0];
            return first.strip().replace("\"", "").toLowerCase(Locale.ROOT).matches("id|symbol|ticker|asset");
        }
    }

    @Override
    public void openData() {
        dialogs.open("Load prices", FileDialogs.Kind.PRICES).ifPresent(library().files()::importPrices);
    }

    @Override
    public void openAssets() {
        dialogs.open("Load an assets file", FileDialogs.Kind.ASSETS).ifPresent(library().files()::importAssets);
    }

    @Override
    public void openScenarioFile() {
        dialogs.open("Import a scenario", FileDialogs.Kind.SCENARIO).ifPresent(library().files()::importScenario);
    }

    @Override
    public void showScenarios() {
        shell.toggleScenarios();
    }

    @Override
    public void saveAs() {
        Prompt.text(overlay, "Save as a new scenario", model.session().scenario().name() + " 2", "Save",
                library()::saveAs);
    }

    @Override
    public void exportScenario() {
        dialogs.save("Export the scenario", FileDialogs.Kind.SCENARIO, fileName("json"))
                .ifPresent(library().files()::exportScenario);
    }

    @Override
    public void exportReport() {
        Snapshot answer = model.session().snapshot();
        ReportExport writer = reports;
        if (answer == null || writer == null) {
            return;
        }
        dialogs.save("Export a report", FileDialogs.Kind.REPORT, fileName("html")).ifPresent(chosen -> {
            Path file = withEnding(chosen, ".html", ".pdf", ".xlsx");
            write("Writing the report", file, path -> writer.write(answer, path));
        });
    }

    @Override
    public void chooseWorkspace() {
        dialogs.folder("Open a workspace").ifPresent(outer::chooseWorkspace);
    }

    @Override
    public void workspace(Shell.WorkspaceTask task) {
        outer.workspace(task);
    }

    @Override
    public void quit() {
        outer.close();
    }

    void askBeforeClosing(List<String> unsaved, Runnable close) {
        String what = unsaved.size() == 1
                ? "\"" + unsaved.getFirst() + "\" has changes that are not saved."
                : unsaved.size() + " scenarios have changes that are not saved: " + String.join(", ", unsaved) + ".";
        List<Prompt.Answer> answers = new ArrayList<>();
        if (library().durable()) {
            answers.add(new Prompt.Answer("close-save", "Try again", "accent",
                    () -> library().saveAll(close, () -> askBeforeClosing(unsaved, close))));
        } else {
            answers.add(new Prompt.Answer("close-choose", "Choose a folder…", "accent", this::chooseWorkspace));
        }
        answers.add(new Prompt.Answer("close-copy", "Save a copy as…", "", this::exportScenario));
        answers.add(new Prompt.Answer("close-discard", "Close without saving", "danger", close));
        Prompt.choice(overlay, library().durable() ? "Not everything is saved" : "Nothing is kept",
                (library().durable() ? "" : "There is no workspace. ") + what, answers, "Stay");
    }

    @Override
    public void toggleTheme() {
        outer.toggleTheme();
    }

    @Override
    public void toggleEditor() {
        shell.toggleEditor();
    }

    @Override
    public void maximise() {
        PanelDescriptor active = shell.grid().activeProperty().get();
        if (active != null) {
            shell.grid().toggleMaximise(active);
        }
    }

    @Override
    public void resetLayout() {
        shell.grid().reset();
    }

    @Override
    public void focusPanel(int place) {
        if (place < shell.grid().shown().size()) {
            shell.grid().show(shell.grid().shown().get(place));
        }
    }

    @Override
    public void show(PanelDescriptor panel) {
        shell.grid().show(panel);
    }

    @Override
    public void palette() {
        if (overlay.isOpen()) {
            overlay.close();
        } else {
            CommandPalette.open(overlay, shell.commands());
        }
    }

    @Override
    public void shortcuts() {
        ShortcutSheet.open(overlay, shell.commands());
    }

    @Override
    public void saveDiagnostics() {
        Diagnostics diagnostics = outer.diagnostics();
        Prompt.preview(overlay, "Save diagnostics",
                "This is all that is saved: how the program runs and where it failed. No names, prices, weights or paths.",
                diagnostics.text(), new Prompt.Answer("diagnostics-save", "Save…", "accent",
                        () -> dialogs.save("Save diagnostics", FileDialogs.Kind.ZIP, "tangency-diagnostics.zip")
                                .ifPresent(chosen -> write("Writing diagnostics", withEnding(chosen, ".zip"),
                                        diagnostics::save))));
    }

    @Override
    public void maximise(PanelFrame frame) {
        shell.grid().toggleMaximise(frame.descriptor());
    }

    @Override
    public void activate(PanelFrame frame) {
        shell.grid().activate(frame.descriptor());
    }

    @Override
    public void exportPicture(PanelFrame frame) {
        WritableImage picture = picture(frame.panel().view());
        dialogs.save("Export a picture", FileDialogs.Kind.PICTURE, fileName(frame, "png"))
                .ifPresent(chosen -> write("Writing a picture", withEnding(chosen, ".png"),
                        path -> PictureBooth.writePng(picture, path)));
    }

    @Override
    public void exportTable(PanelFrame frame) {
        PanelTable table = frame.panel().table();
        if (table == null) {
            library().tell("There are no numbers to export yet");
            return;
        }
        dialogs.save("Export the numbers", FileDialogs.Kind.TABLE, fileName(frame, "csv"))
                .ifPresent(chosen -> write("Writing a table", withEnding(chosen, ".csv"),
                        path -> WholeFile.write(path, PanelTables.csv(table))));
    }

    @Override
    public void copy(PanelFrame frame) {
        ClipboardContent content = new ClipboardContent();
        content.putImage(picture(frame.panel().view()));
        PanelTable table = frame.panel().table();
        content.putString(table == null ? frame.panel().describe() : PanelTables.tabbed(table));
        Clipboard.getSystemClipboard().setContent(content);
        library().tell("Copied " + frame.descriptor().title().toLowerCase(Locale.ROOT)
                + (table == null ? "" : " as picture and numbers"));
    }

    private static WritableImage picture(Node view) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(SHARPNESS, SHARPNESS));
        parameters.setFill(Color.TRANSPARENT);
        return view.snapshot(parameters, null);
    }

    private void write(String what, Path file, FileWork work) {
        background.run(what, () -> {
            work.on(file);
            return file;
        }, done -> library().tell("Wrote " + done), library()::fail);
    }

    @FunctionalInterface
    private interface FileWork {
        void on(Path file) throws IOException;
    }

    private Library library() {
        return model.library();
    }

    private String fileName(String ending) {
        return SuggestedName.of(model.session().scenario().name(), "." + ending);
    }

    private String fileName(PanelFrame frame, String ending) {
        return SuggestedName.of(model.session().scenario().name(), "-" + frame.descriptor().id() + "." + ending);
    }

    private static Path withEnding(Path chosen, String... endings) {
        String name = chosen.toString().toLowerCase(Locale.ROOT);
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return chosen;
            }
        }
        return chosen.resolveSibling(chosen.getFileName() + endings[0]);
    }
}
