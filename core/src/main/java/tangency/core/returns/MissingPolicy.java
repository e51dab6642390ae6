package tangency.core.returns;

/** What is done where prices are missing. */
public enum MissingPolicy {
    /** Keep the dates on which every asset of the universe has a price. */
    DROP_DATES,
    /** Keep the assets without gaps. */
    DROP_ASSETS,
    /** Carry the last price of the window forward; dates before the first price of an asset in it are dropped. */
    FILL_FORWARD,
    /** Moments from pairwise complete observations, repaired to positive semi-definite; no outcomes. */
    PAIRWISE,
    /** Refuse the data. */
    FAIL
}
