package tangency.app.panel.correlation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.app.chart.NumberText;
import tangency.app.panel.SyntheticMarket;
import tangency.app.session.Session;
import tangency.core.model.Model;
import tangency.core.returns.Frequency;

class CorrelationViewModelTest {
    private static HeatMap map(CorrelationViewModel model) {
        return requireNonNull(model.heatMapProperty().get());
    }

    private static List<String> shown(HeatMap map) {
        return Arrays.stream(map.order()).mapToObj(map.ids()::get).toList();
    }

    @Test
    void clusterOrder_isThatOfTheTree_inBlocksThatCoverIt() {
        Session session = SyntheticMarket.session(20, new Model.EqualWeight());
        CorrelationViewModel model = new CorrelationViewModel(session);
        HeatMap map = map(model);
        assertThat(map.order()).containsExactly(requireNonNull(requireNonNull(session.snapshot()).tree()).orderArray());
        int next = 0;
        for (HeatMap.Block block : map.blocks()) {
            assertThat(block.from()).isEqualTo(next);
            next = block.to();
        }
        assertThat(next).isEqualTo(20);
        session.selection().cutInto(3);
        assertThat(map(model).blocks()).hasSize(3);
    }

    @Test
    void groupOrder_keepsEachGroupTogether_andThoseWithoutLast() {
        Session session = SyntheticMarket.session(23, new Model.EqualWeight());
        CorrelationViewModel model = new CorrelationViewModel(session);
        assertThat(model.orderings()).extracting(Ordering::toString).containsExactly("Cluster", "Class", "Sector",
                "Name", "File order");
        model.orderingProperty().set(Ordering.group("sector"));
        HeatMap map = map(model);
        assertThat(map.order()).containsExactlyInAnyOrder(IntStream.range(0, 23).toArray());
        for (HeatMap.Block block : map.blocks()) {
            for (int k = block.from(); k < block.to(); k++) {
                String sector = requireNonNull(session.snapshot()).analysis().universe().assets().get(map.order()[k])
                        .group("sector");
                assertThat(sector).isEqualTo(block.number() < 0 ? null : block.label());
            }
        }
        assertThat(map.blocks().getLast().number()).isEqualTo(-1);
    }

    @Test
    void nameAndFileOrder_areWhatTheySay() {
        CorrelationViewModel model = new CorrelationViewModel(SyntheticMarket.session(12, new Model.EqualWeight()));
        model.orderingProperty().set(Ordering.NAME);
        HeatMap map = map(model);
        List<String> names = new ArrayList<>();
        for (int i : map.order()) {
            names.add(map.names().get(i));
        }
        assertThat(names).isSortedAccordingTo(Comparator.naturalOrder());
        model.orderingProperty().set(Ordering.FILE);
        assertThat(shown(map(model)).getFirst()).isEqualTo("A1");
        assertThat(map(model).blocks()).isEmpty();
    }

    @Test
    void editThatLeavesTheCorrelationsAlone_leavesTheMapAlone() {
        Session session = SyntheticMarket.session(10, new Model.EqualWeight());
        CorrelationViewModel model = new CorrelationViewModel(session);
        HeatMap before = map(model);
        session.edit("Model", s -> s.withModel(Model.MeanRisk.MINIMUM_VARIANCE));
        assertThat(map(model)).isSameAs(before);
        session.edit("Weekly", s -> s.withWindow(s.window().withFrequency(Frequency.WEEKLY)));
        assertThat(map(model)).isNotSameAs(before);
    }

    @Test
    void smallerUniverse_isShownWithItsOwnAssets() {
        Session session = SyntheticMarket.session(10, new Model.EqualWeight());
        CorrelationViewModel model = new CorrelationViewModel(session);
        session.edit("Universe", s -> s.withUniverse(List.of("A3", "A1", "A7")));
        assertThat(map(model).ids()).containsExactly("A3", "A1", "A7");
        assertThat(map(model).values().rows()).isEqualTo(3);
    }

    @Test
    void readOut_namesBothAndTheCorrelation() {
        CorrelationViewModel model = new CorrelationViewModel(SyntheticMarket.session(5, new Model.EqualWeight()));
        double rho = map(model).values().get(0, 3);
        assertThat(model.readOut(0, 3)).contains("A1 Asset number 1").contains("A4 Asset number 4")
                .contains(NumberText.correlation(rho));
    }

    @Test
    void health_saysConditionEigenvalueAndObservations() {
        CorrelationViewModel model = new CorrelationViewModel(SyntheticMarket.session(40, new Model.EqualWeight()));
        assertThat(model.healthProperty().get()).contains("condition").contains("smallest \u03bb")
                .contains("T/N 120/40 = 3.0").contains("no repair");
    }

    @Test
    void select_choosesThePairEverywhere_andAgainNothing() {
        Session session = SyntheticMarket.session(6, new Model.EqualWeight());
        CorrelationViewModel model = new CorrelationViewModel(session);
        model.select(1, 4, false);
        assertThat(session.selection().assets()).containsExactly("A2", "A5");
        assertThat(model.selectedProperty().get()).containsExactly(1, 4);
        model.select(1, 4, false);
        assertThat(session.selection().assets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 150})
    void anySize_works(int assets) {
        CorrelationViewModel model = new CorrelationViewModel(
                SyntheticMarket.session(assets, new Model.EqualWeight()));
        assertThat(map(model).size()).isEqualTo(assets);
        assertThat(model.describe()).contains(assets + (assets == 1 ? " asset" : " assets"));
        assertThat(requireNonNull(model.table()).rows()).hasSize(assets);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 12.34, 277.4, 99999, 1e12, 8.48e-6, -3.2e-9, 0.01234})
    void significant_readsBack(double value) {
        String text = CorrelationViewModel.significant(value).replace('\u2212', '-');
        assertThat(Double.parseDouble(text)).isCloseTo(value, withPercentage(0.6));
    }
}
