import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes {@code docent-engine.js} of the module that TeaVM compiled: a function {@code createEngine}, each call of which is an
 * engine of its own.
 *
 * <p>A page that was opened from disk may load no modules: for it the same is written again, as the classic script
 * {@code disk/docent-engine.js}, which adds the function to the global {@code docentFromDisk}.
 *
 * <p>Run by the build as a single source file. Arguments: the module, the folder to write into.
 */
final class AssembleScriptEngine {
    /** The module's last statement: {@code export{A as bytes,B as allocate};}. */
    private static final Pattern EXPORT = Pattern.compile("\nexport\\s*\\{([^{}]*)};\\s*$");

    private static final Pattern EXPORTED = Pattern.compile("([\\w$]+) as (\\w+)");

    /** What a Content-Security-Policy without 'unsafe-eval' does not let run. */
    private static final Pattern EVALUATION = Pattern.compile("\\beval\\b|\\bFunction\\s*\\(");

    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        String module = Files.readString(source);
        if (EVALUATION.matcher(module).find()) {
            throw new IOException(source + " evaluates text, which a Content-Security-Policy may forbid");
        }
        Matcher export = EXPORT.matcher(module);
        if (!export.find()) {
            throw new IOException(source + " does not end with its exports");
        }
        String functions = EXPORTED.matcher(export.group(1)).replaceAll("$2:$1");
        String function = "()=>{" + module.substring(0, export.start()) + "\nreturn{" + functions + "}}";
        Path target = Path.of(arguments[1], "docent-engine.js");
        Path diskTarget = Path.of(arguments[1], "disk", "docent-engine.js");
        Files.createDirectories(diskTarget.getParent());
        Files.writeString(target, "export const createEngine=" + function + ";\n");
        Files.writeString(diskTarget, "docentFromDisk.createEngine=" + function + ";\n");
    }
}
