package io.github.docentsearch.indexer.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets Jazzer search for inputs that break a target, from the kept ones on. {@code mvn -P fuzz} runs it.
 *
 * <p>What it finds is left below {@code target/fuzz} and printed as a line for the list of kept inputs. The corpus that it
 * grows stays there too, so that the next run goes on from it.
 */
public final class Fuzz {
    /** The packages of core, whose coverage guides the search. */
    private static final String READERS = Stream.of(
                    "bytes", "format", "graph", "lexical", "model", "search", "text", "vector")
            .map(name -> "io.github.docentsearch." + name + ".**")
            .collect(Collectors.joining(":"));

    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

    private Fuzz() {}

    /** Arguments: a working folder, seconds for each target, targets apart by commas. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path work = Path.of(arguments[0]).toAbsolutePath();
        boolean sound = true;
        for (String target : arguments[2].split(",")) {
            Path corpus = Files.createDirectories(work.resolve(target));
            int number = 0;
            for (byte[] seed : Seeds.of(target)) {
                Files.write(corpus.resolve("kept-" + number++), seed);
            }
            Path findings = Files.createDirectories(work.resolve(target + "-findings"));
            List<String> options = List.of(
                    "-max_total_time=" + arguments[1],
                    "-timeout=10",
                    "-max_len=400",
                    "-print_final_stats=1",
                    "-artifact_prefix=" + findings + "/");
            int exit = jazzer(target, corpus, findings, options);
            sound &= exit == 0;
            print(target, findings);
        }
        System.exit(sound ? 0 : 1);
    }

    private static int jazzer(String target, Path corpus, Path findings, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                JAZZER,
                "--target_class=" + Fuzz.class.getPackageName() + "." + target + "Fuzz",
                "--instrumentation_includes=" + READERS,
                "--custom_hook_excludes=**",
                "--reproducer_path=" + findings));
        command.addAll(options);
        command.add(corpus.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") || line.contains("DONE") || line.contains("pulse")) {
                    System.out.println(target + ": " + line);
                }
            }
        }
        return process.waitFor();
    }

    private static void print(String target, Path findings) throws IOException {
        try (Stream<Path> files = Files.list(findings)) {
            for (Path file : files.sorted().toList()) {
                if (!file.toString().endsWith(".java")) {
                    System.out.println("# " + target + ": " + file.getFileName());
                    System.out.println(HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
    }
}
