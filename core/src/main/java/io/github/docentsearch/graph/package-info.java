/**
 * The nearest vectors without looking at all of them: a hierarchical navigable small world graph, read in place.
 *
 * <p>Words, after Y. Malkov and D. Yashunin, "Efficient and robust approximate nearest neighbor search using Hierarchical
 * Navigable Small World graphs" (2016), and what others call the same:
 *
 * <table>
 *   <caption>Glossary</caption>
 *   <tr><th>here</th><th>meaning</th><th>Lucene</th><th>hnswlib</th></tr>
 *   <tr><td>node</td><td>a chunk's ordinal; has one vector</td><td>node, ordinal</td><td>internal id (label outside)</td></tr>
 *   <tr><td>level</td><td>0 holds all nodes, each higher one about a 1/m of the one below</td><td>level</td><td>level, layer</td></tr>
 *   <tr><td>{@code m}</td><td>neighbours that an inserted node chooses; a list holds at most m, 2 m on level 0</td>
 *       <td>M, maxConn</td><td>M (maxM_, maxM0_)</td></tr>
 *   <tr><td>{@code efConstruction}</td><td>nodes kept while searching for a new node's neighbours</td>
 *       <td>beamWidth</td><td>ef_construction</td></tr>
 *   <tr><td>{@code efSearch}, {@code ef}</td><td>nodes kept while searching; more finds more and takes longer</td>
 *       <td>k with its over-collection</td><td>ef</td></tr>
 *   <tr><td>{@code entryPoint}</td><td>the node where every search begins, on the top level</td><td>entryNode</td>
 *       <td>enterpoint_node_</td></tr>
 *   <tr><td>score</td><td>dot product, higher is better</td><td>score, similarity</td><td>1 - distance (inner product)</td></tr>
 * </table>
 */
@NullMarked
package io.github.docentsearch.graph;

import org.jspecify.annotations.NullMarked;
