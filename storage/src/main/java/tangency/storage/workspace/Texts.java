package tangency.storage.workspace;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * Which names and texts are stored: any printable text as it stands (quotes, markup, emoji, right-to-left), so that showing it safely is the business
 * of whoever shows it. Refused is what no list can show on one line or no file can hold.
 */
final class Texts {
    static final int LONGEST = 200;

    private Texts() {}

    /** A name or label: one line, at most {@value #LONGEST} characters, no control characters. */
    static String name(String what, String text) {
        if (text.isBlank()) {
            throw refused("The " + what + " is empty: give it a name.");
        }
        return line(what, text);
    }

    static String line(String what, String text) {
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST) {
            throw refused("The " + what + " is " + length + " characters long; at most " + LONGEST
                    + " are kept. Shorten it.");
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE ->
                    throw refused(String.format(
                            "The %s holds a character that cannot be shown (U+%04X at position %d). Remove it.", what,
                            c, i + 1));
                default -> {
                }
            }
        }
        return text;
    }

    /** A dataset's name is also the last part of a path in an export. */
    static String datasetName(String text) {
        name("dataset name", text);
        if (text.indexOf('/') >= 0 || text.indexOf('\\') >= 0 || text.equals(".") || text.equals("..")) {
            throw refused("A dataset cannot be named \"" + text + "\": leave out / and \\.");
        }
        return text;
    }

    /** The UTF-8 bytes of a document; a lone surrogate, which UTF-8 cannot hold, is refused and not replaced. */
    static byte[] utf8(String what, String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw new WorkspaceException(Kind.REFUSED,
                    "The " + what + " holds half a character (a lone surrogate) and cannot be stored.", e);
        }
    }

    private static WorkspaceException refused(String message) {
        return new WorkspaceException(Kind.REFUSED, message);
    }
}
