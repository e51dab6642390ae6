package tangency.storage.workspace.crash;

import java.nio.file.Path;
import java.util.Random;

import tangency.storage.workspace.Workspace;

/**
 * A process that changes a workspace until it is killed: {@code FOLDER SEED [CHANGES]}. Says on standard output {@code open MILLISECONDS HASH}, with the
 * hash of what it found, and {@code done} after each change that was acknowledged.
 */
public final class Worker {
    private Worker() {}

    public static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[1]);
        int changes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Integer.MAX_VALUE;
        long started = System.nanoTime();
        try (Workspace workspace = Workspace.open(Path.of(arguments[0]))) {
            long opened = System.nanoTime();
            Model model = Model.of(workspace);
            say("open " + (opened - started) / 1_000_000 + " " + model.hash());
            Work work = new Work(seed, model);
            for (int i = 0; i < changes; i++) {
                Change change = work.next();
                change.make(workspace);
                work.made(change);
                say("done");
            }
        }
    }

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** A row of changes, the same for the same seed and start. */
    static final class Work {
        private final long seed;
        private int number;
        private Model model;

        Work(long seed, Model start) {
            this.seed = seed;
            this.model = start;
        }

        /** What the changes made so far add up to. */
        Model model() {
            return model;
        }

        /** The next change; the same one until it was made. */
        Change next() {
            return Change.random(new Random(31 * seed + number), seed + "." + number, model);
        }

        void made(Change change) {
            model = change.on(model);
            number++;
        }
    }
}
