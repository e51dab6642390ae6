package tangency.app.report;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Finds free places for labels beside points, so that no label covers another label or a point. Not thread-safe. */
final class LabelSpace {
    private static final double HEIGHT = Drawing.FONT * 1.15;

    /** A box in pixels. */
    record Box(double x, double y, double width, double height) {
        boolean meets(Box other) {
            return x < other.x + other.width && other.x < x + width && y < other.y + other.height
                    && other.y < y + height;
        }

        boolean holds(Box other) {
            return other.x >= x && other.y >= y && other.x + other.width <= x + width
                    && other.y + other.height <= y + height;
        }

        double middle() {
            return y + height / 2;
        }
    }

    private static final int TURNS = 24;

    private final Box area;
    private final List<Box> taken = new ArrayList<>();

    LabelSpace(Box area) {
        this.area = area;
    }

    /** Keeps labels off a point. */
    void block(double x, double y, double radius) {
        taken.add(new Box(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /**
     * Takes the nearest free place for {@code text} anywhere around a point of that radius; null where the area is full.
     */
    @Nullable
    Box placeNear(double x, double y, double radius, String text) {
        Box beside = place(x, y, radius, text);
        if (beside != null) {
            return beside;
        }
        double width = Drawing.width(text);
        for (double distance = radius + 6; distance < area.width(); distance += 6) {
            for (int turn = 0; turn < TURNS; turn++) {
                double angle = 2 * Math.PI * turn / TURNS;
                double middle = x + Math.cos(angle) * (distance + width / 2);
                Box box = new Box(middle - width / 2, y + Math.sin(angle) * distance - HEIGHT / 2, width, HEIGHT);
                if (free(box)) {
                    taken.add(box);
                    return box;
                }
            }
        }
        return null;
    }

    /** Takes a free place for {@code text} around a point of that radius; null where there is none. */
    @Nullable
    Box place(double x, double y, double radius, String text) {
        double width = Drawing.width(text);
        double off = radius + 2;
        double[][] corners = {{x + off, y - HEIGHT / 2}, {x - off - width, y - HEIGHT / 2},
                {x - width / 2, y - off - HEIGHT}, {x - width / 2, y + off}, {x + off * 0.7, y - off * 0.7 - HEIGHT},
                {x + off * 0.7, y + off * 0.7}, {x - off * 0.7 - width, y - off * 0.7 - HEIGHT},
                {x - off * 0.7 - width, y + off * 0.7}};
        for (double[] corner : corners) {
            Box box = new Box(corner[0], corner[1], width, HEIGHT);
            if (free(box)) {
                taken.add(box);
                return box;
            }
        }
        return null;
    }

    private boolean free(Box box) {
        return area.holds(box) && taken.stream().noneMatch(box::meets);
    }
}
