package io.github.docentsearch.embedder;

import java.util.Arrays;

/**
 * How near an encoder of queries comes to the model that embedded the pages, measured on texts of the site that the encoder
 * was not fitted to.
 *
 * @param texts how many texts it was measured on
 * @param meanCosine of the two vectors of a text
 * @param fifthPercentileCosine 95 of 100 texts have a higher cosine
 * @param overlapAt10 of the ten passages that are nearest by the model's vector, the share that is also among the ten nearest
 *     by the encoder's
 */
public record EncoderAgreement(int texts, double meanCosine, double fifthPercentileCosine, double overlapAt10) {
    private static final int NEAREST = 10;

    /**
     * @param actual the encoder's vectors of the texts
     * @param expected the model's vectors of the same texts
     * @param passages the site's vectors, among which the nearest are looked for
     */
    static EncoderAgreement measure(float[][] actual, float[][] expected, float[][] passages) {
        double[] cosines = new double[actual.length];
        double overlap = 0;
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = dot(actual[i], expected[i]);
            overlap += overlap(actual[i], expected[i], passages);
        }
        double mean = Arrays.stream(cosines).average().orElse(1);
        Arrays.sort(cosines);
        double low = cosines.length == 0 ? 1 : cosines[cosines.length / 20];
        return new EncoderAgreement(cosines.length, mean, low, cosines.length == 0 ? 1 : overlap / cosines.length);
    }

    private static double overlap(float[] a, float[] b, float[][] passages) {
        int count = Math.min(NEAREST, passages.length);
        if (count == 0) {
            return 1;
        }
        boolean[] nearA = nearest(a, passages, count);
        boolean[] nearB = nearest(b, passages, count);
        int both = 0;
        for (int i = 0; i < passages.length; i++) {
            both += nearA[i] && nearB[i] ? 1 : 0;
        }
        return (double) both / count;
    }

    private static boolean[] nearest(float[] query, float[][] passages, int count) {
        double[] scores = new double[passages.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = dot(query, passages[i]);
        }
        boolean[] chosen = new boolean[passages.length];
        for (int n = 0; n < count; n++) {
            int best = -1;
            for (int i = 0; i < scores.length; i++) {
                if (!chosen[i] && (best < 0 || scores[i] > scores[best])) {
                    best = i;
                }
            }
            chosen[best] = true;
        }
        return chosen;
    }

    private static double dot(float[] a, float[] b) {
        float sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
