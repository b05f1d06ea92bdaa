package io.github.docentsearch.indexer.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts sections into chunks that the model can read whole.
 *
 * <p>A section that fits is one chunk. A longer one is cut between blocks into parts of about equal length, never between
 * a block and one that it announces; a block that is too long alone is cut at a line, a sentence, a word, in this order.
 */
public final class Chunker {
    /** No language packs more characters into a word piece than this, so longer texts are cut without counting. */
    private static final int MAX_CHARS_PER_TOKEN = 24;

    private final int maxChunkTokens;
    private final ToIntFunction<String> tokenCounter;

    /**
     * @param maxChunkTokens word pieces of a chunk's text, its headings not counted; at least 8
     * @param tokenCounter how many word pieces a text has, without those that frame it
     */
    public Chunker(int maxChunkTokens, ToIntFunction<String> tokenCounter) {
        this.maxChunkTokens = maxChunkTokens;
        this.tokenCounter = tokenCounter;
    }

    private record Part(Block block, int tokens) {}

    /** The page's chunks in the order of its sections; at least one. */
    public List<Chunk> chunks(Page page) {
        List<Chunk> chunks = new ArrayList<>();
        for (Section section : page.sections()) {
            cut(section, chunks);
        }
        if (chunks.isEmpty()) {
            chunks.add(new Chunk("", List.of(), "", "", new int[0], 1, true));
        }
        return chunks;
    }

    private void cut(Section section, List<Chunk> chunks) {
        List<Part> parts = new ArrayList<>();
        long remaining = 0;
        for (Block block : section.blocks()) {
            for (Part part : partsOf(block)) {
                parts.add(part);
                remaining += part.tokens;
            }
        }
        if (parts.isEmpty()) {
            chunks.add(new Chunk(section.anchor(), section.headings(), section.context(), "", new int[0], 1, true));
            return;
        }
        String anchor = section.anchor();
        int start = 0;
        while (start < parts.size()) {
            int end = endOfChunk(parts, start, remaining);
            for (int i = start; i < end; i++) {
                remaining -= parts.get(i).tokens;
            }
            String ownAnchor = parts.get(start).block.anchor();
            if ((start > 0 || anchor.isEmpty() && !section.headings().isEmpty()) && !ownAnchor.isEmpty()) {
                anchor = ownAnchor;
            }
            chunks.add(join(section, anchor, parts.subList(start, end), start == 0));
            for (int i = Math.max(1, start); i < end; i++) {
                anchor = parts.get(i).block.anchor().isEmpty()
                        ? anchor
                        : parts.get(i).block.anchor();
            }
            start = end;
        }
    }

    /** Where the chunk that starts at {@code start} should end, so that all that follow are about equally long. */
    private int endOfChunk(List<Part> parts, int start, long remaining) {
        long chunksLeft = (remaining + maxChunkTokens - 1) / maxChunkTokens;
        if (chunksLeft <= 1) {
            return parts.size();
        }
        long target = (remaining + chunksLeft - 1) / chunksLeft;
        long tokens = parts.get(start).tokens;
        int end = start + 1;
        while (end < parts.size()) {
            int next = parts.get(end).tokens;
            if (tokens + next > maxChunkTokens || tokens + next / 2 > target) {
                break;
            }
            tokens += next;
            end++;
        }
        int announced = end;
        while (announced > start + 1
                && announced < parts.size()
                && parts.get(announced - 1).block.keepWithNext()) {
            announced--;
        }
        return parts.get(announced - 1).block.keepWithNext() ? end : announced;
    }

    private static Chunk join(Section section, String anchor, List<Part> parts, boolean first) {
        StringBuilder text = new StringBuilder();
        int[] codeRanges = new int[16];
        int count = 0;
        double weight = 0;
        long length = 0;
        for (Part part : parts) {
            Block block = part.block;
            if (text.length() > 0) {
                text.append('\n');
            }
            int offset = text.length();
            int needed = count + block.codeRanges().length;
            if (needed > codeRanges.length) {
                codeRanges = Arrays.copyOf(codeRanges, Math.max(needed, 2 * codeRanges.length));
            }
            for (int position : block.codeRanges()) {
                codeRanges[count++] = offset + position;
            }
            text.append(block.text());
            weight += (double) block.weight() * block.text().length();
            length += block.text().length();
        }
        float average = (float) (weight / length);
        return new Chunk(
                anchor,
                section.headings(),
                section.context(),
                text.toString(),
                Arrays.copyOf(codeRanges, count),
                average,
                first);
    }

    private List<Part> partsOf(Block block) {
        String text = block.text();
        int maxChars = maxChunkTokens * MAX_CHARS_PER_TOKEN;
        int tokens = text.length() > maxChars ? Integer.MAX_VALUE : tokenCounter.applyAsInt(text);
        if (tokens <= maxChunkTokens) {
            return List.of(new Part(block, tokens));
        }
        List<Part> parts = new ArrayList<>();
        int start = 0;
        int length = Math.min(maxChars, (int) ((long) text.length() * maxChunkTokens / tokens) + 1);
        if (text.length() > maxChars) {
            length = maxChunkTokens * 4;
        }
        while (start < text.length()) {
            int wanted = length;
            int end = cutAt(text, start, wanted);
            int count = tokenCounter.applyAsInt(text.substring(start, end));
            while (count > maxChunkTokens && wanted > 1) {
                wanted = Math.max(1, Math.min(wanted - 1, (int) (0.9 * wanted * maxChunkTokens / count)));
                end = cutAt(text, start, wanted);
                count = tokenCounter.applyAsInt(text.substring(start, end));
            }
            String piece = text.substring(start, end).strip();
            if (!piece.isEmpty()) {
                int from = text.indexOf(piece.charAt(0), start);
                parts.add(new Part(pieceOf(block, piece, from, end == text.length()), count));
            }
            start = end;
        }
        return parts;
    }

    /** Where to end a piece of at most {@code wanted} chars: after a line, a sentence, a word, or inside one. */
    static int cutAt(String text, int start, int wanted) {
        int limit = start + wanted;
        if (limit >= text.length()) {
            return text.length();
        }
        int earliest = start + wanted / 2;
        int sentence = -1;
        int word = -1;
        for (int i = limit; i > earliest; i--) {
            char before = text.charAt(i - 1);
            if (before == '\n') {
                return i;
            }
            if (sentence < 0
                    && (before == '。'
                            || before == '！'
                            || before == '？'
                            || before == ' ' && endsSentence(text, i - 2))) {
                sentence = i;
            }
            if (word < 0 && before == ' ') {
                word = i;
            }
        }
        int cut = sentence > 0 ? sentence : word > 0 ? word : limit;
        return cut > start + 1 && Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
    }

    private static boolean endsSentence(String text, int i) {
        char c = i < 0 ? ' ' : text.charAt(i);
        return c == '.' || c == '!' || c == '?' || c == ';' || c == '|';
    }

    private static Block pieceOf(Block block, String piece, int from, boolean last) {
        int to = from + piece.length();
        int[] ranges = block.codeRanges();
        int[] own = new int[ranges.length];
        int count = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            int start = Math.max(from, ranges[i]);
            int end = Math.min(to, ranges[i + 1]);
            if (start < end) {
                own[count++] = start - from;
                own[count++] = end - from;
            }
        }
        return new Block(
                piece, Arrays.copyOf(own, count), block.anchor(), block.weight(), last && block.keepWithNext());
    }
}
