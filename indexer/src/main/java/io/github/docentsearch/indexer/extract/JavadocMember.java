package io.github.docentsearch.indexer.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Members of a type as javadoc writes them: of Java 8, 9 to 12, 13 and 14, and since 15. */
final class JavadocMember {
    /** {@code light(int)}, {@code <init>()}, {@code BRIGHT}. */
    private static final Pattern ID = Pattern.compile("(<init>|[^()<>]+)(?:\\((.*)\\))?");

    /** The same of Java 8, whose anchors have hyphens for brackets and commas: {@code fill-java.util.List-byte:A...-}. */
    private static final Pattern OLD_ID = Pattern.compile("([^-()]+)-(.*)-");

    private JavadocMember() {}

    /** The id of the member that a heading stands above, or {@code null} if it is no member's. */
    static @Nullable String idOf(Element heading) {
        Element parent = heading.parent();
        if (parent == null) {
            return null;
        }
        if (parent.normalName().equals("section") && parent.hasClass("detail")) {
            Element anchor = heading.selectFirst("a[id]");
            return !parent.id().isEmpty() ? parent.id() : anchor != null ? anchor.id() : "";
        }
        Element list = parent.parent();
        if (!heading.normalName().equals("h4")
                || list == null
                || !list.className().startsWith("blockList")) {
            return null;
        }
        Element anchor = list.previousElementSibling();
        if (anchor == null || !anchor.normalName().equals("a")) {
            return null;
        }
        return !anchor.id().isEmpty() ? anchor.id() : anchor.hasAttr("name") ? bracketed(anchor.attr("name")) : null;
    }

    /** Whether a heading is what {@link #title} calls a member of the type. */
    static boolean isTitle(String type, String heading) {
        return heading.startsWith(type)
                && heading.length() > type.length()
                && ".(".indexOf(heading.charAt(type.length())) >= 0;
    }

    private static String bracketed(String oldId) {
        Matcher matcher = OLD_ID.matcher(oldId);
        return matcher.matches()
                ? matcher.group(1) + "(" + matcher.group(2).replace('-', ',').replace(":A", "[]") + ")"
                : oldId;
    }

    /**
     * {@code File.listFiles(FileFilter)} for the member {@code listFiles(java.io.FileFilter)} of the type {@code File}.
     *
     * @param id of the member
     * @param name of the member, used where the id does not tell it
     */
    static String title(String type, String id, String name) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            return type + "." + name;
        }
        String parameters = matcher.group(2);
        StringBuilder out = new StringBuilder(type);
        // Before Java 9 a constructor had the name of its type.
        if (!matcher.group(1).equals("<init>") && !matcher.group(1).equals(type)) {
            out.append('.').append(matcher.group(1));
        }
        if (parameters != null) {
            out.append('(');
            String[] types = parameters.isEmpty() ? new String[0] : parameters.split(",");
            for (int i = 0; i < types.length; i++) {
                out.append(i == 0 ? "" : ", ").append(simpleName(types[i].strip()));
            }
            out.append(')');
        }
        return out.toString();
    }

    /** A type's name without its package: names of packages start with a small letter. */
    private static String simpleName(String type) {
        int start = 0;
        int dot = type.indexOf('.');
        while (dot > start
                && dot + 1 < type.length()
                && Character.isLowerCase(type.charAt(start))
                && Character.isJavaIdentifierStart(type.charAt(dot + 1))) {
            start = dot + 1;
            dot = type.indexOf('.', start);
        }
        return type.substring(start);
    }
}
