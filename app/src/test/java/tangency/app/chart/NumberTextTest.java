package tangency.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

class NumberTextTest {
    @Test
    void weightsHaveOneDecimalAndATrueMinus() {
        assertThat(NumberText.percent(0.12345)).isEqualTo("12.3%");
        assertThat(NumberText.percent(-0.05)).isEqualTo("\u22125.0%");
        assertThat(NumberText.percent(1)).isEqualTo("100.0%");
    }

    @Test
    void nothingIsEverANegativeZero() {
        assertThat(NumberText.percent(-1e-9)).isEqualTo("0.0%");
        assertThat(NumberText.percent(-0.0)).isEqualTo("0.0%");
        assertThat(NumberText.correlation(-0.004)).isEqualTo("0.00");
        assertThat(NumberText.percentChange(-0.0004)).isEqualTo("0.0%");
    }

    @Test
    void halvesRoundUpAsInDecimal() {
        assertThat(NumberText.percent(0.0025)).isEqualTo("0.3%");
        assertThat(NumberText.number(2.675, 2)).isEqualTo("2.68");
    }

    @Test
    void changesCarryTheirSign() {
        assertThat(NumberText.percentChange(0.012)).isEqualTo("+1.2%");
        assertThat(NumberText.percentChange(-0.012)).isEqualTo("\u22121.2%");
        assertThat(NumberText.percentChange(0.0001)).isEqualTo("0.0%");
    }

    @Test
    void whatIsNoNumberIsADashOrInfinity() {
        assertThat(NumberText.percent(Double.NaN)).isEqualTo("\u2013");
        assertThat(NumberText.number(Double.NEGATIVE_INFINITY, 1)).isEqualTo("\u2212\u221e");
    }

    @Test
    void datesAreIso() {
        assertThat(NumberText.date(LocalDate.of(2024, 3, 5))).isEqualTo("2024-03-05");
    }
}
