/** The search box in a real browser, over a real index of a small site: {@code src/test/sites/handbook}. */
package io.github.docentsearch.it.box;
