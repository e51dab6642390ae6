package tangency.storage.workspace.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.Workspace;

/**
 * A process that works on a workspace until it is killed: {@code FOLDER SEED TASK [PASSWORD]}. Says on standard output {@code open MILLISECONDS PROCESSOR-MILLISECONDS HASH},
 * with the hash of what it found, {@code done} after each change that was acknowledged, and what it is about to do to the whole workspace and has done.
 */
public final class Worker {
    private final Path folder;
    private final @Nullable String password;

    private Worker(Path folder, @Nullable String password) {
        this.folder = folder;
        this.password = password;
    }

    enum Task {
        /** Nothing but opening. */
        NONE,
        /** Ten changes. */
        FEW,
        /** Changes without end. */
        CHANGES,
        /** A change and a backup without end. */
        BACKUPS,
        /** A change, and the newest backup is restored, without end. */
        RESTORES,
        /** The password is set, the password is removed, without end. */
        PASSWORDS
    }

    public static void main(String[] arguments) {
        new Worker(Path.of(arguments[0]), arguments.length > 3 ? arguments[3] : null)
                .work(Long.parseLong(arguments[1]), Task.valueOf(arguments[2]));
    }

    private void work(long seed, Task task) {
        Model model = Model.EMPTY;
        Work work = null;
        do {
            long started = System.nanoTime();
            long busy = processorMilliseconds();
            try (Workspace workspace = open(folder,
                    task == Task.PASSWORDS ? itsPassword(folder, password) : password)) {
                String took = (System.nanoTime() - started) / 1_000_000 + " " + (processorMilliseconds() - busy);
                model = Model.of(workspace);
                say("open " + took + " " + model.hash());
                work = work == null ? new Work(seed, model) : work.from(model);
                switch (task) {
                    case NONE, PASSWORDS -> {
                    }
                    case FEW -> {
                        for (int i = 0; i < 10; i++) {
                            change(workspace, work);
                        }
                    }
                    case CHANGES -> {
                        while (true) {
                            change(workspace, work);
                        }
                    }
                    case BACKUPS -> {
                        while (true) {
                            change(workspace, work);
                            say("backing up");
                            say("backup " + workspace.backup().name());
                        }
                    }
                    case RESTORES -> change(workspace, work);
                }
            }
            if (task == Task.RESTORES) {
                say("restoring");
                try (Password secret = secret(password)) {
                    Workspace.restore(folder, null, secret);
                }
                say("restored");
            } else if (task == Task.PASSWORDS) {
                say("rekeying");
                String now = itsPassword(folder, password);
                try (Password old = secret(now); Password fresh = secret(now == null ? password : null)) {
                    Workspace.setPassword(folder, old, fresh);
                }
                say("rekeyed");
            }
        } while (task == Task.RESTORES || task == Task.PASSWORDS);
    }

    /** The password where it is encrypted now, else none. */
    static @Nullable String itsPassword(Path folder, @Nullable String password) {
        return Workspace.isEncrypted(folder) ? password : null;
    }

    private static long processorMilliseconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static void change(Workspace workspace, Work work) {
        Change change = work.next();
        change.make(workspace);
        work.made(change);
        say("done");
    }

    static Workspace open(Path folder, @Nullable String password) {
        try (Password secret = secret(password)) {
            return Workspace.open(folder, secret);
        }
    }

    static @Nullable Password secret(@Nullable String password) {
        return password == null ? null : Password.of(password.toCharArray());
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

        /** Goes on from another place. */
        Work from(Model other) {
            Work work = new Work(seed, other);
            work.number = number;
            return work;
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
