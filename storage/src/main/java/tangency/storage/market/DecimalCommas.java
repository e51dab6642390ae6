package tangency.storage.market;

import java.util.ArrayList;
import java.util.List;

import tangency.core.market.Finding;

/**
 * Decides for one file whether its commas in numbers are decimal commas. They are if no number has a decimal point and
 * at least one comma stands where no thousands separator could (12,5 or 0,125 or 1234,567; not 1,234).
 */
final class DecimalCommas {
    private final String file;
    private final List<Finding> refusals = new ArrayList<>();
    private long commas;
    private boolean points;
    private boolean certain;

    DecimalCommas(String file) {
        this.file = file;
    }

    /** Takes note of a number just read. */
    void note(NumberCell number, int row, String column) {
        points |= number.hasPoint();
        if (number.hasComma()) {
            commas++;
            certain |= number.isCertain();
            if (refusals.size() < FindingList.MOST) {
                refusals.add(Finding.error(file, row, column, ""));
            }
        }
    }

    /** Refuses every number with a comma if the commas are ambiguous. */
    void finish(FindingList findings) {
        if (commas == 0 || (certain && !points)) {
            return;
        }
        String message = points
                ? "a comma in a number, in a file that also has decimal points; expected a decimal point"
                : "a comma that may separate decimals or thousands, as all in this file do; expected a decimal point";
        refusals.forEach(place -> findings.add(Finding.error(file, place.row(), place.column(), message)));
        findings.addUncounted(commas - refusals.size());
    }
}
