package tangency.core.run;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;
import tangency.core.solve.Explanation;

/** What a study says of why its weights are what they are: an {@link Explanation} in a form that can be written down. */
public sealed interface StudyExplanation {
    /**
     * The parts of each weight.
     *
     * @param kept names of the limits that the base was solved with
     * @param base N, the weights under those alone
     * @param parts what each other limit, or what is deducted from the mean (name null), gives or takes; base and parts
     *        sum to the weights
     * @param effects of the moments; null where there are none, or too many, to tell
     */
    record Parts(Explanation.Way way, List<String> kept, Vector base, List<Explanation.Part> parts,
            @Nullable MomentEffects effects) implements StudyExplanation {
        public Parts {
            kept = List.copyOf(kept);
            parts = List.copyOf(parts);
        }
    }

    /** There is none, and {@code reason} says why. */
    record Unavailable(String reason) implements StudyExplanation {}

    /** @param ids of the assets, in universe order */
    static StudyExplanation of(Explanation explanation, List<String> ids) {
        return switch (explanation) {
            case Explanation.Unavailable none -> new Unavailable(none.reason());
            case Explanation.Parts parts when !finite(parts) ->
                new Unavailable("the parts are too large to be numbers");
            case Explanation.Parts parts -> new Parts(parts.way(), parts.kept(), plain(parts.base()),
                    parts.parts().stream().map(p -> new Explanation.Part(p.name(), plain(p.weights()))).toList(),
                    parts.sensitivities() == null ? null : MomentEffects.of(parts.sensitivities(), ids));
        };
    }

    private static boolean finite(Explanation.Parts parts) {
        return Stream.concat(Stream.of(parts.base()), parts.parts().stream().map(Explanation.Part::weights))
                .allMatch(values -> Arrays.stream(values.shared()).allMatch(Double::isFinite));
    }

    /** Without -0, which documents do not tell from 0. */
    private static Vector plain(Vector values) {
        return Vector.wrap(Arrays.stream(values.shared()).map(x -> x + 0.0).toArray());
    }
}
