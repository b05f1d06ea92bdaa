/**
 * The file format of {@code search-index.bin} and {@code query-model.bin}: this page is its specification.
 *
 * <p>All numbers are little-endian. {@code varint} is an unsigned integer in 1 to 5 bytes, seven bits a byte, lowest first,
 * the top bit set on all but the last; {@code string} is a varint of its length in UTF-8 bytes, then these bytes. Numbers
 * named here in capitals are in {@link io.github.docentsearch.format.IndexFormat}. Checksums are XXH32 with seed 0.
 *
 * <h2>Container</h2>
 *
 * A file is a head, then the contents of its sections. The head is small and tells where everything is, so that a reader may
 * fetch just the ranges it needs.
 *
 * <table>
 *   <caption>Header, 32 bytes</caption>
 *   <tr><th>field</th><th>type</th><th>offset</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>magic</td><td>u32</td><td>0</td><td>the bytes {@code DCNT}</td><td>anything else: not a file of ours</td></tr>
 *   <tr><td>version</td><td>u16</td><td>4</td><td>{@code VERSION}</td><td>a greater one as too new, a smaller one as too old</td></tr>
 *   <tr><td>kind</td><td>u16</td><td>6</td><td>{@code KIND_INDEX} or {@code KIND_MODEL}</td><td>the other kind</td></tr>
 *   <tr><td>fileSize</td><td>u32</td><td>8</td><td>bytes of the whole file</td><td>over 2^31 - 1, or less than the head</td></tr>
 *   <tr><td>headSize</td><td>u32</td><td>12</td><td>bytes of header, directory and block tables</td><td>over {@code MAX_HEAD_SIZE}</td></tr>
 *   <tr><td>sectionCount</td><td>u32</td><td>16</td><td>entries in the directory</td><td>over {@code MAX_SECTIONS}</td></tr>
 *   <tr><td>headChecksum</td><td>u32</td><td>20</td><td>of the head's bytes from 32 on</td><td>another sum</td></tr>
 *   <tr><td>headerChecksum</td><td>u32</td><td>24</td><td>of the header's first 24 bytes</td><td>another sum</td></tr>
 *   <tr><td>reserved</td><td>u32</td><td>28</td><td>0</td><td>nothing</td></tr>
 * </table>
 *
 * <p>The directory follows at offset 32, one entry a section, by ascending code. Unknown codes are passed over.
 *
 * <table>
 *   <caption>Directory entry, 24 bytes</caption>
 *   <tr><th>field</th><th>type</th><th>offset</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>code</td><td>u16</td><td>0</td><td>which section</td><td>a code not above the one before</td></tr>
 *   <tr><td>storage</td><td>u16</td><td>2</td><td>{@code STORAGE_RAW}, {@code STORAGE_BLOCKED}</td><td>others</td></tr>
 *   <tr><td>offset</td><td>u32</td><td>4</td><td>from the file's start; a multiple of 16</td><td>below the head's end</td></tr>
 *   <tr><td>length</td><td>u32</td><td>8</td><td>bytes in the file</td><td>reaching beyond the file's end</td></tr>
 *   <tr><td>checksum</td><td>u32</td><td>12</td><td>raw: of the section's bytes; blocked: 0</td><td>another sum</td></tr>
 *   <tr><td>tableOffset</td><td>u32</td><td>16</td><td>blocked: where its block table begins; raw: 0</td><td>a table outside the head</td></tr>
 *   <tr><td>blockCount</td><td>u32</td><td>20</td><td>blocked: number of blocks; raw: 0</td><td>more than the head can describe</td></tr>
 * </table>
 *
 * <p>A raw section is used in place, as it lies in the file. A blocked section is a sequence of blocks without gaps, each
 * deflated on its own (RFC 1951, no zlib header) or, where that does not make it smaller, as it is. The block table has 12
 * bytes a block:
 *
 * <table>
 *   <caption>Block table entry, 12 bytes</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>storedSize</td><td>u32</td><td>bytes in the file</td><td>a sum over all blocks that is not the section's length</td></tr>
 *   <tr><td>size</td><td>u32</td><td>bytes when inflated; equal to storedSize if the block is stored as it is</td><td>over {@code MAX_BLOCK_SIZE}</td></tr>
 *   <tr><td>checksum</td><td>u32</td><td>of the inflated bytes</td><td>another sum</td></tr>
 * </table>
 *
 * <h2>META section (raw)</h2>
 *
 * <table>
 *   <caption>META</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>chunkCount</td><td>varint</td><td>chunks, numbered from 0 in page order</td><td>over {@code MAX_CHUNKS}, or more than the file has bytes</td></tr>
 *   <tr><td>pageCount</td><td>varint</td><td>pages</td><td>more than chunks</td></tr>
 *   <tr><td>dimensions</td><td>varint</td><td>length of a vector, 0 without vectors</td><td>over {@code MAX_DIMENSIONS}</td></tr>
 *   <tr><td>efSearch</td><td>varint</td><td>candidates the graph search keeps by default</td><td>over 10,000</td></tr>
 *   <tr><td>semanticFloor</td><td>f32</td><td>least dot product of a hit by meaning alone</td><td>-</td></tr>
 *   <tr><td>plainFloor</td><td>f32</td><td>the same for a query in words that the model knows</td><td>-</td></tr>
 *   <tr><td>modelName, modelFingerprint, language</td><td>string</td><td>see {@code SiteMeta}</td><td>a length beyond the end</td></tr>
 * </table>
 *
 * <h2>CHUNK_INDEX section (raw)</h2>
 *
 * <table>
 *   <caption>CHUNK_INDEX</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>chunkCount</td><td>varint</td><td>as in META</td><td>over {@code MAX_CHUNKS}</td></tr>
 *   <tr><td>pageStarts</td><td>varint count, varint deltas</td><td>first chunk of each page</td><td>an empty page, a start beyond the last chunk</td></tr>
 *   <tr><td>blockStarts</td><td>varint count, varint deltas</td><td>first chunk of each block of CHUNK_BLOCKS</td><td>the same</td></tr>
 * </table>
 *
 * <h2>CHUNK_BLOCKS section (blocked)</h2>
 *
 * Each block: {@code u32 chunkCount}, {@code u32 chunkOffset[chunkCount]} from the block's start, then page and chunk records.
 *
 * <table>
 *   <caption>Page record</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>url, title</td><td>string</td><td>relative to the site, URL-encoded; plain text</td><td>a length beyond the end</td></tr>
 *   <tr><td>breadcrumbs</td><td>varint count, strings</td><td>titles above the page</td><td>over 64</td></tr>
 *   <tr><td>filters</td><td>varint count, strings</td><td>names and values in turn</td><td>over 128</td></tr>
 * </table>
 *
 * <table>
 *   <caption>Chunk record</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>pageOffset</td><td>u32</td><td>its page record, from the block's start</td><td>an offset beyond the end</td></tr>
 *   <tr><td>anchor</td><td>string</td><td>URL-encoded id, empty for the top of the page</td><td>a length beyond the end</td></tr>
 *   <tr><td>headings</td><td>varint count, strings</td><td>the heading path below the page's title</td><td>over 64</td></tr>
 *   <tr><td>codeRanges</td><td>varint count, pairs of varint deltas</td><td>parts of the text that are code, in UTF-16 units</td><td>an end beyond the text</td></tr>
 *   <tr><td>text</td><td>string</td><td>plain text; blocks apart by line feeds</td><td>a length beyond the end</td></tr>
 * </table>
 *
 * <h2>FILTERS section (raw, optional)</h2>
 *
 * <table>
 *   <caption>FILTERS</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>names</td><td>varint count</td><td>then per name: string, varint count of values</td><td>counts over the bytes left</td></tr>
 *   <tr><td>values</td><td>string</td><td>then varint count and varint deltas of the pages that carry it</td><td>a page beyond the last, more pages than
 *       there are</td></tr>
 * </table>
 *
 * <h2>VERSIONS section (raw, optional)</h2>
 *
 * There if the site holds several versions of its pages; the filter {@code version} then has their names, the newest first.
 *
 * <table>
 *   <caption>VERSIONS</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>newer</td><td>varint of each page</td><td>1 more than the ordinal of the same page in the next newer version that
 *       has it; than its own, if it belongs to an older version and no newer one has it; else 0</td><td>a page beyond the last, over
 *       255 versions of one page</td></tr>
 * </table>
 *
 * <h2>VECTORS section (raw)</h2>
 *
 * The vectors of all chunks; where there is a section PARTITION_INDEX, the centres of the partitions instead, of unit length, and
 * the centre of the section is still the mean of all vectors. GRAPH is always over what is here; without it all of it is scored.
 *
 * {@code lanes} is {@code dimensions}, rounded up to a multiple of 32. What the encodings and the numbers mean is told in
 * package {@code vector}.
 *
 * <table>
 *   <caption>VECTORS</caption>
 *   <tr><th>field</th><th>type</th><th>bytes</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>encoding</td><td>u32</td><td>4</td><td>a code of {@code VectorEncoding}</td><td>unknown codes</td></tr>
 *   <tr><td>size</td><td>u32</td><td>4</td><td>vectors; equals the chunk count, or the number of partitions</td><td>records that do not fill the section exactly</td></tr>
 *   <tr><td>dimensions</td><td>u32</td><td>4</td><td>length of a vector</td><td>0, or over {@code MAX_DIMENSIONS}</td></tr>
 *   <tr><td>rotationSeed</td><td>u32</td><td>4</td><td>seed of the turn; 0 for none</td><td>-</td></tr>
 *   <tr><td>levels</td><td>i8 [16]</td><td>16</td><td>values of the stored indices; 0 where the encoding has none</td><td>-</td></tr>
 *   <tr><td>centre</td><td>f32 [lanes]</td><td>4 lanes</td><td>mean of the turned vectors</td><td>-</td></tr>
 *   <tr><td>records</td><td>bytes</td><td>size · recordBytes</td><td>lanes, then the scale as f32; see {@code VectorEncoding}</td><td>-</td></tr>
 *   <tr><td>rescoring</td><td>bytes</td><td>size · rescoringBytes</td><td>BIT1: an INT8 record of each vector; else nothing</td><td>-</td></tr>
 * </table>
 *
 * <h2>GRAPH section (raw)</h2>
 *
 * <table>
 *   <caption>GRAPH</caption>
 *   <tr><th>field</th><th>type</th><th>bytes</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>nodeCount</td><td>u32</td><td>4</td><td>nodes on level 0; equals the number of vectors</td><td>over 2^25, or not that number</td></tr>
 *   <tr><td>levelCount</td><td>u32</td><td>4</td><td>levels, level 0 included; 0 without nodes</td><td>over 24</td></tr>
 *   <tr><td>entryPoint</td><td>u32</td><td>4</td><td>a node of the top level</td><td>no node of that level</td></tr>
 *   <tr><td>idBits</td><td>u32</td><td>4</td><td>bits of a node id: the fewest that hold nodeCount - 1, at least 1</td><td>another number</td></tr>
 *   <tr><td>levels</td><td>pairs of u32</td><td>8 levelCount</td><td>nodes on the level; neighbours in all its lists</td>
 *     <td>more nodes than the level below, lists beyond the end</td></tr>
 * </table>
 *
 * <p>Then for each level, from 0 up:
 *
 * <table>
 *   <caption>A level of GRAPH</caption>
 *   <tr><th>field</th><th>type</th><th>bytes</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>nodes</td><td>u32 [nodes]</td><td>4 nodes</td><td>node ids, ascending; not on level 0, which has all</td><td>a neighbour that is not among them</td></tr>
 *   <tr><td>ends</td><td>u32 [nodes]</td><td>4 nodes</td><td>neighbours in the lists up to and with this node's</td><td>a list longer than 512, or of negative length</td></tr>
 *   <tr><td>lists</td><td>bits</td><td>4 ⌈neighbours · idBits / 32⌉ + 4</td><td>node ids, idBits each, lowest bit first</td><td>ids from nodeCount on</td></tr>
 * </table>
 *
 * <h2>PARTITION_INDEX section (raw, optional)</h2>
 *
 * There if the vectors of a large site lie in partitions, of which a query reads those whose centres are nearest to it. Partitions
 * that are alike follow each other.
 *
 * <table>
 *   <caption>PARTITION_INDEX</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>nodeCount</td><td>varint</td><td>nodes, as the chunk count</td><td>another count, or more than the file has bytes</td></tr>
 *   <tr><td>wanted</td><td>varint</td><td>records that a query scores at least</td><td>over {@code MAX_CHUNKS}</td></tr>
 *   <tr><td>partitionCount</td><td>varint</td><td>partitions</td><td>other than VECTORS or PARTITIONS have</td></tr>
 *   <tr><td>partitions</td><td>varint, f32</td><td>of each: its records; the length of what they are centred at</td><td>more than
 *       1,024 records</td></tr>
 * </table>
 *
 * <h2>PARTITIONS section (blocked, none deflated)</h2>
 *
 * One block a partition. A node stands in one or two of them. The score of a record is {@code length} times the score of the
 * partition's centre, plus the record's own.
 *
 * <table>
 *   <caption>Partition</caption>
 *   <tr><th>field</th><th>type</th><th>bytes</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>records</td><td>bytes</td><td>count · recordBytes</td><td>as in VECTORS, of each vector's difference to {@code length}
 *       times the centre as it is stored</td><td>an end beyond the block's</td></tr>
 *   <tr><td>nodes</td><td>bits</td><td>4 ⌈count · idBits / 32⌉ + 4</td><td>ascending, packed as in GRAPH; idBits from
 *       nodeCount</td><td>nodes from nodeCount on</td></tr>
 * </table>
 *
 * <h2>TERM_INDEX section (raw)</h2>
 *
 * The dictionary of {@code TERM_BLOCKS}, small enough to stay in memory. Stems and terms are UTF-8, at most 255 bytes, in the
 * order of their unsigned bytes. A <em>front-coded</em> stem is {@code u8} bytes shared with the stem before (0 at first),
 * {@code u8} number of bytes that follow, these bytes.
 *
 * <table>
 *   <caption>TERM_INDEX</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>chunkCount</td><td>varint</td><td>as in META</td><td>another count</td></tr>
 *   <tr><td>blockCount</td><td>varint</td><td>blocks of TERM_BLOCKS</td><td>another count than the directory's</td></tr>
 *   <tr><td>firstStems</td><td>front-coded</td><td>first stem of each block</td><td>one over 255 bytes</td></tr>
 * </table>
 *
 * <h2>TERM_BLOCKS section (blocked)</h2>
 *
 * Each block is a sequence of entries to its end, one a stem: the forms of a word that share it lie side by side. Terms that
 * begin with {@code U+0001} are exact keys, see {@code LexicalSearcher.exact}: a whole title, heading or name without what
 * stands between its words.
 *
 * <table>
 *   <caption>Entry</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>stem</td><td>front-coded</td><td>what the forms share</td><td>one over 255 bytes</td></tr>
 *   <tr><td>formCount</td><td>varint</td><td>forms that follow</td><td>more than bytes are left</td></tr>
 * </table>
 *
 * <table>
 *   <caption>Form</caption>
 *   <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 *   <tr><td>change</td><td>u8</td><td>high 4 bits: bytes of the stem's end that are dropped; low 4: bytes that follow</td><td>more dropped than the stem has</td></tr>
 *   <tr><td>ending</td><td>bytes</td><td>what replaces them</td><td>an end beyond the block's</td></tr>
 *   <tr><td>df</td><td>varint</td><td>chunks that have the term</td><td>more than chunks</td></tr>
 *   <tr><td>size</td><td>varint</td><td>bytes of {@code chunks}; left out if df is 1</td><td>more than are left</td></tr>
 *   <tr><td>chunks</td><td>df varints</td><td>ordinals, each as its distance from the one before</td><td>an ordinal beyond the last chunk</td></tr>
 *   <tr><td>weights</td><td>df bytes</td><td>weighted term frequency and best field, see {@code Bm25}</td><td>an end beyond the block's</td></tr>
 * </table>
 *
 * <h2>Sections of query-model.bin</h2>
 *
 * <table>
 *   <caption>Sections of {@code query-model.bin}</caption>
 *   <tr><th>section</th><th>storage</th><th>content, with its field table at</th></tr>
 *   <tr><td>MODEL_CONFIG section</td><td>raw</td><td>{@link io.github.docentsearch.model.ModelConfig}</td></tr>
 *   <tr><td>VOCABULARY section</td><td>one block</td><td>{@link io.github.docentsearch.text.Vocabulary}</td></tr>
 *   <tr><td>STATIC_TABLE section, optional</td><td>blocked</td><td>a row a word piece: {@link
 *       io.github.docentsearch.model.RowTable} of {@link io.github.docentsearch.model.ByteMatrix}</td></tr>
 *   <tr><td>TOKEN_EMBEDDINGS section, with TRANSFORMER</td><td>blocked</td><td>the same</td></tr>
 *   <tr><td>TRANSFORMER section, optional</td><td>blocked</td><td>{@link
 *       io.github.docentsearch.model.TransformerWeights}</td></tr>
 * </table>
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>1: the first.
 * </ul>
 */
@NullMarked
package io.github.docentsearch.format;

import org.jspecify.annotations.NullMarked;
