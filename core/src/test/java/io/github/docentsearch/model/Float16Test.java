package io.github.docentsearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Float16Test {
    @Test
    void everyFiniteHalfComesBack() {
        for (int bits = 0; bits < 0x10000; bits++) {
            if ((bits & 0x7C00) != 0x7C00) {
                assertEquals(bits, Float16.fromFloat(Float16.toFloat(bits)), Integer.toHexString(bits));
            }
        }
    }

    @Test
    void knowsTheValuesOfTheStandard() {
        assertEquals(1f, Float16.toFloat(0x3C00));
        assertEquals(-2f, Float16.toFloat(0xC000));
        assertEquals(65504f, Float16.toFloat(0x7BFF));
        assertEquals(0x1p-14f, Float16.toFloat(0x0400));
        assertEquals(0x1p-24f, Float16.toFloat(0x0001));
        assertEquals(0x7BFF, Float16.fromFloat(1e9f));
        assertEquals(0xFBFF, Float16.fromFloat(-65519f));
    }

    @Test
    void roundsToTheNearestHalf() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            float value = (random.nextFloat() - 0.5f) * (float) Math.pow(2, random.nextInt(40) - 26);
            int bits = Float16.fromFloat(value);
            float error = Math.abs(Float16.toFloat(bits) - value);
            for (int neighbour = bits - 1; neighbour <= bits + 1; neighbour++) {
                boolean sameSign = (neighbour & 0x8000) == (bits & 0x8000) && (neighbour & 0x7C00) != 0x7C00;
                assertTrue(
                        !sameSign || neighbour < 0 || error <= Math.abs(Float16.toFloat(neighbour) - value),
                        "" + value);
            }
        }
    }
}
