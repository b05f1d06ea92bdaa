/** What the JVM side takes: building graphs, quantising, searching, embedding. Run with JMH, see {@code README.md}. */
@NullMarked
package io.github.docentsearch.benchmarks;

import org.jspecify.annotations.NullMarked;
