package io.github.docentsearch.embedder;

import io.github.docentsearch.embedder.InputRecorder.Input;
import java.util.Arrays;
import java.util.List;

/**
 * What goes into a linear layer, as far as rounding its weights asks: the mean, and the covariance C, decomposed.
 *
 * <p>An error e of a row of weights costs e C eᵀ in its output, once the bias has made up for the mean. With C = (U + I) D (U +
 * I)ᵀ, where U has numbers above the diagonal only and D on the diagonal only, that is the sum over k of D[k] · (e[k] + Σ over
 * j &lt; k of e[j] U[j][k])²: so when column k is rounded, the error of those before it can be made up for.
 *
 * @param order the columns as they are rounded, those of the greatest variance first, as these hurt most
 * @param mean of each column
 * @param feedback U, transposed: [columns][columns], in the order of {@code order}
 */
record InputMoments(int[] order, float[] mean, float[] feedback) {
    /** Share of the mean variance that is added to each column's, so that what no text has shown is not taken for granted. */
    private static final double DAMPING = 0.01;

    /** Tokens that are added at one time. */
    private static final int TOKENS = 4;

    /** The moments of inputs of equal width. */
    static InputMoments of(List<Input> inputs) {
        int n = inputs.get(0).columns();
        float[] products = new float[n * n];
        double[] sums = new double[n];
        float[][] tokens = new float[TOKENS][n];
        int count = 0;
        for (Input input : inputs) {
            for (int token = 0; token < input.scales().length; token++) {
                float[] values = tokens[count++ % TOKENS];
                input.read(token, values);
                for (int i = 0; i < n; i++) {
                    sums[i] += values[i];
                }
                if (count % TOKENS == 0) {
                    addProducts(tokens, products);
                }
            }
        }
        for (int t = count % TOKENS; t > 0 && t < TOKENS; t++) {
            Arrays.fill(tokens[t], 0);
        }
        if (count % TOKENS > 0) {
            addProducts(tokens, products);
        }
        return of(products, sums, count);
    }

    /** Adds the outer product of each token with itself, its upper half. */
    private static void addProducts(float[][] tokens, float[] products) {
        float[] a = tokens[0];
        float[] b = tokens[1];
        float[] c = tokens[2];
        float[] d = tokens[3];
        int n = a.length;
        for (int i = 0; i < n; i++) {
            float ai = a[i];
            float bi = b[i];
            float ci = c[i];
            float di = d[i];
            int row = i * n;
            for (int j = i; j < n; j++) {
                products[row + j] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
            }
        }
    }

    private static InputMoments of(float[] products, double[] sums, int count) {
        int n = sums.length;
        double[] variances = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            variances[i] = covariance(products, sums, count, i, i);
            total += variances[i];
        }
        int[] order = descending(variances);
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i * n + j] = covariance(products, sums, count, order[i], order[j]);
            }
            matrix[i * n + i] += DAMPING * total / n;
        }
        float[] mean = new float[n];
        for (int i = 0; i < n; i++) {
            mean[i] = (float) (sums[i] / count);
        }
        return new InputMoments(order, mean, decompose(matrix, n));
    }

    private static double covariance(float[] products, double[] sums, int count, int i, int j) {
        double product = products[Math.min(i, j) * sums.length + Math.max(i, j)];
        return (product - sums[i] * sums[j] / count) / count;
    }

    private static int[] descending(double[] variances) {
        Integer[] order = new Integer[variances.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(variances[b], variances[a]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** U, transposed, of a matrix whose lower half is given, and overwritten: column by column from the last one. */
    private static float[] decompose(double[] matrix, int n) {
        float[] transposed = new float[n * n];
        double[] column = new double[n];
        for (int k = n - 1; k > 0; k--) {
            double pivot = matrix[k * n + k];
            for (int j = 0; j < k; j++) {
                column[j] = pivot > 0 ? matrix[k * n + j] / pivot : 0;
                transposed[k * n + j] = (float) column[j];
            }
            for (int i = 0; i < k; i++) {
                double factor = column[i] * pivot;
                int row = i * n;
                for (int j = 0; j <= i; j++) {
                    matrix[row + j] -= factor * column[j];
                }
            }
        }
        return transposed;
    }
}
