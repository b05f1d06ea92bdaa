/** Docent: search a static site by meaning and by exact words, wholly in the browser. */

export interface OpenOptions {
  /** The search folder, for example `new URL("./search/", location.href)`. In Node also a `file:` URL. */
  base: URL | string;
  /** Whether the engine may run in a Web Worker; default true. Where workers are not allowed it runs on the page. */
  worker?: boolean;
  /** Told, while files arrive, how many bytes have come and how many are expected. */
  onProgress?: (loaded: number, total: number) => void;
}

/**
 * What is searched: `hybrid` by words and, as soon as vectors and query encoder are loaded, by meaning (on a large site the
 * vectors near to a query are fetched once it was asked: the first answer is by words, and `onUpgrade` tells); `keyword` by words
 * only; `semantic` by meaning only, after waiting for what it needs.
 */
export type Mode = "hybrid" | "keyword" | "semantic";

export interface QueryOptions {
  /** Most hits, 1 to 1000; default 10. */
  limit?: number;
  /** Default `hybrid`. */
  mode?: Mode;
  /** Values of one name are alternatives; several names must all hold. */
  filters?: Record<string, string | string[]>;
  /** Ends the query early, with a `DocentError` whose code is `aborted`. */
  signal?: AbortSignal;
}

export interface Segment {
  text: string;
  /** Whether this run of the excerpt matches the query. */
  match: boolean;
  /** Whether it is code; missing if not. */
  code?: boolean;
}

export interface Hit {
  /** Number of the chunk, from 0. */
  id: number;
  /** Relative to the site's root, with its anchor: `guide/setup.html#proxy`. */
  url: string;
  pageTitle: string;
  /** The section's own heading; the page's title if it has none. */
  title: string;
  /** From the site's top down to the section: `["Guide", "Set-up", "Proxy"]`. */
  breadcrumbs: string[];
  /** The passage to show. Plain text: put it into the page as text, never as HTML. */
  excerpt: Segment[];
  /** Higher is better; comparable within one answer only. */
  score: number;
  /** Why it is here: an exact title or identifier, words of the query, or nearness in meaning. */
  via: "exact" | "keyword" | "meaning";
  filters: Record<string, string[]>;
  /**
   * On a site of several versions, the older ones that have this page as well, the newest first. They are not hits of their
   * own: the filter `version` asks for them.
   */
  older?: string[];
}

export interface Answer {
  query: string;
  mode: Mode;
  /** Sections that match, at least as many as `hits`. */
  total: number;
  tookMs: number;
  /** Whether meaning had a say. */
  semantic: boolean;
  /** Best first. */
  hits: Hit[];
  /**
   * How many of all matching sections each value of each filter has: `{kind: {guide: 12, api: 30}}`. Values without a match
   * are left out. The choice within a name does not count against its other values: these say what they would bring.
   */
  facets: Record<string, Record<string, number>>;
}

export interface Neighbour {
  /** Number of the chunk, from 0. */
  id: number;
  /** About the cosine to the vector that was asked for. */
  score: number;
}

export interface Stats {
  chunks: number;
  pages: number;
  /** Length of a vector; 0 if the index has none. */
  dimensions: number;
  bytesFetched: number;
  requests: number;
  /**
   * What answers: WebAssembly with SIMD kernels, or the same engine as JavaScript where the browser lacks WebAssembly GC or
   * the page's Content-Security-Policy forbids WebAssembly. Both give the same hits and scores.
   */
  engine: "wasm-simd" | "js";
  /** Whether vectors and query encoder are loaded. */
  semantic: boolean;
  /**
   * What turns words into a vector now; null before meaning is loaded. Where the site has both, the static table answers first
   * and the transformer takes over when it was fetched: `onUpgrade` tells.
   */
  encoder: "static" | "transformer" | null;
  /** Vectors that the last `nearest()` scored. */
  vectorsScored: number;
  /** How it did: over the graph; by scoring all, where these are few; or on a large site those of the nearest partitions. */
  vectorSearch: "graph" | "scan" | "partitions";
}

export interface Search {
  query(text: string, options?: QueryOptions): Promise<Answer>;
  /** Loads the vectors and the query encoder; resolves when they are there. */
  warm(what?: "semantic"): Promise<void>;
  /** The vector of a text: unit length, or all zero if there is nothing to embed. */
  embed(text: string): Promise<Float32Array>;
  /** The sections whose vectors are nearest: the bare HNSW engine. `ef` is the index's own unless given. */
  nearest(vector: ArrayLike<number>, options?: { k?: number; ef?: number }): Promise<Neighbour[]>;
  /** Calls back when asking again now gives an answer by meaning, or by the better of two encoders; returns a function that ends it. */
  onUpgrade(callback: () => void): () => void;
  stats(): Stats;
  close(): void;
}

/** Opens the search of a site: loads the engine and the keyword part of the index. */
export function openSearch(options: OpenOptions): Promise<Search>;

export class DocentError extends Error {
  readonly code:
    | "index-missing"
    | "index-corrupt"
    | "index-too-new"
    | "engine-unsupported"
    | "csp-blocked"
    | "network"
    | "aborted";
}
