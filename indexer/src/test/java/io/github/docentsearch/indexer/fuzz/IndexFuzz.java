package io.github.docentsearch.indexer.fuzz;

/** {@code search-index.bin}: every section of it, with the sound query model beside it. */
public final class IndexFuzz {
    private static final Sections[] GOLDEN = {
        Golden.index(0), Golden.index(1), Golden.index(2), Golden.index(3), Golden.index(4)
    };

    /** The first bytes from here on choose partitions. */
    private static final int PARTITIONS = 0xF0;

    private static final Sections MODEL = Golden.model(true, false);
    private static final byte[] MODEL_FILE = MODEL.toFile();

    private IndexFuzz() {}

    /** Called once, so that no input is charged for what is loaded only once. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    /** The first byte chooses how vectors are stored; {@link Edits} follow. */
    public static void fuzzerTestOneInput(byte[] input) {
        Sections sections = sections(input);
        if (!sections.list().isEmpty()) {
            Asking.ask(sections.toFile(), MODEL_FILE, sections.size() + MODEL.size());
        }
    }

    static Sections sections(byte[] input) {
        int first = input.length == 0 ? 0 : input[0] & 0xFF;
        Sections sections = GOLDEN[first >= PARTITIONS ? 4 : first & 3].copy();
        new Edits(input, 1).apply(sections);
        return sections;
    }
}
