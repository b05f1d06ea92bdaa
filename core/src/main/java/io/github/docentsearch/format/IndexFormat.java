package io.github.docentsearch.format;

/** Every number of the file format; its specification is the description of this package. */
public final class IndexFormat {
    /** {@code DCNT}, little-endian. */
    public static final int MAGIC = 0x544E4344;

    /** The version that this code writes, and the only one it reads. */
    public static final int VERSION = 1;

    public static final int KIND_INDEX = 1;
    public static final int KIND_MODEL = 2;

    public static final int HEADER_SIZE = 32;
    public static final int ENTRY_SIZE = 24;
    public static final int BLOCK_ENTRY_SIZE = 12;

    public static final int STORAGE_RAW = 0;
    public static final int STORAGE_BLOCKED = 1;

    /** Sections begin at multiples of this, so that wide loads are aligned. */
    public static final int ALIGNMENT = 16;

    public static final int MAX_SECTIONS = 64;
    public static final int MAX_HEAD_SIZE = 1 << 22;

    /** Most bytes of an inflated block. The largest are layers of a transformer: 7 MB of one of 768 dimensions. */
    public static final int MAX_BLOCK_SIZE = 1 << 24;

    public static final int MAX_CHUNKS = 1 << 24;
    public static final int MAX_DIMENSIONS = 1 << 14;

    // Sections of search-index.bin
    public static final int SECTION_META = 1;
    public static final int SECTION_CHUNK_INDEX = 2;
    public static final int SECTION_FILTERS = 3;
    public static final int SECTION_TERM_INDEX = 4;
    public static final int SECTION_TERM_BLOCKS = 5;
    public static final int SECTION_CHUNK_BLOCKS = 6;
    public static final int SECTION_VECTORS = 7;
    public static final int SECTION_GRAPH = 8;
    public static final int SECTION_VERSIONS = 9;
    public static final int SECTION_PARTITION_INDEX = 10;
    public static final int SECTION_PARTITIONS = 11;

    // Sections of query-model.bin
    public static final int SECTION_MODEL_CONFIG = 32;
    public static final int SECTION_VOCABULARY = 33;
    public static final int SECTION_STATIC_TABLE = 34;
    public static final int SECTION_TOKEN_EMBEDDINGS = 35;
    public static final int SECTION_TRANSFORMER = 36;

    private IndexFormat() {}
}
