package tangency.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.app.Fx;
import tangency.app.Toy;
import tangency.core.model.Constraint;
import tangency.core.scenario.Scenario;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;

/** A workspace that is damaged, encrypted or open elsewhere, by hand in the real window. */
class WorkspaceCardsTest {
    @TempDir
    Path folder;

    private static Scenario scenario(Hand hand) {
        return Fx.get(() -> hand.session().scenario());
    }

    @Test
    void backedUp_damaged_restoredInTwoClicks() throws Exception {
        Scenario kept;
        try (Hand hand = new Hand(folder)) {
            hand.click("#constraint-long-only .toggle-switch");
            hand.settle();
            kept = scenario(hand);
            hand.command("back-up");
            hand.await("the backup", () -> !Workspace.backups(folder).isEmpty() && hand.window().idle());
            assertThat(Toy.there(hand.window().library().noticeProperty().get()).text()).contains("Backup of");
            hand.command("check-workspace");
            hand.await("the check", () -> Toy.there(hand.window().library().noticeProperty().get()).text()
                    .contains("nothing is damaged"));
        }
        Path database = folder.resolve("workspace.mv.db");
        Files.write(database, new byte[(int) Files.size(database)]);
        try (Hand hand = new Hand(folder)) {
            assertThat(hand.find("#workspace-trouble")).isNotNull();
            hand.click("#workspace-restore");
            hand.click("#restore-now");
            hand.await("the workspace", () -> hand.window().library().durable());
            hand.settle();
            assertThat(hand.find("#workspace-trouble")).isNull();
            assertThat(scenario(hand)).isEqualTo(kept);
            assertThat(hand.text("#status-saved")).isEqualTo("Saved");
            // Restored from the menu, over what is open.
            hand.press(KeyCode.CONTROL, KeyCode.Z);
            hand.settle();
            hand.command("restore");
            hand.await("the list", () -> hand.window().shell().overlay().isOpen());
            hand.press(KeyCode.ENTER);
            hand.click("#restore-now");
            hand.await("it back", () -> hand.session().scenario().equals(kept) && hand.window().idle());
        }
    }

    @Test
    void anEncryptedWorkspaceAsksForItsPassword_untilItIsRight() {
        try (Password password = Password.of("open sesame".toCharArray());
                Workspace made = Workspace.open(folder, password)) {
            assertThat(made.list()).isEmpty();
        }
        try (Hand hand = new Hand(folder)) {
            assertThat(hand.text("#workspace-trouble .trouble-title")).isEqualTo("The workspace is encrypted");
            hand.click("#prompt-password");
            hand.type("wrong");
            hand.press(KeyCode.ENTER);
            hand.await("another try", () -> hand.window().shell().overlay().isOpen() && hand.window().idle()
                    && ((Label) hand.window().shell().overlay().lookup(".help-title")).getText().contains("not the"));
            hand.click("#prompt-password");
            hand.type("open sesame");
            hand.press(KeyCode.ENTER);
            hand.await("the workspace", () -> hand.window().library().durable());
            hand.settle();
            hand.click("#constraint-long-only .toggle-switch");
            hand.settle();
            assertThat(hand.text("#status-saved")).isEqualTo("Saved");
        }
        assertThat(Workspace.isEncrypted(folder)).isTrue();
    }

    @Test
    void aPasswordIsSetChangedAndRemovedFromTheMenu() throws Exception {
        try (Hand hand = new Hand(folder)) {
            hand.click("#constraint-long-only .toggle-switch");
            hand.settle();
            Scenario kept = scenario(hand);
            hand.command("back-up");
            hand.await("the backup", () -> !Workspace.backups(folder).isEmpty() && hand.window().idle());
            hand.command("password");
            hand.click("#prompt-password");
            hand.type("first");
            hand.click("#prompt-password-again");
            hand.type("fist");
            assertThat(Fx.get(() -> Toy.there(hand.find("#prompt-accept")).isDisabled())).isTrue();
            hand.press(KeyCode.BACK_SPACE);
            hand.press(KeyCode.BACK_SPACE);
            hand.type("rst");
            hand.press(KeyCode.ENTER);
            hand.await("the encrypted workspace", () -> Workspace.isEncrypted(folder) && open(hand));
            hand.settle();
            assertThat(scenario(hand)).isEqualTo(kept);

            hand.command("password");
            hand.click("#password-change");
            hand.click("#prompt-password");
            hand.type("wrong");
            hand.press(KeyCode.ENTER);
            hand.click("#prompt-password");
            hand.type("second");
            hand.press(KeyCode.ENTER);
            hand.type("second");
            hand.press(KeyCode.ENTER);
            hand.await("the question", () -> hand.find("#workspace-trouble") != null && hand.window().idle()
                    && hand.window().shell().overlay().isOpen());
            hand.click("#prompt-password");
            hand.type("first");
            hand.press(KeyCode.ENTER);
            hand.await("the workspace", () -> open(hand));
            hand.settle();
            assertThat(opensWith("second")).isTrue();
        }
        assertThat(opensWith("first")).isFalse();
        try (Hand hand = new Hand(folder)) {
            hand.click("#prompt-password");
            hand.type("second");
            hand.press(KeyCode.ENTER);
            hand.await("the workspace", () -> open(hand));
            hand.settle();
            hand.command("password");
            hand.click("#password-remove");
            hand.click("#prompt-password");
            hand.type("second");
            hand.press(KeyCode.ENTER);
            hand.await("the plain workspace", () -> !Workspace.isEncrypted(folder) && open(hand));
        }
        try (Workspace after = Workspace.open(folder)) {
            assertThat(after.check()).isEmpty();
        }
    }

    private boolean opensWith(String text) {
        try (Password password = Password.of(text.toCharArray());
                Workspace opened = Workspace.openBackup(folder, password)) {
            return opened.check().isEmpty();
        } catch (WorkspaceException e) {
            assertThat(e.kind()).isEqualTo(WorkspaceException.Kind.PASSWORD_WRONG);
            return false;
        }
    }

    private static boolean open(Hand hand) {
        return hand.window().library().durable() && hand.window().idle();
    }

    @Test
    void whatIsOpenElsewhereIsLookedAtInItsNewestBackup() {
        try (Hand first = new Hand(folder)) {
            first.command("back-up");
            first.await("the backup", () -> !Workspace.backups(folder).isEmpty() && first.window().idle());
            first.click("#constraint-long-only .toggle-switch");
            first.settle();
            Scenario now = scenario(first);
            try (Hand second = new Hand(folder)) {
                second.click("#workspace-look");
                second.await("the backup", () -> second.window().library().readOnly().isPresent());
                second.settle();
                assertThat(second.text("#status-saved")).startsWith("Read-only: backup of 20");
                assertThat(Fx.get(() -> second.stage().getTitle())).contains("backup of 20", "read-only");
                assertThat(scenario(second)).isEqualTo(Start.sample());
                Fx.run(() -> second.session().edit("Tighten",
                        s -> s.withConstraint(new Constraint.Bounds("Long only", true, null, 0.0, 0.5))));
                second.settle();
            }
            assertThat(scenario(first)).isEqualTo(now);
            assertThat(Fx.get(() -> first.window().library().items())).hasSize(1);
        }
        try (Workspace after = Workspace.open(folder)) {
            assertThat(after.check()).isEmpty();
            assertThat(after.list()).hasSize(1);
        }
    }
}
