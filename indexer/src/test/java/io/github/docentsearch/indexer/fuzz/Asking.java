package io.github.docentsearch.indexer.fuzz;

import com.sun.management.ThreadMXBean;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.format.UnsupportedVersionException;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.indexer.LocalSearch;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import io.github.docentsearch.search.SearchEngine;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens files that may be damaged and asks them everything that can be asked. Nothing may come of it but answers and the
 * errors that are documented for damage, and no more memory may be asked for than {@link #allowance} says.
 */
final class Asking {
    static final List<Query> QUERIES = List.of(
            new Query("battery light", 10, Query.HYBRID, List.of()),
            new Query("\"battery light\" charge -dust", 3, Query.HYBRID, List.of()),
            new Query("wirelss getbattery( größe", 2, Query.HYBRID, List.of()),
            new Query("Guide 3 to the screen", 2, Query.HYBRID, List.of("version", "1", "kind", "guide")),
            new Query("why is it so dark?", 2, Query.SEMANTIC, List.of()),
            new Query("ne", 2, Query.KEYWORD, List.of()));

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static {
        // What is loaded once for all is charged to nobody.
        askAll(Golden.index(0).toDeflatedFile(), Golden.model(true, true).toDeflatedFile());
    }

    private Asking() {}

    /**
     * Asks.
     *
     * @param contentSize bytes of the files, inflated
     * @return what became of it, for people to read: the hits or the error's name
     */
    static String ask(byte[] index, byte @Nullable [] model, long contentSize) {
        long before = THREAD.getCurrentThreadAllocatedBytes();
        String outcome;
        try {
            outcome = askAll(index, model);
        } catch (MalformedIndexException e) {
            outcome = "index-corrupt";
        } catch (UnsupportedVersionException e) {
            outcome = e.tooNew() ? "index-too-new" : "index-corrupt";
        }
        long allocated = THREAD.getCurrentThreadAllocatedBytes() - before;
        if (allocated > allowance(contentSize)) {
            throw new AssertionError(allocated + " bytes were allocated for files of " + contentSize);
        }
        return outcome;
    }

    /**
     * Asks as {@code fuzz.mjs} does, and tells what came of it in the same words.
     *
     * @param model {@code null}: keywords only
     */
    static String askLikeScript(byte[] index, byte @Nullable [] model, List<Query> queries) {
        StringBuilder out = new StringBuilder();
        try {
            LocalSearch search = new LocalSearch(index, model);
            for (Query query : queries) {
                append(search.answer(query), out);
            }
            float[] vector = model == null ? new float[0] : search.embed("battery");
            if (!isZero(vector)) {
                NearestSearcher near = search.nearest(vector, 1, 1);
                out.append(near.foundCount() == 0 ? "" : String.valueOf(near.node(0)))
                        .append('\n');
            }
        } catch (MalformedIndexException e) {
            out.append("index-corrupt\n");
        } catch (UnsupportedVersionException e) {
            out.append(e.tooNew() ? "index-too-new\n" : "index-corrupt\n");
        }
        return out.append("--\n").toString();
    }

    /** All that opening and asking may allocate in sum, garbage and what Jazzer adds included. */
    static long allowance(long contentSize) {
        return (16L << 20) + 64 * contentSize;
    }

    private static String askAll(byte[] index, byte @Nullable [] model) {
        StringBuilder out = new StringBuilder();
        LocalSearch search = new LocalSearch(index, model);
        askQueries(search, model != null, out);
        if (model != null) {
            SearchEngine engine = search.engine();
            float[] vector = search.embed("battery");
            if (!isZero(vector)) {
                for (int k = 1; k <= 10; k += 9) {
                    NearestSearcher near = search.nearest(vector, k, 1);
                    for (int rank = 0; rank < near.foundCount(); rank++) {
                        out.append(near.node(rank)).append(' ');
                    }
                }
            }
            if (engine.hasSecondEncoder()) {
                search.useTransformer();
                askQueries(search, true, out);
            }
        }
        return out.toString();
    }

    private static boolean isZero(float[] vector) {
        boolean zero = true;
        for (float value : vector) {
            zero &= value == 0;
        }
        return zero;
    }

    private static void askQueries(LocalSearch search, boolean meaning, StringBuilder out) {
        for (Query query : QUERIES) {
            if (query.mode() == Query.SEMANTIC && !meaning) {
                continue;
            }
            append(search.answer(query), out);
        }
    }

    private static void append(Answer answer, StringBuilder out) {
        out.append(answer.total());
        for (Hit hit : answer.hits()) {
            out.append(' ').append(hit.url());
        }
        out.append('\n');
    }
}
