package tangency.storage.market;

/** Reads the factors file: the date, then one column of returns per factor (decimal fractions, any finite number). */
public final class FactorReader {
    private FactorReader() {}

    /**
     * The factor returns; nothing but refusals and unsorted dates is looked for.
     *
     * @param name how findings name the file
     */
    public static PriceFile read(String name, byte[] bytes) {
        return PriceReader.readPlain(name, bytes, Column.Role.RETURN);
    }
}
