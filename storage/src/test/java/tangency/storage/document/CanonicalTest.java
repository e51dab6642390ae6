package tangency.storage.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {
    /** RFC 8785, section 3.2.3: the published example. */
    @Test
    void givesThePublishedExample() {
        String json = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""";
        assertThat(Canonical.json(json)).isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,"
                + "1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, appendix B: numbers by their bits. */
    @ParameterizedTest
    @CsvSource({"0000000000000000, 0", "8000000000000000, 0", "0000000000000001, 5e-324", "8000000000000001, -5e-324",
            "7fefffffffffffff, 1.7976931348623157e+308", "ffefffffffffffff, -1.7976931348623157e+308",
            "4340000000000000, 9007199254740992", "c340000000000000, -9007199254740992",
            "4430000000000000, 295147905179352830000", "44b52d02c7e14af5, 9.999999999999997e+22",
            "44b52d02c7e14af6, 1e+23", "44b52d02c7e14af7, 1.0000000000000001e+23",
            "444b1ae4d6e2ef4e, 999999999999999700000", "444b1ae4d6e2ef4f, 999999999999999900000",
            "444b1ae4d6e2ef50, 1e+21", "3eb0c6f7a0b5ed8c, 9.999999999999997e-7", "3eb0c6f7a0b5ed8d, 0.000001",
            "41b3de4355555553, 333333333.3333332", "41b3de4355555554, 333333333.33333325",
            "41b3de4355555555, 333333333.3333333", "41b3de4355555556, 333333333.3333334",
            "41b3de4355555557, 333333333.33333343", "becbf647612f3696, -0.0000033333333333333333",
            "43143ff3c1cb0959, 1424953923781206.2"})
    void givesThePublishedNumbers(String bits, String expected) {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(Canonical.json("[" + number + "]")).isEqualTo("[" + expected + "]");
    }

    /** RFC 8785, section 3.2.3: keys by UTF-16 units. */
    @Test
    void sortsKeysByTheirUnits() {
        assertThat(Canonical.json("{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,"
                + "\"\\u00f6\":7}"))
                .isEqualTo("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @Test
    void keepsEveryDouble() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                String text = Canonical.json("[" + number + "]");
                assertThat(Double.parseDouble(text.substring(1, text.length() - 1))).isEqualTo(number);
            }
        }
    }

    /** The digest of {@code {"a":1}} by sha256sum. */
    @Test
    void hashesTheCanonicalBytes() {
        assertThat(Canonical.sha256(" { \"a\" : 1.0 }\n"))
                .isEqualTo("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
    }

    @Test
    void refusesWhatIsNoDocument() {
        assertThatThrownBy(() -> Canonical.json("{\"a\": 1, \"a\": 2}")).isInstanceOf(DocumentException.class)
                .hasMessageContaining("duplicate field `a`");
        assertThatThrownBy(() -> Canonical.json("[1")).isInstanceOf(DocumentException.class);
        assertThatThrownBy(() -> Canonical.json("[NaN]")).isInstanceOf(DocumentException.class)
                .hasMessageContaining("$[0]: expected a finite number, found NaN");
    }
}
