package tangency.storage.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Inputs of about one size, each made to cost a reader as much as it can, named for how. */
final class HostileInputs {
    private final int size;

    /** @param size in bytes, about */
    HostileInputs(int size) {
        this.size = size;
    }

    Map<String, byte[]> of(Reader reader) {
        return switch (reader) {
            case PRICES -> prices();
            case ASSETS -> assets();
            case SCENARIO -> scenarios("tangency-scenario/1");
            case STUDY -> scenarios("tangency-study/1");
            case ZIP -> Map.of("zeros", new byte[size], "ones", filled((byte) 1));
        };
    }

    private Map<String, byte[]> prices() {
        LocalDate start = LocalDate.of(1, 1, 1);
        String wide = "date" + repeat(16_000, i -> ",a" + i) + "\n";
        Map<String, byte[]> all = new LinkedHashMap<>();
        put(all, "columns", "date" + fill(i -> ",a" + Integer.toString(i, 36)) + "\n2020-01-01,1\n");
        put(all, "unnamed columns", "date" + ",".repeat(size));
        put(all, "many columns and short rows", wide + " \n".repeat(size / 2));
        put(all, "many columns, rows of text", wide + ("2020-01-01" + ",x".repeat(16_000) + "\n").repeat(30));
        put(all, "many columns, cells empty", wide + fill(i -> start.plusDays(i) + ",".repeat(16_000) + "\n"));
        put(all, "a quote that never ends", "date,a\n2020-01-01,\"" + "x\n".repeat(size / 2));
        put(all, "quotes only", "\"".repeat(size));
        put(all, "one line", "x".repeat(size));
        put(all, "one number of many digits", "date,a\n2020-01-01," + "1".repeat(size));
        put(all, "one fraction of many digits", "date,a\n2020-01-01,1." + "1".repeat(size));
        put(all, "exponents", "date,a\n" + fill(i -> start.plusDays(i) + ",1e999999999\n"));
        put(all, "tiny numbers", "date,a\n" + fill(i -> start.plusDays(i) + ",1e-999999999\n"));
        put(all, "a date each for many assets",
                "date,asset,close\n" + fill(i -> start.plusDays(i) + ",a" + i + ",1\n"));
        put(all, "one date, many assets", "date,asset,close\n" + fill(i -> "2020-01-01,a" + i + ",1\n"));
        put(all, "one asset, one date, many times", "date,asset,close\n" + fill(i -> "2020-01-01,a,1\n"));
        put(all, "long columns that repeat", "date,asset,close" + ",close".repeat(16_000) + "\n2020-01-01,a,1\n");
        put(all, "jumps", "date,a\n" + fill(i -> start.plusDays(i) + "," + (i % 4 == 0 ? 9 : 1) + "\n"));
        put(all, "jumps across", "date" + repeat(8_000, i -> ",a" + i) + "\n"
                + repeat(60, i -> start.plusDays(i) + (i % 7 == 3 ? ",9" : ",1").repeat(8_000) + "\n"));
        put(all, "text in all cells", "date,a\n" + fill(i -> start.plusDays(i) + ",x\n"));
        put(all, "gaps", "date,a\n" + fill(i -> start.plusDays(i) + (i % 2 == 0 ? ",\n" : ",1\n")));
        put(all, "dates backwards", "date,a\n" + fill(i -> start.plusDays(size - i) + ",1\n"));
        put(all, "the same date", "date,a\n" + fill(i -> "2020-01-01,1\n"));
        put(all, "line ends", "date,a\n" + "\r".repeat(size));
        put(all, "separators", ";".repeat(size));
        put(all, "rows of nothing but commas", "date,a,b\n" + ",,\n".repeat(size / 3));
        put(all, "zeros", new String(new char[size]));
        put(all, "midnight forever", "date,a\n2020-01-01T00:00:00." + "0".repeat(size) + ",1\n");
        all.put("bytes 255", filled((byte) 0xFF));
        all.put("bytes 128", filled((byte) 0x80));
        all.put("half a UTF-16 file", Arrays.copyOf(new byte[]{(byte) 0xFE, (byte) 0xFF, (byte) 0xD8}, size + 1));
        return all;
    }

