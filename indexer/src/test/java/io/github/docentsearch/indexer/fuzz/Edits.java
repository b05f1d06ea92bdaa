package io.github.docentsearch.indexer.fuzz;

import java.util.Arrays;
import java.util.List;

/**
 * An input as a list of changes to sections: each a section, a block, what to do, where (two bytes, little-endian), and for
 * some the bytes to put there. Every sequence of bytes means something; what does not fit is taken modulo what there is.
 */
final class Edits {
    /** Bytes of an edit before its operand. */
    private static final int HEAD = 5;

    private final byte[] input;
    private int at;

    Edits(byte[] input, int from) {
        this.input = input;
        at = from;
    }

    /** Changes the sections in place, until the input ends. */
    void apply(Sections sections) {
        while (at + HEAD <= input.length && !sections.list().isEmpty()) {
            int number = next() % sections.list().size();
            Sections.Section section = sections.list().get(number);
            List<byte[]> blocks = section.blocks();
            int block = next() % blocks.size();
            int operation = next();
            int where = next() | next() << 8;
            if (operation % 9 == 7) {
                if (section.blocked() && blocks.size() > 1) {
                    blocks.remove(block);
                } else {
                    sections.list().remove(number);
                }
            } else if (operation % 9 == 8) {
                if (section.blocked() && blocks.size() < 64) {
                    blocks.add(blocks.get(block));
                }
            } else {
                blocks.set(block, change(blocks.get(block), operation % 9, where));
            }
        }
    }

    /** Changes a file as a whole. */
    byte[] applyTo(byte[] file) {
        byte[] changed = file;
        while (at + 3 <= input.length) {
            int operation = next();
            changed = change(changed, operation % 7, next() | next() << 8);
        }
        return changed;
    }

    private byte[] change(byte[] old, int operation, int where) {
        int offset = where % old.length;
        switch (operation) {
            case 0: // one byte
                return write(old, offset, operand(1));
            case 1: // 32 bits
                return write(old, offset, operand(4));
            case 2: // some bytes
                return write(old, offset, operand(next()));
            case 3: // flip a bit
                return write(old, offset, new byte[] {(byte) (old[offset] ^ 1 << (next() & 7))});
            case 4:
                return splice(old, offset, 0, operand(next()));
            case 5:
                return splice(old, offset, next(), new byte[0]);
            default:
                return Arrays.copyOf(old, Math.max(1, offset));
        }
    }

    private static byte[] write(byte[] old, int offset, byte[] bytes) {
        byte[] changed = old.clone();
        System.arraycopy(bytes, 0, changed, offset, Math.min(bytes.length, old.length - offset));
        return changed;
    }

    private static byte[] splice(byte[] old, int offset, int drop, byte[] put) {
        int from = Math.min(old.length, offset + drop);
        byte[] changed = new byte[Math.max(1, offset + put.length + old.length - from)];
        System.arraycopy(old, 0, changed, 0, offset);
        System.arraycopy(put, 0, changed, offset, put.length);
        System.arraycopy(old, from, changed, offset + put.length, old.length - from);
        return changed;
    }

    private byte[] operand(int size) {
        byte[] bytes = Arrays.copyOfRange(input, Math.min(at, input.length), Math.min(at + size, input.length));
        at += size;
        return bytes;
    }

    private int next() {
        return at < input.length ? input[at++] & 0xFF : 0;
    }
}
