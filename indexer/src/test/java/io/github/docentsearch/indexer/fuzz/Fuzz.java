package io.github.docentsearch.indexer.fuzz;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
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

    private static final int JOINED = 8;

    private Fuzz() {}

    /** Arguments: a working folder, seconds for each target, targets apart by commas. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path work = Path.of(arguments[0]).toAbsolutePath();
        boolean sound = true;
        for (String target : arguments[2].split(",")) {
            Path corpus = Files.createDirectories(work.resolve(target));
            List<byte[]> kept = Seeds.of(target);
            for (int i = 0; i < kept.size(); i++) {
                Files.write(corpus.resolve("kept-" + i), kept.get(i));
                Files.write(corpus.resolve("joined-" + i), join(kept, i));
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

    /** A long input of several short ones: libFuzzer begins with the length of the longest that it is given. */
    private static byte[] join(List<byte[]> kept, int first) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(kept.get(first));
        for (int i = 1; i < JOINED; i++) {
            byte[] next = kept.get((first + 7 * i) % kept.size());
            joined.write(next, 1, next.length - 1);
        }
        return joined.toByteArray();
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
                // To watch comparisons too makes an input take twenty times as long: they are in every inner loop.
                "--trace=cov",
                "--reproducer_path=" + findings));
        command.addAll(options);
        command.add(corpus.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.contains("Uses:")
                        && !line.contains("Instrumented")
                        && (!line.startsWith("#") || line.contains("pulse"))) {
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
