package io.github.docentsearch.model;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.WritableRegion;

/** What a forward pass works on: allocated once for the longest query, overwritten by every query. */
final class TransformerState {
    /** f32[maxTokens][dimensions]: the vectors of the tokens, from layer to layer. */
    final WritableRegion x;

    /** f32[maxTokens][dimensions]: what a step adds to {@link #x}. */
    final WritableRegion delta;

    final WritableRegion queries; // f32[maxTokens][dimensions]
    final WritableRegion keys; // f32[maxTokens][dimensions]
    final WritableRegion values; // f32[maxTokens][dimensions]

    final WritableRegion scores; // f32[maxTokens]

    /** f32[maxTokens][feedForward]. */
    final WritableRegion hidden;

    /** i16[maxTokens][dimensions or feedForward]: the input of a linear layer as integers. */
    final WritableRegion activations;

    final WritableRegion tokenScales; // f32[maxTokens]

    TransformerState(ModelConfig config, Allocator allocator) {
        int tokens = config.maxTokens();
        int row = tokens * config.dimensions() * 4;
        x = allocator.allocate(row);
        delta = allocator.allocate(row);
        queries = allocator.allocate(row);
        keys = allocator.allocate(row);
        values = allocator.allocate(row);
        scores = allocator.allocate(tokens * 4);
        hidden = allocator.allocate(tokens * config.feedForward() * 4);
        activations = allocator.allocate(tokens * Math.max(config.dimensions(), config.feedForward()) * 2);
        tokenScales = allocator.allocate(tokens * 4);
    }
}
