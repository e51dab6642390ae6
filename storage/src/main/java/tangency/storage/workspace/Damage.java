package tangency.storage.workspace;

/** Something stored that is no longer what was stored. {@code what} names it; {@code message} says how it shows. */
public record Damage(String what, String message) {}
