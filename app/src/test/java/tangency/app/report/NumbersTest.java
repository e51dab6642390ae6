package tangency.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tangency.core.report.Table.Format;

class NumbersTest {
    @Test
    void weights_haveOneDecimalAndATrueMinus() {
        assertThat(Numbers.text(2 / 3.0, Format.WEIGHT)).isEqualTo("66.7\u00a0%");
        assertThat(Numbers.text(-0.125, Format.WEIGHT)).isEqualTo("−12.5\u00a0%");
    }

    @Test
    void whatRoundsToZero_hasNoSign() {
        assertThat(Numbers.text(-0.0004, Format.WEIGHT)).isEqualTo("0.0\u00a0%");
        assertThat(Numbers.text(-0.0, Format.PERCENT)).isEqualTo("0.00\u00a0%");
        assertThat(Numbers.text(-0.0, Format.NUMBER)).isEqualTo("0");
        assertThat(Numbers.text(-2.2e-16, Format.NUMBER)).isEqualTo("0");
        assertThat(Numbers.text(-0.0, Format.SCIENTIFIC)).isEqualTo("0");
        assertThat(Numbers.text(-0.4, Format.COUNT)).isEqualTo("0");
    }

    @Test
    void numbers_haveFourSignificantDigits() {
        assertThat(Numbers.text(0.123456, Format.NUMBER)).isEqualTo("0.1235");
        assertThat(Numbers.text(-12.3456, Format.NUMBER)).isEqualTo("−12.35");
        assertThat(Numbers.text(1.0, Format.NUMBER)).isEqualTo("1");
        assertThat(Numbers.text(123456.0, Format.NUMBER)).isEqualTo("123456");
        assertThat(Numbers.text(0.00001234, Format.NUMBER)).isEqualTo("1.234e−5");
    }

    @Test
    void scientificNumbers_haveATrueMinusInTheExponent() {
        assertThat(Numbers.text(-6.48e-5, Format.SCIENTIFIC)).isEqualTo("−6.480e−5");
        assertThat(Numbers.text(10980.0, Format.SCIENTIFIC)).isEqualTo("1.098e+4");
    }

    @Test
    void whatIsNoNumber_isSaidPlainly() {
        assertThat(Numbers.text(null, Format.PERCENT)).isEqualTo("–");
        assertThat(Numbers.text(Double.NaN, Format.NUMBER)).isEqualTo("–");
        assertThat(Numbers.text(Double.NEGATIVE_INFINITY, Format.SCIENTIFIC)).isEqualTo("−∞");
    }
}
