package tangency.storage.workspace;

import java.util.Arrays;

import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * The password of an encrypted workspace. Close it when the workspace is open: it is wiped, and what the workspace keeps is a key made from it. It has
 * no text form, so that it cannot end in a log.
 */
public final class Password implements AutoCloseable {
    static final int LONGEST = 1000;

    private final char[] letters;

    private Password(char[] letters) {
        this.letters = letters;
    }

    /** Takes a copy of {@code letters}; wiping them is the caller's business. */
    public static Password of(char[] letters) {
        if (letters.length == 0) {
            throw new WorkspaceException(Kind.REFUSED, "The password is empty.");
        }
        if (letters.length > LONGEST) {
            throw new WorkspaceException(Kind.REFUSED,
                    "The password is longer than " + LONGEST + " characters.");
        }
        return new Password(letters.clone());
    }

    /** What it holds, not a copy. */
    char[] letters() {
        if (letters[0] == '\0') {
            throw new IllegalStateException("the password was closed");
        }
        return letters;
    }

    /** Another that is closed on its own. */
    public Password copy() {
        return new Password(letters().clone());
    }

    /** Whether both are the same letters. */
    public boolean same(Password other) {
        return Arrays.equals(letters(), other.letters());
    }

    @Override
    public void close() {
        Arrays.fill(letters, '\0');
    }

    @Override
    public String toString() {
        return "Password";
    }
}
