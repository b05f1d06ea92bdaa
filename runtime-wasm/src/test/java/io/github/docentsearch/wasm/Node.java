package io.github.docentsearch.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs scripts of {@code src/test/js} in the Node that Playwright's driver bundle brings along. */
public final class Node {
    private static final Path EXECUTABLE = unpack();

    private Node() {}

    /**
     * Runs a script to its end; fails the test if the script does.
     *
     * @param script file name below {@code src/test/js}
     * @return what it printed
     */
    public static String run(String script, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(EXECUTABLE.toString());
        command.add(Path.of("src", "test", "js", script).toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), script + " failed:\n" + printed);
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path unpack() {
        String name = resourceName();
        Path target = Path.of("target", "node", name.substring(name.lastIndexOf('/') + 1));
        if (!Files.exists(target)) {
            try (InputStream in = Node.class.getClassLoader().getResourceAsStream(name)) {
                assertNotNull(in, name + " is not in Playwright's driver bundle");
                Files.createDirectories(target.getParent());
                Path part = Files.createTempFile(target.getParent(), "node", "");
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                part.toFile().setExecutable(true);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return target.toAbsolutePath();
    }

    private static String resourceName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (system.contains("windows")) {
            return "driver/win32_x64/node.exe";
        }
        String folder = system.contains("mac") ? "mac" : "linux";
        return "driver/" + folder + (arm ? "-arm64" : "") + "/node";
    }
}
