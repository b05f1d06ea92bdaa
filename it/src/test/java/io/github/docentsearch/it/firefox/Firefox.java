package io.github.docentsearch.it.firefox;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Firefox, the distribution's own, with a profile of its own that goes when it is closed. */
final class Firefox implements AutoCloseable {
    private static final String READY = "WebDriver BiDi listening on ";

    /** What a browser does unasked would be a guest in the log of requests. */
    private static final String QUIET = """
            user_pref("app.normandy.enabled", false);
            user_pref("app.update.enabled", false);
            user_pref("browser.safebrowsing.downloads.remote.enabled", false);
            user_pref("browser.safebrowsing.malware.enabled", false);
            user_pref("browser.safebrowsing.phishing.enabled", false);
            user_pref("datareporting.policy.dataSubmissionEnabled", false);
            user_pref("network.captive-portal-service.enabled", false);
            user_pref("network.connectivity-service.enabled", false);
            user_pref("services.settings.server", "data:,");
            user_pref("toolkit.telemetry.server", "data:,");
            """;

    private final Path profile;
    private final Process process;
    private final BiDi connection;

    Firefox() throws IOException {
        profile = Files.createTempDirectory("docent-firefox");
        Files.writeString(profile.resolve("user.js"), QUIET);
        process = new ProcessBuilder(
                        program().toString(),
                        "--headless",
                        "--no-remote",
                        "--remote-debugging-port=0",
                        "--profile",
                        profile.toString())
                .redirectErrorStream(true)
                .start();
        connection = new BiDi(URI.create(addressOf(process) + "/session"));
        connection.send("session.new", Map.of("capabilities", Map.of()));
        connection.send("session.subscribe", Map.of("events", List.of("network.beforeRequestSent", "log.entryAdded")));
    }

    private static Path program() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            for (String name : List.of("firefox-esr", "firefox")) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return program;
                }
            }
        }
        throw new AssertionError("These tests need Firefox on the PATH: apt-get install firefox-esr");
    }

    /** Reads what Firefox prints until it tells its address, and lets it print on. */
    private static String addressOf(Process process) throws IOException {
        BufferedReader printed = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            if (line.startsWith(READY)) {
                Thread drain = new Thread(() -> drain(printed), "firefox-output");
                drain.setDaemon(true);
                drain.start();
                return line.substring(READY.length());
            }
            lines.add(line);
        }
        throw new AssertionError("Firefox ended before it was ready:\n" + String.join("\n", lines));
    }

    private static void drain(Reader printed) {
        try (printed) {
            printed.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // Firefox was closed while it spoke
        }
    }

    /** Runs a function, given as JavaScript, in every page opened from now on, before the page's own scripts. */
    void runFirst(String function) {
        connection.send("script.addPreloadScript", Map.of("functionDeclaration", function));
    }

    /** Opens a page in a new tab and waits until it is loaded. */
    Tab open(String url) {
        String context = connection
                .send("browsingContext.create", Map.of("type", "tab"))
                .get("context")
                .getAsString();
        connection.send("browsingContext.navigate", Map.of("context", context, "url", url, "wait", "complete"));
        return new Tab(context);
    }

    /** Addresses that pages asked for so far, on this machine or elsewhere. */
    List<String> requests() {
        return connection.events("network.beforeRequestSent").stream()
                .filter(event -> !event.get("context").isJsonNull())
                .map(event -> event.getAsJsonObject("request").get("url").getAsString())
                .toList();
    }

    /** Errors on the console so far. */
    List<String> complaints() {
        return connection.events("log.entryAdded").stream()
                .filter(event -> event.get("level").getAsString().equals("error"))
                .map(event -> event.get("text").getAsString())
                .toList();
    }

    @Override
    public void close() throws IOException {
        connection.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** One page. */
    final class Tab {
        private final String context;

        private Tab(String context) {
            this.context = context;
        }

        /** What a function, given as JavaScript, returns or promises when it is called in the page. */
        JsonElement call(String function, String... arguments) {
            List<Map<String, String>> values = Stream.of(arguments)
                    .map(argument -> Map.of("type", "string", "value", argument))
                    .toList();
            JsonObject outcome = connection.send(
                    "script.callFunction",
                    Map.of(
                            "functionDeclaration",
                            "async (...args) => JSON.stringify(await (" + function + ")(...args)) ?? 'null'",
                            "arguments",
                            values,
                            "awaitPromise",
                            true,
                            "target",
                            Map.of("context", context)));
            if (!outcome.get("type").getAsString().equals("success")) {
                throw new AssertionError(
                        outcome.getAsJsonObject("exceptionDetails").get("text").getAsString());
            }
            return JsonParser.parseString(
                    outcome.getAsJsonObject("result").get("value").getAsString());
        }

        /** Presses each character's key and lets it go. */
        void type(String text) {
            List<Map<String, String>> actions = new ArrayList<>();
            text.codePoints().mapToObj(Character::toString).forEach(character -> {
                actions.add(Map.of("type", "keyDown", "value", character));
                actions.add(Map.of("type", "keyUp", "value", character));
            });
            act(actions);
        }

        /** Presses a key while Control is held. */
        void control(String key) {
            String control = "\uE009";
            act(List.of(
                    Map.of("type", "keyDown", "value", control),
                    Map.of("type", "keyDown", "value", key),
                    Map.of("type", "keyUp", "value", key),
                    Map.of("type", "keyUp", "value", control)));
        }

        private void act(List<Map<String, String>> actions) {
            connection.send(
                    "input.performActions",
                    Map.of(
                            "context",
                            context,
                            "actions",
                            List.of(Map.of("type", "key", "id", "keyboard", "actions", actions))));
        }
    }
}