    private Map<String, byte[]> assets() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        put(all, "columns", "id" + fill(i -> ",a" + Integer.toString(i, 36)) + "\nA\n");
        put(all, "the same column", "id" + ",a".repeat(16_000) + "\n");
        put(all, "a thousand columns, short cells", "id" + repeat(999, i -> ",g" + i) + "\n"
                + fill(i -> "a" + i + ",x".repeat(999) + "\n"));
        put(all, "short rows", "id\n" + fill(i -> Integer.toString(i, 36) + "\n"));
        put(all, "the same id", "id\n" + fill(i -> "a\n"));
        put(all, "text in numbers", "id,lot\n" + fill(i -> i + ",x\n"));
        put(all, "long text in a number", "id,lot\nA," + "x".repeat(size));
        put(all, "a long id", "id\n" + "x".repeat(size));
        put(all, "a long header", "i".repeat(size) + "\n1\n");
        put(all, "commas in numbers", "id,adv\n" + fill(i -> i + ",\"1,5\"\n"));
        put(all, "ragged rows", "id,name\n" + fill(i -> "a\n"));
        return all;
    }

    private Map<String, byte[]> scenarios(String format) {
        String start = "{\"format\":\"" + format + "\",\"name\":\"x\",\"model\":{\"method\":\"equal-weight\"}";
        Map<String, byte[]> all = new LinkedHashMap<>();
        put(all, "nesting", "[".repeat(size));
        put(all, "nesting objects", "{\"a\":".repeat(size / 5));
        put(all, "nesting within bounds, often",
                start + ",\"x\":[" + list(i -> "[".repeat(50) + "]".repeat(50)) + "]}");
        put(all, "unknown fields", start + fill(i -> ",\"modelling" + i + "\":1") + "}");
        put(all, "long unknown fields", start + fill(i -> ",\"" + i + "m".repeat(500) + "\":1") + "}");
        put(all, "duplicate fields", start + fill(i -> ",\"name\":1") + "}");
        put(all, "constraints of no type", start + ",\"constraints\":[" + list(i -> "{}") + "]}");
        put(all, "constraints of unknown type",
                start + ",\"constraints\":[" + list(i -> "{\"type\":\"budgett\"}") + "]}");
        put(all, "constraints of the same name", start + ",\"constraints\":["
                + list(i -> "{\"name\":\"a\",\"type\":\"gross\",\"max\":1}") + "]}");
        put(all, "constraints without fault", start + ",\"market\":{\"prices\":\"a\"},\"constraints\":["
                + list(i -> "{\"name\":\"" + i + "\",\"type\":\"gross\",\"max\":1}") + "]}");
        for (String row : new String[]{"0", "[]", "[0]", "{}", "\"\"", "null"}) {
            put(all, "a matrix of " + row, start + ",\"estimates\":{\"covariance\":{\"method\":\"given\",\"matrix\":["
                    + list(i -> row) + "]}}}");
        }
        put(all, "a matrix that is not symmetric", start
                + ",\"estimates\":{\"covariance\":{\"method\":\"given\",\"matrix\":["
                + repeat(500, i -> (i == 0 ? "[" : ",[") + repeat(500, j -> (j == 0 ? "" : ",") + (i * 500 + j)) + "]")
                + "]}}}");
        put(all, "a universe of one asset", start + ",\"universe\":[" + list(i -> "\"a\"") + "]}");
        put(all, "a universe of many", start + ",\"market\":{\"prices\":\"a\"},\"universe\":["
                + list(i -> "\"" + Integer.toString(i, 36) + "\"") + "]}");
        put(all, "names of the same hash",
                start + ",\"holdings\":{\"weights\":{" + list(HostileInputs::sameHash) + "}}}");
        put(all, "weights without fault", start + ",\"market\":{\"prices\":\"a\"},\"holdings\":{\"weights\":{"
                + list(i -> "\"" + i + "\":0") + "}}}");
        put(all, "a long name", start.replace("\"x\"", "\"" + "x".repeat(size) + "\"") + "}");
        put(all, "a long field", "{\"" + "x".repeat(size) + "\":1}");
        put(all, "escapes", start.replace("\"x\"", "\"" + "\\u0041".repeat(size / 6) + "\"") + "}");
        put(all, "a number of many digits", start + ",\"seed\":" + "1".repeat(size) + "}");
        put(all, "a large exponent", start + ",\"seed\":1e999999999}");
        put(all, "many large exponents", start + ",\"x\":[" + list(i -> "1e999999999") + "]}");
        put(all, "numbers of a thousand digits", start + ",\"x\":[" + list(i -> "1".repeat(999)) + "]}");
        put(all, "text that never ends", start.replace("\"x\"", "\"" + "x".repeat(size)));
        put(all, "blanks", " ".repeat(size));
        put(all, "half surrogates", start + ",\"x\":[" + list(i -> "\"\\ud800\"") + "]}");
        put(all, "more after the end", start + "}" + "{}".repeat(size / 2));
        return all;
    }

    /** Different for each {@code i} below 2^20, of the same {@code hashCode}. */
    private static String sameHash(int i) {
        StringBuilder name = new StringBuilder("\"");
        for (int bit = 0; bit < 20; bit++) {
            name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.append("\":0").toString();
    }

    private static void put(Map<String, byte[]> all, String name, String text) {
        all.put(name, text.getBytes(UTF_8));
    }

    private byte[] filled(byte value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, value);
        return bytes;
    }

    private String fill(IntFunction<String> piece) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < size; i++) {
            text.append(piece.apply(i));
        }
        return text.toString();
    }

    private String list(IntFunction<String> item) {
        return fill(i -> (i == 0 ? "" : ",") + item.apply(i));
    }

    private static String repeat(int times, IntFunction<String> piece) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < times; i++) {
            text.append(piece.apply(i));
        }
        return text.toString();
    }
}
