package io.github.docentsearch.search;

/** Puts candidates in order: pages of that very title first, then other exact names, then by score, equals by chunk. */
final class Ranking {
    private Ranking() {}

    /**
     * @param scores of each candidate; those with {@link Candidates#NONE} are left out
     * @return positions in {@code candidates}, best first
     */
    static int[] order(Candidates candidates, float[] scores) {
        int[] order = new int[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] != Candidates.NONE) {
                order[count++] = i;
            }
        }
        int[] exact = new int[count];
        System.arraycopy(order, 0, exact, 0, count);
        sort(exact, new int[count], 0, count, candidates, scores);
        return exact;
    }

    /** Merge sort, as the JDK's sort of ints takes no comparison. */
    private static void sort(int[] order, int[] scratch, int from, int to, Candidates candidates, float[] scores) {
        if (to - from < 2) {
            return;
        }
        int middle = from + to >>> 1;
        sort(order, scratch, from, middle, candidates, scores);
        sort(order, scratch, middle, to, candidates, scores);
        System.arraycopy(order, from, scratch, from, to - from);
        int left = from;
        int right = middle;
        for (int at = from; at < to; at++) {
            boolean takeLeft =
                    right == to || left < middle && !isBetter(scratch[right], scratch[left], candidates, scores);
            order[at] = takeLeft ? scratch[left++] : scratch[right++];
        }
    }

    private static boolean isBetter(int a, int b, Candidates candidates, float[] scores) {
        if (candidates.exactness(a) != candidates.exactness(b)) {
            return candidates.exactness(a) > candidates.exactness(b);
        }
        return scores[a] != scores[b] ? scores[a] > scores[b] : candidates.chunk(a) < candidates.chunk(b);
    }
}
