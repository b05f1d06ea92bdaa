package io.github.docentsearch.indexer.build;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names under which a reader who knows a title asks for it: the title as it is, and what is left of it without the frame
 * that documentation generators and authors put around a name.
 *
 * <pre>
 *   git-add(1)                              git-add
 *   json — JSON encoder and decoder         json
 *   Class String                            String
 *   json.dumps(obj, *, skipkeys=False)      json.dumps, dumps
 *   9.4. String Functions                   String Functions
 * </pre>
 */
final class ExactNames {
    private static final Set<String> KINDS = Set.of(
            "annotation",
            "class",
            "constructor",
            "enum",
            "exception",
            "field",
            "function",
            "interface",
            "method",
            "module",
            "package",
            "record",
            "type",
            "command",
            "option",
            "parameter",
            "the",
            "a",
            "an");

    private static final String[] SEPARATORS = {" — ", " – ", " - ", ": ", " | ", " · "};

    private ExactNames() {}

    static Set<String> of(String title) {
        Set<String> names = new LinkedHashSet<>();
        String whole = title.strip();
        names.add(whole);
        String name = withoutNumber(whole);
        names.add(name);
        for (String separator : SEPARATORS) {
            int at = name.indexOf(separator);
            if (at > 0) {
                name = name.substring(0, at).strip();
                names.add(name);
            }
        }
        int bracket = name.indexOf('(');
        if (bracket > 0) {
            name = name.substring(0, bracket).strip();
            names.add(name);
        }
        String bare = withoutKind(name);
        while (!bare.equals(name)) {
            name = bare;
            names.add(name);
            bare = withoutKind(name);
        }
        int generic = name.indexOf('<');
        if (generic > 0) {
            name = name.substring(0, generic).strip();
            names.add(name);
        }
        int dot = Math.max(name.lastIndexOf('.'), name.lastIndexOf(':'));
        if (dot > 0 && dot + 2 < name.length() && name.indexOf(' ') < 0) {
            names.add(name.substring(dot + 1));
        }
        return names;
    }

    /** Without a section's number: {@code 9.4.}, {@code 12}, {@code F.33.}. */
    private static String withoutNumber(String title) {
        int space = title.indexOf(' ');
        int noBreak = title.indexOf(0xA0);
        if (noBreak > 0 && (space < 0 || noBreak < space)) {
            space = noBreak;
        }
        if (space <= 0) {
            return title;
        }
        boolean digits = false;
        for (int i = 0; i < space; i++) {
            char c = title.charAt(i);
            boolean letterFirst = i == 0 && c >= 'A' && c <= 'Z' && space > 1 && title.charAt(1) == '.';
            if (c >= '0' && c <= '9') {
                digits = true;
            } else if (c != '.' && !letterFirst) {
                return title;
            }
        }
        return digits ? title.substring(space + 1).strip() : title;
    }

    private static String withoutKind(String name) {
        int space = name.indexOf(' ');
        return space > 0 && KINDS.contains(name.substring(0, space).toLowerCase(java.util.Locale.ROOT))
                ? name.substring(space + 1).strip()
                : name;
    }
}
