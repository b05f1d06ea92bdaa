/** The search in Firefox, the distribution's own, driven over the protocol that it speaks itself: WebDriver BiDi. */
package io.github.docentsearch.it.firefox;
