package io.github.docentsearch.embedder;

import java.util.Arrays;

/**
 * The linear map that takes one set of vectors nearest to another.
 *
 * <p>With F the inputs and Y the targets, one a row, it is the M that makes |F M - Y|² + λ |M|² least: the solution of
 * (FᵀF + λ) M = FᵀY (Hoerl and Kennard 1970), by a Cholesky decomposition.
 */
final class RidgeRegression {
    private static final double RIDGE = 1;

    /** Rows of a matrix that one task computes. */
    private static final int SLICE = 32;

    /** Inputs that are added at one time. */
    private static final int TOGETHER = 4;

    private static final float[] NOTHING = {};

    private RidgeRegression() {}

    /**
     * The map, [n][n] in row order.
     *
     * @param inputs each of n numbers
     * @param targets each of n numbers, as many as {@code inputs}
     */
    static double[] fit(float[][] inputs, float[][] targets, int n, Workers workers) throws InterruptedException {
        double[] normal = new double[n * n];
        double[] right = new double[n * n];
        workers.run(n, SLICE, (from, to) -> {
            double[][] x = new double[TOGETHER][n];
            double[][] y = new double[TOGETHER][n];
            for (int k = 0; k < inputs.length; k += TOGETHER) {
                for (int other = 0; other < TOGETHER; other++) {
                    boolean there = k + other < inputs.length;
                    widen(there ? inputs[k + other] : NOTHING, x[other]);
                    widen(there ? targets[k + other] : NOTHING, y[other]);
                }
                for (int i = from; i < to; i++) {
                    addProducts(x, i, x, normal, i * n, i + 1);
                    addProducts(x, i, y, right, i * n, n);
                }
            }
        });
        for (int i = 0; i < n; i++) {
            normal[i * n + i] += RIDGE;
        }
        decompose(normal, n);
        solve(normal, n, right);
        return right;
    }

    /** As doubles, which the JVM then adds and multiplies several at a time; zeros where there is no value. */
    private static void widen(float[] values, double[] wide) {
        Arrays.fill(wide, 0);
        for (int j = 0; j < values.length; j++) {
            wide[j] = values[j];
        }
    }

    /** Adds to {@code count} sums the products of element {@code i} of each input with the elements of its target. */
    private static void addProducts(double[][] x, int i, double[][] y, double[] sums, int at, int count) {
        double a = x[0][i];
        double b = x[1][i];
        double c = x[2][i];
        double d = x[3][i];
        double[] ya = y[0];
        double[] yb = y[1];
        double[] yc = y[2];
        double[] yd = y[3];
        for (int j = 0; j < count; j++) {
            sums[at + j] += a * ya[j] + b * yb[j] + (c * yc[j] + d * yd[j]);
        }
    }

    /** Replaces the lower half of a positive definite matrix by its Cholesky factor. */
    private static void decompose(double[] matrix, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i * n + k] * matrix[j * n + k];
                }
                matrix[i * n + j] = i == j ? Math.sqrt(sum) : sum / matrix[j * n + j];
            }
        }
    }

    /** Replaces {@code right}, [n][n], by the solution for each of its columns: first downwards, then upwards. */
    private static void solve(double[] factor, int n, double[] right) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                subtractRow(right, i, k, factor[i * n + k], n);
            }
            divideRow(right, i, factor[i * n + i], n);
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                subtractRow(right, i, k, factor[k * n + i], n);
            }
            divideRow(right, i, factor[i * n + i], n);
        }
    }

    private static void subtractRow(double[] matrix, int row, int other, double factor, int n) {
        for (int j = 0; j < n; j++) {
            matrix[row * n + j] -= factor * matrix[other * n + j];
        }
    }

    private static void divideRow(double[] matrix, int row, double divisor, int n) {
        for (int j = 0; j < n; j++) {
            matrix[row * n + j] /= divisor;
        }
    }
}
