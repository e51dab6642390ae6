package tangency.storage.hostile;

/** Where a fuzzer enters: a class per reader, each with the method that Jazzer looks for. */
public final class Fuzz {
    private Fuzz() {}

    /** Prices, returns, volumes, factors. */
    public static final class Prices {
        private Prices() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Readers.prices(input);
        }
    }

    /** Assets files. */
    public static final class Assets {
        private Assets() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Readers.assets(input);
        }
    }

    /** Scenario documents. */
    public static final class Scenario {
        private Scenario() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Readers.scenario(input);
        }
    }

    /** Study documents. */
    public static final class Study {
        private Study() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Readers.study(input);
        }
    }

    /** Archives. */
    public static final class Zip {
        private Zip() {}

        public static void fuzzerTestOneInput(byte[] input) {
            Readers.zip(input);
        }
    }
}
