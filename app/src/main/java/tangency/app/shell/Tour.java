package tangency.app.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.run.Study;
import tangency.core.scenario.Scenario;
import tangency.core.solve.FrontierResult;

/**
 * What the program does where there is no display: the what-if that an analyst would try first, by itself. It opens the
 * workspace, drags the frontier to a target return, saves the result as a scenario of its own, and writes report and
 * pictures.
 */
final class Tour {

    private final Path folder;
    private final @Nullable ReportExport reports;
    private final PrintStream out;

    /**
     * @param folder what is written goes here
     * @param reports writes the report, null where none can be written
     */
    Tour(Path folder, @Nullable ReportExport reports, PrintStream out) {
        this.folder = folder;
        this.reports = reports;
        this.out = out;
    }

    /** Does all of it; the toolkit must be running. Closes what it was given. */
    void run(Start start) throws IOException {
        Files.createDirectories(folder);
        try {
            if (start.trouble() != null) {
                out.println("The workspace: " + start.trouble());
            }
            out.println("No display: working through \"" + start.scenario().name() + "\" without one.");
            Gallery gallery = Gallery.of(start.scenario(), start.shelf());
            Session session = gallery.session();
            say("As opened", session);
            Double target = target(session.snapshot());
            if (target != null) {
                Toolkit.onFx(() -> {
                    session.drag("tour", Session.TARGET_RETURN, s -> withTarget(s, target));
                    session.endGesture();
                    return null;
                });
                say(String.format(Locale.ROOT, "Dragged along the frontier to %.2f %% a year",
                        100 * target * session.scenario().window().periodsPerYear()), session);
            }
            if (start.trouble() == null) {
                Scenario changed = session.scenario().withName(session.scenario().name() + " - what-if");
                start.shelf().save(null, changed, Session.TARGET_RETURN);
                out.println("Saved as \"" + changed.name() + "\" in the workspace " + start.folder().toAbsolutePath());
            }
            report(session.snapshot());
            List<Path> pictures = gallery.draw(folder.resolve("panels"));
            out.println("Pictures of the panels: " + pictures.size() + " files in "
                    + folder.resolve("panels").toAbsolutePath());
        } finally {
            start.shelf().close();
        }
    }

    private void report(@Nullable Snapshot answer) throws IOException {
        if (reports == null || answer == null || answer.study() == null) {
            return;
        }
        List<String> written = new ArrayList<>();
        for (String name : List.of("report.html", "report.pdf")) {
            Path file = folder.resolve(name);
            reports.write(answer, file);
            written.add(file.toAbsolutePath().toString());
        }
        out.println("Report: " + String.join(" and ", written));
    }

    private void say(String what, Session session) {
        Snapshot snapshot = session.snapshot();
        Study study = snapshot == null ? null : snapshot.study();
        if (study == null || study.measures() == null) {
            out.println(what + ": " + (study == null
                    ? "no answer: " + session.problemsProperty().get()
                    : study.status() + (study.message() == null ? "" : ", " + study.message())));
            return;
        }
        out.println(String.format(Locale.ROOT,
                "%s: %s, return %.2f %%, volatility %.2f %% a year, %.1f effective assets (%.1f ms)", what,
                study.status(), percent(study.measures().annualReturn()), percent(study.measures().annualVolatility()),
                study.measures().effectiveAssets(), session.solveMillisecondsProperty().get()));
    }

    private static double percent(@Nullable Double fraction) {
        return fraction == null ? Double.NaN : 100 * fraction;
    }

    /** Half way between least risk and the answer as opened; null where there is no frontier or no answer. */
    private static @Nullable Double target(@Nullable Snapshot snapshot) {
        Study study = snapshot == null ? null : snapshot.study();
        if (snapshot == null || study == null || study.measures() == null || study.measures().mean() == null
                || !(snapshot.frontier() instanceof FrontierResult.Traced traced)) {
            return null;
        }
        return (traced.frontier().minimumRisk().mean() + study.measures().mean()) / 2;
    }

    private static Scenario withTarget(Scenario scenario, double mean) {
        return scenario.withModel(Model.MeanRisk.MINIMUM_VARIANCE)
                .withConstraint(new Constraint.Return(Session.TARGET_RETURN, true, mean));
    }
}
