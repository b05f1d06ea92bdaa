package io.github.docentsearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of the real Maven in a process of its own, with a local repository that holds the plugin of this build and
 * whatever the run fetches. What this build has fetched already is taken from its repository.
 *
 * @param exitCode 0 if the build succeeded
 * @param output what Maven printed
 */
record MavenRun(int exitCode, String output) {
    private static final long MINUTES = 6;

    /** Runs {@code mvn} with the given arguments in {@code directory}. */
    static MavenRun in(Path directory, String... arguments) throws IOException, InterruptedException {
        return with(System.getProperty("it.maven"), directory, arguments);
    }

    /** The same with the newest Maven 3, whichever runs this build. */
    static MavenRun withNewestMaven(Path directory, String... arguments) throws IOException, InterruptedException {
        return with(System.getProperty("it.newestMaven"), directory, arguments);
    }

    private static MavenRun with(String maven, Path directory, String... arguments)
            throws IOException, InterruptedException {
        Path work = Path.of(System.getProperty("it.work"));
        Files.createDirectories(work);
        Path settings = work.resolve("settings.xml");
        Files.writeString(settings, settings());
        Path log = Files.createTempFile(work, "maven", ".log");
        List<String> command = new ArrayList<>(List.of(
                maven,
                "-B",
                "-ntp",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + System.getProperty("it.repository"),
                "-Ddocent.cacheDirectory=" + System.getProperty("it.vectors")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MAVEN_OPTS");
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("Maven took more than " + MINUTES + " minutes:\n" + Files.readString(log));
        }
        return new MavenRun(process.exitValue(), Files.readString(log));
    }

    /** Runs the goal generate-search, without a POM, over {@code site}. */
    static MavenRun generateSearch(Path site, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        all.add(System.getProperty("it.plugin") + ":generate-search");
        all.add("-Ddocent.siteDirectory=" + site);
        all.addAll(List.of(arguments));
        Path empty = Files.createDirectories(Path.of(System.getProperty("it.work"), "no-project"));
        return in(empty, all.toArray(String[]::new));
    }

    MavenRun succeeded() {
        assertEquals(0, exitCode, output);
        return this;
    }

    MavenRun failed() {
        assertNotEquals(0, exitCode, output);
        return this;
    }

    /** The sentence with which Maven explains the failure, without the goal's name and the pointers to help. */
    String failure() {
        return output.lines()
                .filter(line -> line.startsWith("[ERROR] Failed to execute goal"))
                .map(line -> line.replaceAll("^\\[ERROR] Failed to execute goal \\S+ \\(\\S+\\) on project [^:]+: ", "")
                        .replaceAll(" -> \\[Help \\d+]$", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failure in:\n" + output));
    }

    /** Whether a stack trace was printed. */
    boolean showsStackTrace() {
        return output.lines().anyMatch(line -> line.matches("(\\[\\w+] )?\\s+at [\\w.$]+\\(.*\\)"));
    }

    private static String settings() {
        String repository = """
                    <%1$s>
                      <id>this-build</id>
                      <url>%2$s</url>
                      <releases><checksumPolicy>ignore</checksumPolicy></releases>
                      <snapshots><enabled>false</enabled></snapshots>
                    </%1$s>
                """;
        String url =
                Path.of(System.getProperty("it.repositoryOfThisBuild")).toUri().toString();
        return """
                <settings>
                  <profiles>
                    <profile>
                      <id>it</id>
                      <repositories>
                %s      </repositories>
                      <pluginRepositories>
                %s      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>it</activeProfile>
                  </activeProfiles>
                </settings>
                """.formatted(repository.formatted("repository", url), repository.formatted("pluginRepository", url));
    }
}
