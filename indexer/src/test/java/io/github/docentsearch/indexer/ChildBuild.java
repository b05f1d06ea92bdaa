package io.github.docentsearch.indexer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A build in a process of its own, which may be killed, starved, or run as somebody else. */
public final class ChildBuild {
    private ChildBuild() {}

    /** Arguments: the site, its cache, the query encoder. Prints what was skipped and {@code done}, or the message of the failure. */
    public static void main(String[] arguments) {
        try {
            IndexReport report = SiteIndexer.index(
                    IndexerOptions.forSite(Path.of(arguments[0]))
                            .cacheDirectory(Path.of(arguments[1]))
                            .queryEncoder(IndexerOptions.QueryEncoder.valueOf(arguments[2]))
                            .build(),
                    IndexingLog.SILENT);
            report.skipped().forEach(skipped -> System.out.println(skipped.path() + " " + skipped.reason()));
            System.out.println("done");
        } catch (IndexingException e) {
            System.out.println(e.kind() + ": " + e.getMessage());
        }
    }

    /**
     * The command that runs a class of the tests.
     *
     * @param before what stands before it: a command that runs another, or nothing
     * @param options of the virtual machine
     */
    public static List<String> command(List<String> before, List<String> options, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Starts a build; its output is all in one stream. */
    static Process start(List<String> before, List<String> options, Object... arguments) throws IOException {
        return new ProcessBuilder(command(before, options, ChildBuild.class, arguments))
                .redirectErrorStream(true)
                .start();
    }

    /** What a build printed, once it has ended. */
    static String printed(Process build) throws IOException, InterruptedException {
        String printed = new String(build.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        build.waitFor();
        return printed.strip();
    }
}
