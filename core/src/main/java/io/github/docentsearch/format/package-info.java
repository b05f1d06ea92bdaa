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
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>1: the first.
 * </ul>
 */
@NullMarked
package io.github.docentsearch.format;

import org.jspecify.annotations.NullMarked;
