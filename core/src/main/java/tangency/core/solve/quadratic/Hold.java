package tangency.core.solve.quadratic;

/** Where an item (an asset's weight or a row's activity) is held. */
enum Hold {
    /** Moves between its limits; its multiplier is zero. */
    FREE,
    /** At its lower limit; its multiplier must not be negative. */
    LOWER,
    /** At its upper limit; its multiplier must not be positive. */
    UPPER,
    /** Both limits are the same number; its multiplier may have either sign. */
    FIXED,
    /** An asset without limits in a direction without risk and reward: held where it is as long as its multiplier is zero. */
    PINNED
}
