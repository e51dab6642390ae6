package tangency.storage.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;

/**
 * The text of a CSV file, decoded, with its separator found out.
 *
 * @param file name in findings
 * @param separator comma, semicolon or tab
 * @param header the first line's cells, stripped
 * @param headerRow the header's line number, 1-based
 */
record CsvText(String file, String content, char separator, List<String> header, int headerRow) {
    /** Characters of an id or a column's name. */
    static final int LONGEST_NAME = 200;

    /** Decodes and looks at the header; null, with a refusal added, if there is nothing to read. */
    static @Nullable CsvText of(String file, byte[] bytes, FindingList findings) {
        String content = decode(file, bytes, findings);
        if (content == null) {
            return null;
        }
        if (content.isBlank()) {
            findings.add(Finding.error(file, null, null, "empty file: expected a header line and data"));
            return null;
        }
        char separator = separator(content);
        try (CsvReader<CsvRecord> reader = builder(separator).ofCsvRecord(content)) {
            CsvRecord first = firstFilled(reader.iterator());
            List<String> header = first.getFields().stream().map(String::strip).toList();
            int row = Math.toIntExact(first.getStartingLineNumber());
            if (!namesAreSound(file, header, row, findings)) {
                return null;
            }
            return new CsvText(file, content, separator, header, row);
        } catch (CsvParseException e) {
            findings.add(broken(file, e));
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("Closing a reader of text in memory", e);
        }
    }

    /**
     * Runs {@code handler} over every line, the header included, and hands what it makes of each to {@code action}; text
     * that is no CSV becomes a refusal.
     */
    <T> void parse(CsvCallbackHandler<T> handler, FindingList findings, Consumer<T> action) {
        try (CsvReader<T> reader = builder(separator).build(handler, content)) {
            reader.forEach(action);
        } catch (CsvParseException e) {
            findings.add(broken(file, e));
        } catch (IOException e) {
            throw new UncheckedIOException("Closing a reader of text in memory", e);
        }
    }

    private static boolean namesAreSound(String file, List<String> header, int row, FindingList findings) {
        boolean sound = true;
        for (int i = 0; i < header.size(); i++) {
            String wrong = wrongName("name of column " + (i + 1), header.get(i));
            if (wrong != null) {
                findings.add(Finding.error(file, row, null, wrong));
                sound = false;
            }
        }
        return sound;
    }

    /** What keeps a text from being an id or a column's name, which messages and documents repeat; null if nothing does. */
    static @Nullable String wrongName(String what, String text) {
        if (text.length() > LONGEST_NAME) {
            return "the " + what + " has " + text.length() + " characters; at most " + LONGEST_NAME + " are read";
        }
        for (int i = 0; i < text.length(); i++) {
            switch (Character.getType(text.charAt(i))) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> {
                    return String.format("the %s holds a control character (U+%04X at position %d)", what,
                            (int) text.charAt(i), i + 1);
                }
                default -> {
                }
            }
        }
        return null;
    }

    /** A cell as messages quote it. */
    static String shorten(String cell) {
        return cell.length() <= 40 ? cell : cell.substring(0, 37) + "...";
    }

    private static CsvRecord firstFilled(Iterator<CsvRecord> records) {
        CsvRecord record = records.next();
        while (records.hasNext() && record.getFields().stream().allMatch(String::isBlank)) {
            record = records.next();
        }
        return record;
    }

    private static CsvReader.CsvReaderBuilder builder(char separator) {
        return CsvReader.builder().fieldSeparator(separator).allowExtraFields(true).allowMissingFields(true)
                .trimWhitespacesAroundQuotes(true).allowUnclosedQuote(false);
    }

    private static Finding broken(String file, CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return Finding.error(file, null, null, "not readable as CSV: " + cause.getMessage());
    }

    private static @Nullable String decode(String file, byte[] bytes, FindingList findings) {
        if (startsWith(bytes, 'P', 'K', 3, 4) || startsWith(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
            findings.add(Finding.error(file, null, null,
                    "a workbook or archive, not text: save the sheet as CSV and name that file"));
            return null;
        }
        Charset charset = StandardCharsets.UTF_8;
        int skip = 0;
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            skip = 3;
        } else if (startsWith(bytes, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            skip = 2;
        } else if (startsWith(bytes, 0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            skip = 2;
        }
        String text;
        try {
            text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, skip, bytes.length - skip)).toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, Charset.forName("windows-1252"));
            findings.add(Finding.warning(file, null, null,
                    "not " + charset + " text: read as windows-1252; save the file as UTF-8 if names look wrong"));
        }
        if (text.indexOf('\0') >= 0) {
            findings.add(Finding.error(file, null, null, "not a text file: expected CSV"));
            return null;
        }
        return text;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** A semicolon, else a tab, else the comma: the first that the first filled line has outside quotes. */
    private static char separator(String content) {
        boolean quoted = false;
        boolean semicolon = false;
        boolean tab = false;
        boolean filled = false;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                if (filled) {
                    break;
                }
            } else if (!quoted) {
                semicolon |= c == ';';
                tab |= c == '\t';
            }
            filled |= c > ' ';
        }
        return semicolon ? ';' : tab ? '\t' : ',';
    }
}
