package io.github.docentsearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ApproximationsTest {
    @Test
    void expAgreesWithTheJdk() {
        for (float x = -87; x <= 0; x += 0.00037f) {
            double expected = Math.exp(x);
            assertEquals(expected, Approximations.exp(x), expected * 3e-7, "x = " + x);
        }
        assertEquals(1f, Approximations.exp(0));
        assertTrue(Approximations.exp(-1e30f) < 1e-37f);
    }

    @Test
    void geluAgreesWithItsDefinition() {
        for (float x = -12; x <= 12; x += 0.01f) {
            assertEquals(x * normalDistribution(x), Approximations.gelu(x), 2e-6 * (1 + Math.abs(x)), "x = " + x);
        }
        assertEquals(1e10f, Approximations.gelu(1e10f));
        assertEquals(0f, Approximations.gelu(-1e10f), 0f);
    }

    /** Φ(x) by Simpson's rule on the density from 0 to x. */
    private static double normalDistribution(double x) {
        int steps = 2000;
        double width = x / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double t = i * width;
            sum += Math.exp(-t * t / 2) * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
    }
}
