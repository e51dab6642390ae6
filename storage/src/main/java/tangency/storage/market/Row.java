package tangency.storage.market;

import java.time.LocalDate;

/**
 * One line of a dated file.
 *
 * @param line 1-based
 * @param asset the asset column's cell; blank in files without one
 * @param values the numeric columns that are read, in file order; NaN = missing or refused
 */
record Row(int line, LocalDate date, String asset, double[] values) {}
