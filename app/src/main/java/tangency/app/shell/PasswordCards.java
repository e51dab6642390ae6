package tangency.app.shell;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.app.session.WorkspaceCare;
import tangency.app.shell.Prompt.Answer;
import tangency.storage.workspace.Password;

/** Sets, changes or removes the password of the open workspace. FX thread. */
final class PasswordCards {
    static final String WARNING = "Whoever forgets it has lost the workspace: nobody can open it without."
            + " Backups get the same password.";

    private final WorkspaceCards.Host host;

    PasswordCards(WorkspaceCards.Host host) {
        this.host = host;
    }

    /** Asks what is to become of the password, and does it. */
    void ask() {
        WorkspaceCare care = host.library().care().orElse(null);
        if (care == null) {
            return;
        }
        Path folder = Path.of(host.library().place());
        if (!care.encrypted()) {
            Prompt.newPassword(overlay(), "Encrypt the workspace", WARNING, "Encrypt",
                    letters -> change(folder, null, Password.of(letters)));
            return;
        }
        Prompt.choice(overlay(), "The workspace is encrypted", folder.toString(), List.of(
                new Answer("password-change", "Change the password…", "accent", () -> replace(folder)),
                new Answer("password-remove", "Remove it…", "", () -> remove(folder))), "Cancel");
    }

    private void replace(Path folder) {
        Prompt.password(overlay(), "Password of the workspace", "The present one.", "Continue", letters -> {
            Password old = Password.of(letters);
            Prompt.newPassword(overlay(), "New password", WARNING, "Change",
                    fresh -> change(folder, old, Password.of(fresh)));
        });
    }

    private void remove(Path folder) {
        Prompt.password(overlay(), "Remove the password",
                "The workspace and its backups can then be read by whoever has the folder.", "Remove",
                letters -> change(folder, Password.of(letters), null));
    }

    /** The workspace is closed for it, and opened again. */
    private void change(Path folder, @Nullable Password old, @Nullable Password fresh) {
        host.moveTo(folder, given -> Start.rekeyed(folder, given, fresh), old);
    }

    private Overlay overlay() {
        return host.shell().overlay();
    }
}
