package io.github.docentsearch.indexer.fuzz;

/** {@code query-model.bin}: static table, transformer, or both, asked of the sound index. */
public final class ModelFuzz {
    private static final Sections[] GOLDEN = {
        Golden.model(true, false), Golden.model(false, true), Golden.model(true, true)
    };
    private static final Sections INDEX = Golden.index(0);
    private static final byte[] INDEX_FILE = INDEX.toFile();

    private ModelFuzz() {}

    /** Called once, so that no input is charged for what is loaded only once. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    /** The first byte chooses the encoders; {@link Edits} follow. */
    public static void fuzzerTestOneInput(byte[] input) {
        Sections sections = sections(input);
        if (!sections.list().isEmpty()) {
            Asking.ask(INDEX_FILE, sections.toFile(), sections.size() + INDEX.size());
        }
    }

    static Sections sections(byte[] input) {
        Sections sections = GOLDEN[input.length == 0 ? 0 : (input[0] & 0xFF) % 3].copy();
        new Edits(input, 1).apply(sections);
        return sections;
    }
}
