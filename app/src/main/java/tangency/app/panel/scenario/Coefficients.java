package tangency.app.panel.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Weights of assets as a person types them: "AAPL 1, MSFT -0.5". */
final class Coefficients {
    private static final String SEPARATOR = ";|,(?=\\s|$)|\n";

    private Coefficients() {}

    /**
     * What is wrong with a text, null where nothing is.
     *
     * @param known asset ids; empty = not known, so not checked
     */
    static @Nullable String problem(String typed, Set<String> known) {
        if (typed.isBlank()) {
            return "List assets and numbers, such as \"AAPL 1, MSFT -1\".";
        }
        for (String part : typed.split(SEPARATOR)) {
            String entry = part.strip();
            if (entry.isEmpty()) {
                continue;
            }
            int space = entry.lastIndexOf(' ');
            if (space < 0 || Numbers.parse(entry.substring(space)) == null) {
                return "\"" + entry + "\" needs an asset and a number.";
            }
            String id = entry.substring(0, space).strip();
            if (!known.isEmpty() && !known.contains(id)) {
                return "There is no asset \"" + id + "\".";
            }
        }
        return null;
    }

    /** @throws IllegalArgumentException if there is a {@link #problem} */
    static Map<String, Double> parsed(String typed) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (String part : typed.split(SEPARATOR)) {
            String entry = part.strip();
            int space = entry.lastIndexOf(' ');
            Double number = space < 0 ? null : Numbers.parse(entry.substring(space));
            if (number != null) {
                map.put(entry.substring(0, space).strip(), number);
            } else if (!entry.isEmpty()) {
                throw new IllegalArgumentException("No coefficient: " + entry);
            }
        }
        return map;
    }

    static String written(Map<String, Double> coefficients) {
        StringBuilder text = new StringBuilder();
        coefficients.forEach(
                (id, a) -> text.append(text.isEmpty() ? "" : ", ").append(id).append(' ').append(Numbers.number(a)));
        return text.toString();
    }
}
