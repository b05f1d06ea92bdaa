/**
 * Real Maven on real sites, and the result read in a real browser. {@link io.github.docentsearch.it.MavenRun} starts the
 * builds, {@link io.github.docentsearch.it.StaticHost} serves what they wrote, {@link io.github.docentsearch.it.Reader}
 * sits before it.
 */
@NullMarked
package io.github.docentsearch.it;

import org.jspecify.annotations.NullMarked;
