package tangency.core.market;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
public final class NearestName {
    /** Letters that are compared: nobody types more by mistake. */
    private static final int LONGEST = 64;

    /** Letters that a name must have for what it begins to be meant. */
    private static final int FEWEST = 3;

    private NearestName() {}

    /**
     * The candidate with the smallest edit distance (insertions, deletions, substitutions, swaps of neighbours; case and
     * separators, the commonest slips, count for nothing), the first of equals; null where none is nearer than about a
     * third of the letters, nor the only one that begins so.
     */
    public static @Nullable String of(String name, Collection<String> candidates) {
        String sought = plain(name);
        String nearest = null;
        int best = Math.max(1, sought.length() / 3) + 1;
        for (String candidate : candidates) {
            String known = plain(candidate);
            if (Math.abs(known.length() - sought.length()) < best) {
                int distance = distance(sought, known);
                if (distance < best) {
                    best = distance;
                    nearest = candidate;
                }
            }
        }
        return nearest == null ? onlyOneBeginning(sought, candidates) : nearest;
    }

    private static @Nullable String onlyOneBeginning(String start, Collection<String> candidates) {
        List<String> names = candidates.stream().filter(name -> plain(name).startsWith(start)).toList();
        return start.length() >= FEWEST && names.size() == 1 ? names.getFirst() : null;
    }

    /** "; did you mean X?" or nothing. */
    public static String hint(String name, Collection<String> candidates) {
        String nearest = of(name, candidates);
        return nearest == null ? "" : "; did you mean " + nearest + "?";
    }

    private static String plain(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST)).toLowerCase(Locale.ROOT)
                .replaceAll("[-_ ]", "");
    }

    /** Optimal string alignment. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + same, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
