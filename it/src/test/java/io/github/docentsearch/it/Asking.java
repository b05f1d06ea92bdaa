package io.github.docentsearch.it;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts questions to a page with a search, through its module or through its box. */
final class Asking {
    private Asking() {}

    /** One hit as the page's module gives it. */
    record Hit(String url, String title, double score, String via) {}

    /** Answers by the module {@code docent.js} of the site in {@code page}; {@code root} is the address of the site's root. */
    static List<Hit> module(Page page, String root, String question, String mode) {
        Object hits = page.evaluate("""
                async ({root, question, mode}) => {
                  const folder = new URL('search/', root);
                  const {openSearch} = await import(new URL('docent.js', folder).href);
                  window.opened ??= await openSearch({base: folder});
                  await window.opened.warm('semantic');
                  const answer = await window.opened.query(question, {mode});
                  return answer.hits.map(({url, title, score, via}) => ({url, title, score, via}));
                }
                """, Map.of("root", root, "question", question, "mode", mode));
        return ((List<?>) hits)
                .stream()
                        .map(hit -> (Map<?, ?>) hit)
                        .map(hit -> new Hit(
                                (String) hit.get("url"),
                                (String) hit.get("title"),
                                ((Number) hit.get("score")).doubleValue(),
                                (String) hit.get("via")))
                        .toList();
    }

    /** Numbers of the chunks nearest to a vector, by the module of the site at {@code root}. */
    static List<Integer> nearest(Page page, String root, float[] vector, int k) {
        List<Double> numbers = new ArrayList<>();
        for (float number : vector) {
            numbers.add((double) number);
        }
        Object ids = page.evaluate("""
                async ({root, vector, k}) => {
                  const folder = new URL('search/', root);
                  const {openSearch} = await import(new URL('docent.js', folder).href);
                  window.opened ??= await openSearch({base: folder});
                  return (await window.opened.nearest(Float32Array.from(vector), {k})).map(({id}) => id);
                }
                """, Map.of("root", root, "vector", numbers, "k", k));
        return ((List<?>) ids).stream().map(id -> ((Number) id).intValue()).toList();
    }

    /** Opens the box with the keyboard, types, waits for the answer by meaning, and tells the options' addresses. */
    static List<String> box(Page page, String question) {
        page.keyboard().press("Control+k");
        var field = page.getByRole(AriaRole.COMBOBOX);
        field.waitFor();
        page.keyboard().type(question);
        page.getByRole(AriaRole.OPTION).first().waitFor();
        return options(page);
    }

    /** Addresses of the options that the box shows at this moment, relative to the page's folder. */
    static List<String> options(Page page) {
        // In one step: an answer by meaning may replace them meanwhile.
        List<?> addresses = (List<?>) page.getByRole(AriaRole.OPTION)
                .evaluateAll("options => options.map(option => option.getAttribute('href'))");
        return addresses.stream().map(String.class::cast).toList();
    }
}
