package io.github.docentsearch.indexer.extract;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/** The page of a class, interface, record, enum or annotation as javadoc 8 and later write it. */
final class JavadocType {
    /** Only types have one: in javadoc 17 and later, in javadoc 8 to 16. */
    private static final Evaluator TYPE_PAGE =
            Selector.evaluatorOf("section.class-description, .contentContainer .inheritance, #class-description");

    private static final Evaluator DESCRIPTION = Selector.evaluatorOf(
            "section.class-description > .block, #class-description > .block, .description > .blockList > .blockList > .block,"
                    + " .description > .block");

    /** Chars of a type's description that its members are embedded with. */
    private static final int MAX_CONTEXT = 250;

    private JavadocType() {}

    static boolean isPageOfType(Document document) {
        return document.selectFirst(TYPE_PAGE) != null;
    }

    /** A type's page says its package and its name, but nowhere the two as programs write them. */
    static List<Section> withQualifiedName(List<Section> sections, String name) {
        List<Section> named = new ArrayList<>(sections);
        boolean hasTop = !named.isEmpty() && named.get(0).headings().isEmpty();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(name, new int[] {0, name.length()}, "", 1, true));
        if (hasTop) {
            Section top = named.remove(0);
            blocks.addAll(top.blocks());
            named.add(0, new Section(top.headings(), top.context(), top.anchor(), blocks));
        } else {
            named.add(0, new Section(List.of(), "", "", blocks));
        }
        return named;
    }

    /** A member's own text seldom says what its type is for: its section is told by how the type's description begins. */
    static List<Section> withContextOfMembers(List<Section> sections, String type, Document document) {
        String context = beginning(document.selectFirst(DESCRIPTION));
        if (context.isEmpty()) {
            return sections;
        }
        List<Section> told = new ArrayList<>();
        for (Section section : sections) {
            boolean ofMember = section.headings().stream().anyMatch(heading -> JavadocMember.isTitle(type, heading));
            told.add(ofMember ? section.withContext(context) : section);
        }
        return told;
    }

    private static String beginning(@Nullable Element description) {
        String text = description == null ? "" : TextLine.collapse(description.text());
        return text.substring(0, Chunker.cutAt(text, 0, MAX_CONTEXT)).strip();
    }
}
