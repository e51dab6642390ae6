package tangency.storage.workspace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes a workspace without end, and says on standard output what it is about to delete and what was acknowledged. */
public final class SavingChild {
    private SavingChild() {}

    public static void main(String[] args) {
        Random random = new Random(Long.parseLong(args[1]));
        try (Workspace workspace = Workspace.open(Path.of(args[0]))) {
            List<String> mine = new ArrayList<>();
            say("open");
            for (int i = 0; true; i++) {
                String json = "{\"child\":" + args[1] + ",\"i\":" + i + ",\"pad\":\""
                        + "x".repeat(random.nextInt(i % 5 == 0 ? 600_000 : 3000)) + "\"}";
                String target = mine.isEmpty() ? "" : mine.get(random.nextInt(mine.size()));
                switch (mine.isEmpty() ? 0 : random.nextInt(7)) {
                    case 1, 2 -> said(workspace.saveVersion(target, "Edited " + i, json, "Edit"));
                    case 3 -> mine.add(said(workspace.duplicate(target, "Copy " + i)));
                    case 4 -> {
                        say("deleting " + target);
                        workspace.delete(target);
                        mine.remove(target);
                        say("deleted " + target);
                    }
                    case 5 -> {
                        DatasetInfo dataset = workspace.putDataset("data " + i + " of " + args[1],
                                json.getBytes(StandardCharsets.UTF_8));
                        say("dataset " + dataset.sha256() + " " + dataset.name());
                    }
                    default -> mine.add(said(workspace.save("Scenario " + i, json, "New")));
                }
            }
        }
    }

    private static String said(Saved saved) {
        say("saved " + saved.id() + " " + saved.sha256() + " " + saved.name());
        return saved.id();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
