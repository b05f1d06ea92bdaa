package io.github.docentsearch.search;

import java.util.Arrays;

/**
 * The chunks that may answer a query, each with what the keyword index and the vectors say of it.
 *
 * <p>Parallel arrays and a small hash table of chunk ordinals; made once and cleared for every query.
 */
final class Candidates {
    /** Score of a chunk in which no word of the query stands, or whose vector was not looked at. */
    static final float NONE = -2;

    private int[] chunks = new int[256];
    private float[] keywordScores = new float[256];
    private float[] semanticScores = new float[256];
    private byte[] exact = new byte[256];
    private int size;

    /** Open addressing over positions plus one; 0 is empty. Length is a power of two, at least twice the capacity. */
    private int[] table = new int[512];

    void clear() {
        size = 0;
        Arrays.fill(table, 0);
    }

    int size() {
        return size;
    }

    int chunk(int position) {
        return chunks[position];
    }

    /** BM25F, at least 0, or {@link #NONE}. */
    float keywordScore(int position) {
        return keywordScores[position];
    }

    /** Dot product, -1 to 1, or {@link #NONE}. */
    float semanticScore(int position) {
        return semanticScores[position];
    }

    /** Whether the query is this chunk's title or an identifier that it documents. */
    boolean isExact(int position) {
        return exact[position] > 0;
    }

    /** 2 if the query is the title of this chunk's page, 1 if it is another exact name of it, else 0. */
    int exactness(int position) {
        return exact[position];
    }

    /** Whether there is any such chunk. */
    boolean hasExact() {
        for (int i = 0; i < size; i++) {
            if (exact[i] > 0) {
                return true;
            }
        }
        return false;
    }

    void setKeywordScore(int chunk, float score) {
        int position = positionOf(chunk);
        keywordScores[position] = score;
    }

    void setSemanticScore(int chunk, float score) {
        int position = positionOf(chunk);
        semanticScores[position] = score;
    }

    void setExact(int chunk, boolean byTitle) {
        int position = positionOf(chunk);
        exact[position] = (byte) (byTitle ? 2 : 1);
    }

    /** Where the chunk stands; it is added if it does not. */
    private int positionOf(int chunk) {
        int slot = slotOf(chunk);
        if (table[slot] == 0) {
            if (size == chunks.length) {
                grow();
                slot = slotOf(chunk);
            }
            chunks[size] = chunk;
            keywordScores[size] = NONE;
            semanticScores[size] = NONE;
            exact[size] = 0;
            table[slot] = ++size;
        }
        return table[slot] - 1;
    }

    private int slotOf(int chunk) {
        int mask = table.length - 1;
        int slot = chunk * 0x9E3779B1 >>> 8 & mask;
        while (table[slot] != 0 && chunks[table[slot] - 1] != chunk) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int capacity = chunks.length * 2;
        chunks = Arrays.copyOf(chunks, capacity);
        keywordScores = Arrays.copyOf(keywordScores, capacity);
        semanticScores = Arrays.copyOf(semanticScores, capacity);
        exact = Arrays.copyOf(exact, capacity);
        table = new int[capacity * 2];
        for (int i = 0; i < size; i++) {
            table[slotOf(chunks[i])] = i + 1;
        }
    }
}
