package tangency.core.returns;

import java.time.LocalDate;
import java.util.List;

import tangency.core.market.Finding;
import tangency.core.math.Matrix;

/**
 * Aligned simple returns of the window's frequency.
 *
 * @param ids the N assets kept, in universe order
 * @param dates the T dates at whose end each return is known
 * @param returns T x N; NaN only under {@link MissingPolicy#PAIRWISE}
 * @param findings what alignment dropped, filled or found odd
 */
public record ReturnTable(List<String> ids, List<LocalDate> dates, Matrix returns, List<Finding> findings) {
    public ReturnTable {
        ids = List.copyOf(ids);
        dates = List.copyOf(dates);
        findings = List.copyOf(findings);
        if (returns.rows() != dates.size() || returns.columns() != ids.size()) {
            throw new IllegalArgumentException(returns + " does not fit " + dates.size() + " dates and " + ids.size()
                    + " assets");
        }
    }

    /** Number of periods, T. */
    public int observations() {
        return dates.size();
    }
}
