package tangency.core.run;

/** What becomes of a scenario and its data: an analysis, or the reasons why there is none. */
public sealed interface Preparation permits Analysis, Refusal {}
