package tangency.app.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Background;
import tangency.app.session.Library;
import tangency.app.session.WorkspaceCare;
import tangency.app.shell.Prompt.Answer;
import tangency.app.shell.Start.Opening;
import tangency.storage.workspace.Backup;
import tangency.storage.workspace.Damage;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.WorkspaceException;

/**
 * What is said and asked about the workspace as a whole: that it is open elsewhere, damaged or locked by a password, and
 * what then; backups, restore, check. FX thread; what touches a disk runs in the {@link Background}.
 */
final class WorkspaceCards {
    /** So many damages and backups are shown. */
    private static final int SHOWN = 8;

    /** What the window does. */
    interface Host {
        Library library();

        Background background();

        Shell shell();

        /** Saves what is open, then opens something else in its place; closes the password. */
        void moveTo(Path folder, Opening opening, @Nullable Password password);

        void close();
    }

    private final Host host;

    WorkspaceCards(Host host) {
        this.host = host;
    }

    /**
     * Says why a workspace cannot be opened, and what can be done about it.
     *
     * @param tried what was refused, to be tried again with a password; null to open the workspace itself
     */
    void refused(Start start, @Nullable Opening tried) {
        WorkspaceException refusal = start.refusal();
        if (refusal == null) {
            throw new IllegalArgumentException("nothing was refused in " + start.folder());
        }
        Path folder = start.folder();
        Backup backup = start.backup();
        Opening opening = tried == null ? password -> Start.in(folder, password) : tried;
        Shell shell = host.shell();
        String message = String.valueOf(refusal.getMessage());
        Answer again = new Answer("workspace-again", "Try again", "", () -> open(folder));
        List<Answer> answers = new ArrayList<>();
        switch (refusal.kind()) {
            case OPEN_ELSEWHERE -> {
                answers.add(new Answer("workspace-focus", "Go to that window", "", () -> focus(folder)));
                if (backup != null) {
                    answers.add(new Answer("workspace-look", "Look at the " + Start.said(backup), "",
                            () -> look(folder, backup)));
                }
                answers.add(again);
                shell.say("This workspace is open in another window", message, ending(answers));
            }
            case DAMAGED -> {
                if (backup != null) {
                    answers.add(new Answer("workspace-restore", "Restore the " + Start.said(backup) + "…", "",
                            () -> confirm(folder, backup)));
                }
                answers.add(new Answer("workspace-salvage", "Open what can be read", "",
                        () -> host.moveTo(folder, password -> Start.salvaged(folder, password), null)));
                answers.add(again);
                shell.say("The workspace is damaged", message, ending(answers));
            }
            case PASSWORD_MISSING, PASSWORD_WRONG -> {
                boolean wrong = refusal.kind() == WorkspaceException.Kind.PASSWORD_WRONG;
                answers.add(new Answer("workspace-password", "Enter the password…", "",
                        () -> askPassword(folder, opening, false)));
                shell.say("The workspace is encrypted", message, ending(answers));
                askPassword(folder, opening, wrong);
            }
            default -> {
                answers.add(again);
                answers.add(new Answer("workspace-without", "Continue without saving", "", shell::sayNothing));
                shell.say("No workspace: what you do now is not kept", message, ending(answers));
            }
        }
    }

    private List<Answer> ending(List<Answer> answers) {
        answers.add(new Answer("workspace-choose", "Another folder…", "",
                () -> Bars.find(host.shell().commands(), "choose-workspace").run()));
        answers.add(new Answer("workspace-quit", "Quit", "", host::close));
        return List.copyOf(answers);
    }

    /** Says that nothing is kept of what is done to a workspace that is only looked at. */
    void lookedAt(Path folder, String what) {
        host.shell().say("Read-only: " + what,
                "Look, change and compare as you like: nothing of it goes into the workspace. Export what you want to keep.",
                List.of(new Answer("workspace-again", "Open the workspace", "", () -> open(folder)),
                        new Answer("workspace-export", "Export the scenario…", "",
                                () -> Bars.find(host.shell().commands(), "export-scenario").run()),
                        new Answer("workspace-quit", "Quit", "", host::close)));
    }

    private void open(Path folder) {
        host.moveTo(folder, password -> Start.in(folder, password), null);
    }

    private void look(Path folder, Backup backup) {
        host.moveTo(folder, password -> Start.backup(folder, backup, password), null);
    }

    private void askPassword(Path folder, Opening opening, boolean wrong) {
        Prompt.password(host.shell().overlay(), wrong ? "That is not the password" : "Password of the workspace",
                folder.toString(), "Open", letters -> host.moveTo(folder, opening, Password.of(letters)));
    }

    /** Brings the window that has the workspace to the front, in place of this one. */
    private void focus(Path folder) {
        host.background().run("Looking for the other window", () -> Doorbell.ring(folder), answered -> {
            if (answered) {
                host.close();
            } else {
                host.library().fail("No window answers. Another program has the workspace open, such as a command line"
                        + " run: try again when it is done.");
            }
        }, host.library()::fail);
    }

    /** Makes a backup and says so. */
    void backUp() {
        WorkspaceCare care = host.library().care().orElse(null);
        if (care != null) {
            host.background().run("Making a backup", care::backUp,
                    made -> host.library().tell("Made and read back: " + described(made)), host.library()::fail);
        }
    }

    /** Reads everything and says what is damaged. */
    void check() {
        WorkspaceCare care = host.library().care().orElse(null);
        if (care != null) {
            host.background().run("Checking the workspace", care::check, this::checked, host.library()::fail);
        }
    }

    private void checked(List<Damage> damages) {
        if (damages.isEmpty()) {
            host.library().tell("Everything in the workspace was read: nothing is damaged");
            return;
        }
        String more = damages.size() > SHOWN ? "\nand " + (damages.size() - SHOWN) + " more" : "";
        Prompt.choice(host.shell().overlay(), damages.size() == 1 ? "One damage" : damages.size() + " damages",
                damages.stream().limit(SHOWN).map(Damage::message).collect(Collectors.joining("\n")) + more,
                List.of(new Answer("check-restore", "Restore a backup…", "accent", this::restore)), "Close");
    }

    /** Asks which backup to go back to. */
    void restore() {
        WorkspaceCare care = host.library().care().orElse(null);
        if (care == null) {
            return;
        }
        Path folder = Path.of(host.library().place());
        host.background().run("Looking for backups", care::backups, backups -> {
            List<Backup> whole = backups.stream().filter(Backup::verified).limit(SHOWN).toList();
            if (whole.isEmpty()) {
                host.library().fail("There is no backup of this workspace yet.");
                return;
            }
            Prompt.list(host.shell().overlay(), "Restore a backup",
                    "The workspace as it is now is kept beside it.",
                    whole.stream().map(backup -> new Answer("restore-" + backup.name(), described(backup), "",
                            () -> confirm(folder, backup))).toList());
        }, host.library()::fail);
    }

    private void confirm(Path folder, Backup backup) {
        Prompt.choice(host.shell().overlay(), "Go back to the " + Start.said(backup) + "?",
                "It holds " + content(backup)
                        + ". What was changed since then is not in it; the workspace as it is now is kept in its folder \"replaced\".",
                List.of(new Answer("restore-now", "Restore", "accent",
                        () -> host.moveTo(folder, password -> Start.restored(folder, backup, password), null))),
                "Cancel");
    }

    private static String described(Backup backup) {
        String text = Start.said(backup) + ": " + content(backup);
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private static String content(Backup backup) {
        return counted(backup.scenarios(), "scenario") + ", " + counted(backup.datasets(), "dataset");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
