package io.github.docentsearch.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {
    @Test
    void anAnswerBecomesOneObject() {
        Hit hit = new Hit(
                7,
                "a.html#b",
                "A \"page\"",
                "B\\C",
                List.of("A", "B"),
                List.of(new Hit.Segment("x\n\u0001", false, false), new Hit.Segment("<y>", true, true)),
                0.5f,
                Hit.MEANING,
                List.of("kind", "guide"),
                List.of("1.1", "1.0"));
        assertEquals(
                "{\"total\":3,\"semantic\":true,\"hits\":[{\"id\":7,\"url\":\"a.html#b\",\"pageTitle\":\"A \\\"page\\\"\","
                        + "\"title\":\"B\\\\C\",\"breadcrumbs\":[\"A\",\"B\"],"
                        + "\"excerpt\":[{\"text\":\"x\\u000a\\u0001\",\"match\":false},"
                        + "{\"text\":\"<y>\",\"match\":true,\"code\":true}],"
                        + "\"score\":500000,\"via\":\"meaning\",\"filters\":[\"kind\",\"guide\"],\"older\":[\"1.1\",\"1.0\"]}],\"facets\":{}}",
                AnswerJson.write(new Answer(3, true, List.of(hit), List.of())));
    }

    @Test
    void facetsAreObjectsByNameAndValue() {
        assertEquals(
                "{\"total\":5,\"semantic\":false,\"hits\":[],"
                        + "\"facets\":{\"kind\":{\"api\":2,\"guide\":3},\"module\":{\"a \\\"core\\\"\":5}}}",
                AnswerJson.write(new Answer(
                        5,
                        false,
                        List.of(),
                        List.of(
                                new Facet("kind", "api", 2),
                                new Facet("kind", "guide", 3),
                                new Facet("module", "a \"core\"", 5)))));
    }

    @Test
    void anErrorCarriesCodeMessageAndOffset() {
        assertEquals(
                "{\"error\":{\"code\":\"index-corrupt\",\"message\":\"Damaged\",\"offset\":12}}",
                AnswerJson.writeError("index-corrupt", "Damaged", 12));
    }
}
