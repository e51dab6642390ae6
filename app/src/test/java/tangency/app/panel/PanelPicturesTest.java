package tangency.app.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Parent;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;
import tangency.app.panel.correlation.CorrelationView;
import tangency.app.panel.frontier.FrontierView;
import tangency.app.panel.hierarchy.HierarchyView;
import tangency.app.panel.riskbudget.BudgetView;
import tangency.app.session.Session;
import tangency.app.shell.PictureBooth;
import tangency.app.shell.Theme;
import tangency.core.model.Constraint;
import tangency.core.model.Model;

/** Draws the panels in both themes and two sizes into target/pictures, for people to look at; and checks what a test can. */
class PanelPicturesTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final List<PanelDescriptor> PANELS = List.of(CorrelationView.DESCRIPTOR, FrontierView.DESCRIPTOR,
            BudgetView.DESCRIPTOR, HierarchyView.DESCRIPTOR);

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private static WritableImage draw(PanelDescriptor descriptor, Session session, int width, int height, Theme theme) {
        Panel[] made = new Panel[1];
        WritableImage picture = PictureBooth.draw(() -> {
            made[0] = descriptor.factory().create(PanelContext.fixed(session, theme == Theme.DARK));
            return (Parent) made[0].view();
        }, width, height, theme);
        Fx.run(() -> {
            assertThat(made[0].describe()).isNotBlank();
            made[0].table();
            made[0].dispose();
        });
        return picture;
    }

    private static int colours(WritableImage picture) {
        Set<Integer> colours = new HashSet<>();
        PixelReader reader = picture.getPixelReader();
        for (int y = 0; y < picture.getHeight(); y += 2) {
            for (int x = 0; x < picture.getWidth(); x += 2) {
                colours.add(reader.getArgb(x, y));
            }
        }
        return colours.size();
    }

    @Test
    void everyPanelDrawsInBothThemesWithoutAWarning() {
        List<String> warnings = Fx.warningsDuring(() -> {
            Session session = Fx.get(() -> SyntheticMarket.session(40, Model.Hrp.DEFAULT));
            for (PanelDescriptor panel : PANELS) {
                for (Theme theme : Theme.values()) {
                    for (int[] size : new int[][]{{600, 420}, {940, 620}}) {
                        WritableImage picture = draw(panel, session, size[0], size[1], theme);
                        PictureBooth.writePng(picture, PICTURES.resolve("panel-" + panel.id() + "-" + size[0] + "-"
                                + theme.name().toLowerCase(Locale.ROOT) + ".png"));
                        assertThat(colours(picture)).as(panel.id()).isGreaterThan(40);
                    }
                }
            }
        });
        assertThat(warnings).isEmpty();
    }

    @Test
    void everyPanelDraws_oneAsset_manyAssets_noAnswer_noData() {
        Session one = Fx.get(() -> SyntheticMarket.session(1, Model.MeanRisk.MINIMUM_VARIANCE));
        Session many = Fx.get(() -> SyntheticMarket.session(470, Model.MeanRisk.MINIMUM_VARIANCE));
        Session infeasible = Fx.get(() -> {
            Session session = SyntheticMarket.session(12, Model.MeanRisk.MINIMUM_VARIANCE);
            session.edit("Cap", s -> s.withConstraint(new Constraint.Bounds("Cap", true, null, 0.0, 0.01)));
            return session;
        });
        Session nothing = Fx.get(() -> SyntheticMarket.refused("prices.csv", "the file is empty"));
        for (PanelDescriptor panel : PANELS) {
            for (Session session : List.of(one, many, infeasible, nothing)) {
                WritableImage picture = draw(panel, session, 600, 420, Theme.LIGHT);
                PictureBooth.writePng(picture, PICTURES.resolve("panel-" + panel.id() + "-"
                        + (session == one
                                ? "one"
                                : session == many ? "many" : session == nothing ? "nothing" : "infeasible")
                        + ".png"));
                assertThat(colours(picture)).isGreaterThan(1);
            }
        }
    }
}
