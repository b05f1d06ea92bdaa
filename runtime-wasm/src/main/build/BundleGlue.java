import com.google.javascript.jscomp.CheckLevel;
import com.google.javascript.jscomp.CommandLineRunner;
import com.google.javascript.jscomp.CompilationLevel;
import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import com.google.javascript.jscomp.DependencyOptions;
import com.google.javascript.jscomp.DiagnosticGroups;
import com.google.javascript.jscomp.ModuleIdentifier;
import com.google.javascript.jscomp.PropertyRenamingPolicy;
import com.google.javascript.jscomp.Result;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.jscomp.VariableRenamingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the one {@code docent.js} of the modules in {@code src/main/js}: checks their JSDoc types, joins and shortens them.
 *
 * <p>A page that was opened from disk may load no modules: for it the same is written again, as the classic script
 * {@code disk/docent.js}, which leaves its functions in the global {@code docentFromDisk}.
 *
 * <p>Run by the build as a single source file. Arguments: the folder of modules, the folder to write into.
 */
final class BundleGlue {
    /** What the modules give away; the bundler itself would drop all that nobody inside calls. */
    private static final List<String> EXPORTS = List.of("openSearch", "DocentError", "takeFromDisk");

    private static final String ENTRY = "docent.js";

    /** Names in the modules that belong to others; all other names are shortened. */
    private static final String NAMES = "externs/names.js";

    /**
     * What the compiler cannot pass through: the modules use these names, and the bundle's first line supplies them.
     * The publisher replaces the word DOCENT_FILES, quotes included, by what it knows of the files: for each by name an
     * object with its hash {@code v}, its {@code size} and, of a file read in parts, how many bytes at its {@code start} every
     * reader needs.
     */
    private static final String BEFORE_MODULE =
            "const docentExports={},publishedFiles=\"DOCENT_FILES\",moduleUrl=import.meta.url,"
                    + "importModule=url=>import(url);(()=>{";

    private static final String AFTER_MODULE = "})();export const{openSearch,DocentError}=docentExports;\n";

    private static final String BEFORE_SCRIPT =
            "(()=>{const docentExports=globalThis.docentFromDisk={},publishedFiles='',moduleUrl='',importModule=()=>{};";

    private static final String AFTER_SCRIPT = "})();\n";

    public static void main(String[] arguments) throws IOException {
        List<Path> modules;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            modules = files.filter(path -> path.toString().endsWith(".js")).sorted().toList();
        }
        Path module = Path.of(arguments[1], "docent.js");
        Path script = Path.of(arguments[1], "disk", "docent.js");
        List<Path> inputs = new ArrayList<>(modules);
        inputs.add(Path.of(arguments[0], NAMES));
        if (!isUpToDate(script, inputs)) {
            String bundle = bundle(Path.of(arguments[0]), modules);
            Files.createDirectories(script.getParent());
            Files.writeString(module, BEFORE_MODULE + bundle + AFTER_MODULE);
            Files.writeString(script, BEFORE_SCRIPT + bundle + AFTER_SCRIPT);
        }
    }

    private static boolean isUpToDate(Path target, List<Path> inputs) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(target);
        for (Path input : inputs) {
            if (Files.getLastModifiedTime(input).compareTo(made) > 0) {
                return false;
            }
        }
        return true;
    }

    private static String bundle(Path folder, List<Path> modules) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        for (Path module : modules) {
            sources.add(SourceFile.fromCode(module.getFileName().toString(), Files.readString(module)));
        }
        StringBuilder publish = new StringBuilder("import * as entry from './" + ENTRY + "';");
        for (String name : EXPORTS) {
            publish.append("docentExports.").append(name).append("=entry.").append(name).append(';');
        }
        sources.add(SourceFile.fromCode("publish.js", publish.toString()));

        List<SourceFile> externs = new ArrayList<>(
                CommandLineRunner.getBuiltinExterns(CompilerOptions.Environment.BROWSER));
        externs.add(SourceFile.fromCode("externs.js", Files.readString(folder.resolve(NAMES))));
        Compiler compiler = new Compiler(System.err);
        compiler.disableThreads();
        Result result = compiler.compile(externs, sources, options());
        if (!result.success) {
            throw new IOException("The JavaScript modules have errors, see above");
        }
        return compiler.toSource().strip();
    }

    private static CompilerOptions options() {
        CompilerOptions options = new CompilerOptions();
        CompilationLevel.SIMPLE_OPTIMIZATIONS.setOptionsForCompilationLevel(options);
        CompilationLevel.SIMPLE_OPTIMIZATIONS.setTypeBasedOptimizationOptions(options);
        CompilationLevel.SIMPLE_OPTIMIZATIONS.setWrappedOutputOptimizations(options);
        options.setRenamingPolicy(VariableRenamingPolicy.ALL, PropertyRenamingPolicy.ALL_UNQUOTED);
        options.setDependencyOptions(DependencyOptions.pruneForEntryPoints(List.of(ModuleIdentifier.forFile("publish.js"))));
        options.setLineLengthThreshold(Integer.MAX_VALUE);
        options.setLanguageIn(LanguageMode.ECMASCRIPT_NEXT);
        options.setLanguageOut(LanguageMode.ECMASCRIPT_NEXT);
        options.setWarningLevel(DiagnosticGroups.CHECK_TYPES, CheckLevel.ERROR);
        options.setWarningLevel(DiagnosticGroups.MODULE_LOAD, CheckLevel.ERROR);
        options.setEmitUseStrict(false);
        return options;
    }
}
