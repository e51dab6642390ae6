package tangency.core.market;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
public final class NearestName {
    private NearestName() {}

    /**
     * The candidate with the smallest edit distance (insertions, deletions, substitutions; a difference in case alone
     * counts least), the first of equals; null where none is nearer than about a third of the letters.
     */
    public static @Nullable String of(String name, Collection<String> candidates) {
        String sought = name.strip().toLowerCase(Locale.ROOT);
        String nearest = null;
        int best = Math.max(1, sought.length() / 3) + 1;
        for (String candidate : candidates) {
            String lower = candidate.toLowerCase(Locale.ROOT);
            if (Math.abs(lower.length() - sought.length()) < best) {
                int distance = distance(sought, lower);
                if (distance < best) {
                    best = distance;
                    nearest = candidate;
                }
            }
        }
        return nearest;
    }

    /** "; did you mean X?" or nothing. */
    public static String hint(String name, Collection<String> candidates) {
        String nearest = of(name, candidates);
        return nearest == null ? "" : "; did you mean " + nearest + "?";
    }

    /** Levenshtein's distance by rows. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
