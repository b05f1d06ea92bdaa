package io.github.docentsearch.lexical;

/**
 * How many typing errors lie between two words: a letter too many, too few, another, or two neighbours swapped (optimal string
 * alignment distance, a restriction of Damerau's).
 */
final class EditDistance {
    private int[] beforePrevious = new int[0];
    private int[] previous = new int[0];
    private int[] current = new int[0];

    /** The distance if it is at most {@code max}, else {@code max + 1}. */
    int within(String a, String b, int max) {
        int aLength = a.length();
        int bLength = b.length();
        if (Math.abs(aLength - bLength) > max) {
            return max + 1;
        }
        if (current.length <= bLength) {
            beforePrevious = new int[bLength + 1];
            previous = new int[bLength + 1];
            current = new int[bLength + 1];
        }
        for (int j = 0; j <= bLength; j++) {
            current[j] = j;
        }
        for (int i = 1; i <= aLength; i++) {
            int[] reused = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = reused;
            char letter = a.charAt(i - 1);
            current[0] = i;
            int least = i;
            for (int j = 1; j <= bLength; j++) {
                char other = b.charAt(j - 1);
                int distance = previous[j - 1] + (letter == other ? 0 : 1);
                distance = Math.min(distance, Math.min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && letter == b.charAt(j - 2) && a.charAt(i - 2) == other) {
                    distance = Math.min(distance, beforePrevious[j - 2] + 1);
                }
                current[j] = distance;
                least = Math.min(least, distance);
            }
            if (least > max) {
                return max + 1;
            }
        }
        return Math.min(current[bLength], max + 1);
    }
}
