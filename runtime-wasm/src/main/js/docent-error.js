/** Every failure of the public API: a `code` for programs and a sentence for people that says what to do. */
export class DocentError extends Error {
  /**
   * @param {string} code one of `index-missing`, `index-corrupt`, `index-too-new`, `engine-unsupported`, `csp-blocked`,
   *     `network`, `aborted`
   * @param {string} message
   * @param {*=} cause what was caught, if anything
   */
  constructor(code, message, cause) {
    super(message);
    this.name = 'DocentError';
    /** @type {string} */
    this.code = code;
    if (cause) this.cause = /** @type {!Error} */ (cause);
  }
}

/**
 * Fails if the caller has lost interest.
 *
 * @param {?AbortSignal=} signal
 */
export function checkAborted(signal) {
  if (signal?.aborted) throw aborted();
}

/** @return {!DocentError} */
export function aborted() {
  return new DocentError('aborted', 'The search was aborted or closed by its caller.');
}
