package tangency.storage.hostile;

import java.util.Map;

/** Reads every hostile input in a process of its own, which a small heap can end. Says a line for each. */
final class CostlyInputs {
    private CostlyInputs() {}

    /** @param arguments kilobytes of each input */
    public static void main(String[] arguments) {
        HostileInputs inputs = new HostileInputs(Integer.parseInt(arguments[0]) << 10);
        for (Reader reader : Reader.values()) {
            for (Map.Entry<String, byte[]> input : inputs.of(reader).entrySet()) {
                byte[] bytes = input.getValue();
                System.out.println("reading " + reader + ": " + input.getKey());
                long start = System.nanoTime();
                String outcome = reader.read(bytes);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf("%s %s: %d bytes, %.2f s, %.120s%n", reader, input.getKey(), bytes.length, seconds,
                        outcome);
            }
        }
        System.out.println("done");
    }
}
