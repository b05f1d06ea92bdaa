import com.google.javascript.jscomp.CommandLineRunner;
import com.google.javascript.jscomp.CompilationLevel;
import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import com.google.javascript.jscomp.DependencyOptions;
import com.google.javascript.jscomp.ModuleIdentifier;
import com.google.javascript.jscomp.PropertyRenamingPolicy;
import com.google.javascript.jscomp.Result;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.jscomp.VariableRenamingPolicy;
import com.google.javascript.jscomp.WarningLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the one classic script {@code docent-search.js} of the modules, style sheets and string tables in {@code src/main/js/box}.
 *
 * <p>Run by the build as a single source file. The style sheets ({@code styles/*.css}, in name order) become the module
 * {@code styles.js}; the string tables ({@code strings/*.properties}, the English one says which names there are) become
 * {@code strings-tables.js}; the Closure compiler joins and shrinks all of it. The script may weigh {@value #MAX_GZIPPED_SIZE} bytes
 * gzipped; the build fails above that.
 *
 * <p>Arguments: the folder of the box, the file to write.
 */
final class AssembleSearchBox {
    private static final int MAX_GZIPPED_SIZE = 14 * 1024;
    private static final String ENTRY = "docent-search.js";

    /** The compiler would rewrite {@code import()}; so the modules call this function. */
    private static final String BEFORE = "(function(){const importModule=u=>import(u);";
    private static final String AFTER = "})();\n";

    public static void main(String[] arguments) throws IOException {
        Path box = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        if (isUpToDate(target, box)) {
            return;
        }
        List<SourceFile> modules = new ArrayList<>();
        for (Path module : filesOf(box, ".js")) {
            modules.add(SourceFile.fromCode(module.getFileName().toString(), Files.readString(module)));
        }
        modules.add(SourceFile.fromCode("styles.js", "export const STYLES = " + quote(styles(box.resolve("styles"))) + ";"));
        modules.add(SourceFile.fromCode("strings-tables.js", stringTables(box.resolve("strings"))));

        String script = BEFORE + compile(box, modules) + AFTER;
        int gzippedSize = gzippedSize(script);
        if (gzippedSize > MAX_GZIPPED_SIZE) {
            throw new IOException(ENTRY + " has " + gzippedSize + " bytes gzipped; its budget is " + MAX_GZIPPED_SIZE + ".");
        }
        Files.createDirectories(target.getParent());
        Files.writeString(target, script);
        System.out.println(ENTRY + ": " + script.getBytes(StandardCharsets.UTF_8).length + " bytes, " + gzippedSize + " gzipped");
    }

    private static boolean isUpToDate(Path target, Path box) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(target);
        try (Stream<Path> files = Files.walk(box)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(made) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String compile(Path box, List<SourceFile> modules) throws IOException {
        CompilerOptions options = new CompilerOptions();
        CompilationLevel.SIMPLE_OPTIMIZATIONS.setOptionsForCompilationLevel(options);
        CompilationLevel.SIMPLE_OPTIMIZATIONS.setWrappedOutputOptimizations(options);
        WarningLevel.DEFAULT.setOptionsForWarningLevel(options);
        options.setLanguageIn(LanguageMode.UNSTABLE);
        options.setLanguageOut(LanguageMode.NO_TRANSPILE);
        options.setOutputCharset(StandardCharsets.UTF_8);
        options.setAssumeStrictThis(true);
        options.setTrustedStrings(true);
        options.setRenamingPolicy(VariableRenamingPolicy.ALL, PropertyRenamingPolicy.ALL_UNQUOTED);
        options.setLineLengthThreshold(Integer.MAX_VALUE);
        options.setEmitUseStrict(false);
        options.setDependencyOptions(DependencyOptions.pruneForEntryPoints(List.of(ModuleIdentifier.forFile(ENTRY))));
        Compiler compiler = new Compiler(System.err);
        List<SourceFile> externs = new ArrayList<>(CommandLineRunner.getBuiltinExterns(CompilerOptions.Environment.BROWSER));
        externs.add(SourceFile.fromCode("externs.js", Files.readString(box.resolve("externs/names.js"))));
        Result result = compiler.compile(externs, modules, options);
        if (!result.success) {
            throw new IOException(ENTRY + " does not compile; the errors stand above.");
        }
        return compiler.toSource();
    }

    /** All style sheets as one line: comments and the white space that means nothing are left out. */
    private static String styles(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path sheet : filesOf(folder, ".css")) {
            all.append(Files.readString(sheet));
        }
        return all.toString()
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([{};,>~/!]) ?", "$1")
                .replaceAll("='(\\w+)'\\]", "=$1]")
                .replace(": ", ":")
                .replace(";}", "}")
                .strip();
    }

    /**
     * One string of names, and one of values for each language, with a bar between two. Their order is that of the English file, where
     * words that recur stand near each other: the script compresses the better.
     */
    private static String stringTables(Path folder) throws IOException {
        Map<String, Map<String, String>> tables = new TreeMap<>(Comparator.reverseOrder());
        for (Path file : filesOf(folder, ".properties")) {
            tables.put(file.getFileName().toString().replace(".properties", ""), readTable(file));
        }
        Set<String> names = tables.get("en").keySet();
        StringBuilder module = new StringBuilder("export const NAMES = " + quote(String.join("|", names)) + ";\n");
        module.append("export const TABLES = {");
        for (Map.Entry<String, Map<String, String>> table : tables.entrySet()) {
            if (!table.getValue().keySet().equals(names)) {
                throw new IOException("strings/" + table.getKey() + ".properties does not have the names of strings/en.properties.");
            }
            String values = names.stream().map(table.getValue()::get).collect(Collectors.joining("|"));
            module.append('\'').append(table.getKey()).append("': ").append(quote(values)).append(",\n");
        }
        return module.append("};\n").toString();
    }

    private static Map<String, String> readTable(Path file) throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] entry = line.split(" = ", 2);
            if (entry.length < 2 || entry[1].isBlank() || entry[1].indexOf('|') >= 0) {
                throw new IOException(file + ": write \"name = value\", with a value that is neither empty nor contains a bar: " + line);
            }
            table.put(entry[0], entry[1]);
        }
        return table;
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The folder's own files with this ending, in name order, so that the same sources give the same bytes. */
    private static List<Path> filesOf(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static int gzippedSize(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.size();
    }
}
