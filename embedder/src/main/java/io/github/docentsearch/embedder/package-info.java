/**
 * Embeds text with an ONNX sentence model on the JVM, and reads the model's weights for the browser.
 *
 * <p>{@link io.github.docentsearch.embedder.SentenceModel} says where a model's files are;
 * {@link io.github.docentsearch.embedder.OnnxTextEmbedder} runs it.
 */
@NullMarked
package io.github.docentsearch.embedder;

import org.jspecify.annotations.NullMarked;
