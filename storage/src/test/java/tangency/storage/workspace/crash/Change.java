package tangency.storage.workspace.crash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import tangency.storage.workspace.Workspace;

/** One change: made to a workspace, and what follows from it. */
sealed interface Change {
    void make(Workspace workspace);

    Model on(Model before);

    record Save(String name, String json) implements Change {
        @Override
        public void make(Workspace workspace) {
            workspace.save(name, json, "New");
        }

        @Override
        public Model on(Model before) {
            return before.with(name, new Model.Scenario(List.of(sha256(json)), null));
        }
    }

    record Edit(String name, String json) implements Change {
        @Override
        public void make(Workspace workspace) {
            workspace.saveVersion(id(workspace, name), name, json, "Edit");
        }

        @Override
        public Model on(Model before) {
            return before.with(name, before.scenario(name).and(sha256(json)));
        }
    }

    record Clone(String name, String copy) implements Change {
        @Override
        public void make(Workspace workspace) {
            workspace.duplicate(id(workspace, name), copy);
        }

        @Override
        public Model on(Model before) {
            return before.with(copy,
                    new Model.Scenario(List.of(before.scenario(name).versions().getLast()), null));
        }
    }

    record Rename(String name, String newName) implements Change {
        @Override
        public void make(Workspace workspace) {
            workspace.rename(id(workspace, name), newName);
        }

        @Override
        public Model on(Model before) {
            return before.with(name, null).with(newName, before.scenario(name));
        }
    }

    record Delete(String name) implements Change {
        @Override
        public void make(Workspace workspace) {
            workspace.delete(id(workspace, name));
        }

        @Override
        public Model on(Model before) {
            return before.with(name, null);
        }
    }

    record Study(String name, String json) implements Change {
        @Override
        public void make(Workspace workspace) {
            String id = id(workspace, name);
            workspace.putStudy(id, workspace.find(id).sha256(), json);
        }

        @Override
        public Model on(Model before) {
            return before.with(name, new Model.Scenario(before.scenario(name).versions(), sha256(json)));
        }
    }

    /** A dataset, new or in place of one of that name. */
    record Dataset(String name, String text) implements Change {
        @Override
        public void make(Workspace workspace) {
            workspace.putDataset(name, text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Model on(Model before) {
            return before.withDataset(name, sha256(text));
        }
    }

    record DeleteDataset(String name) implements Change {
        @Override
        public void make(Workspace workspace) {
            workspace.deleteDataset(name);
        }

        @Override
        public Model on(Model before) {
            return before.withDataset(name, null);
        }
    }

    record Setting(String text) implements Change {
        @Override
        public void make(Workspace workspace) {
            workspace.putSetting("last", text);
        }

        @Override
        public Model on(Model before) {
            return before.withSetting(text);
        }
    }

    /** A change for this place: the same for the same random numbers. {@code unique} is in every name and document it makes. */
    static Change random(Random random, String unique, Model now) {
        String name = one(random, new ArrayList<>(now.scenarios().keySet()));
        String dataset = one(random, new ArrayList<>(now.datasets().keySet()));
        int padding = random.nextInt(random.nextInt(5) == 0 ? 600_000 : 3_000);
        StringBuilder text = new StringBuilder(padding + 100).append("{\"unique\":\"").append(unique)
                .append("\",\"pad\":\"");
        while (text.length() < padding) {
            text.append(Long.toHexString(random.nextLong())); // nothing that a compressor makes small
        }
        String json = text.append("\"}").toString();
        int kind = random.nextInt(12);
        if (name.isEmpty() || kind < 3) {
            return new Save("Scenario " + unique, json);
        }
        return switch (kind) {
            case 3, 4 -> new Edit(name, json);
            case 5 -> new Clone(name, "Clone " + unique);
            case 6 -> new Rename(name, "Renamed " + unique);
            case 7 -> new Delete(name);
            case 8 -> new Study(name, json);
            case 9 -> new Setting(json.substring(0, Math.min(json.length(), 2_000)));
            case 10 -> dataset.isEmpty() ? new Dataset("First " + unique, json) : new DeleteDataset(dataset);
            default -> new Dataset(dataset.isEmpty() || random.nextBoolean() ? "Data " + unique : dataset, json);
        };
    }

    private static String one(Random random, List<String> names) {
        return names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
    }

    private static String id(Workspace workspace, String name) {
        return workspace.list().stream().filter(s -> s.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException("not there: " + name)).id();
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
