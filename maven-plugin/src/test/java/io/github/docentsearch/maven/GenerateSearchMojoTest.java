package io.github.docentsearch.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexerOptions;
import io.github.docentsearch.indexer.IndexerOptions.Budgets;
import io.github.docentsearch.indexer.IndexerOptions.FilterRule;
import io.github.docentsearch.indexer.IndexerOptions.Hnsw;
import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.indexer.IndexerOptions.SearchBox;
import io.github.docentsearch.indexer.IndexerOptions.SearchTest;
import io.github.docentsearch.indexer.IndexerOptions.VectorEncoding;
import io.github.docentsearch.indexer.IndexingException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

/** The goal's parameters as Maven itself sets them, and its exceptions as Maven sees them. */
@MojoTest
class GenerateSearchMojoTest {
    private static final Path UNIT = Path.of("src/test/resources/unit").toAbsolutePath();

    @Test
    @Basedir("src/test/resources/unit/defaults")
    @InjectMojo(goal = "generate-search", pom = "pom.xml")
    void withoutConfigurationTheGoalAsksForWhatTheIndexerWouldDoAnyway(GenerateSearchMojo mojo)
            throws IndexingException {
        IndexerOptions asked = mojo.options();
        Path site = UNIT.resolve("defaults/target/site");
        IndexerOptions defaults = IndexerOptions.forSite(site).build();

        assertEquals(site, asked.siteDirectory());
        assertEquals(defaults.outputFolder(), asked.outputFolder());
        assertEquals(defaults.includes(), asked.includes());
        assertEquals(defaults.excludes(), asked.excludes());
        assertNull(asked.contentSelector());
        assertEquals(defaults.excludeSelectors(), asked.excludeSelectors());
        assertNull(asked.model());
        assertEquals(defaults.maxChunkTokens(), asked.maxChunkTokens());
        assertEquals(defaults.hnsw(), asked.hnsw());
        assertEquals(defaults.vectorEncoding(), asked.vectorEncoding());
        assertEquals(defaults.maxWholeVectorsKb(), asked.maxWholeVectorsKb());
        assertEquals(defaults.queryEncoder(), asked.queryEncoder());
        assertEquals(defaults.searchBox(), asked.searchBox());
        assertEquals(defaults.worksFromDisk(), asked.worksFromDisk());
        assertEquals(defaults.printIntegrity(), asked.printIntegrity());
        assertEquals(defaults.threads(), asked.threads());
        assertEquals(defaults.budgets(), asked.budgets());
        assertEquals(defaults.filters(), asked.filters());
        assertEquals(defaults.searchTests(), asked.searchTests());
    }

    @Test
    @Basedir("src/test/resources/unit/everything")
    @InjectMojo(goal = "generate-search", pom = "pom.xml")
    void everyParameterOfThePomReachesTheIndexer(GenerateSearchMojo mojo) throws IndexingException {
        IndexerOptions asked = mojo.options();
        Path base = UNIT.resolve("everything");

        assertEquals(base.resolve("public"), asked.siteDirectory());
        assertEquals("assets/find", asked.outputFolder());
        assertEquals(List.of("guide/**"), asked.includes());
        assertEquals(List.of("guide/old/**", "drafts/**"), asked.excludes());
        assertEquals("div.content", asked.contentSelector());
        assertEquals(List.of(".toolbar"), asked.excludeSelectors());
        assertEquals(base, asked.model());
        assertEquals(120, asked.maxChunkTokens());
        assertEquals(new Hnsw(24, 300, 100, 7), asked.hnsw());
        assertEquals(VectorEncoding.INT4, asked.vectorEncoding());
        assertEquals(500, asked.maxWholeVectorsKb());
        assertEquals(QueryEncoder.TRANSFORMER, asked.queryEncoder());
        assertEquals(new SearchBox(false, "floating", List.of("mod+p"), "de"), asked.searchBox());
        assertFalse(asked.worksFromDisk());
        assertTrue(asked.printIntegrity());
        assertEquals(base.resolve("vectors"), asked.cacheDirectory());
        assertEquals(3, asked.threads());
        assertEquals(new Budgets(54, 4096, 2500, 0.95), asked.budgets());
        assertEquals(List.of(new FilterRule("apidocs/**", "kind", "API")), asked.filters());
        assertEquals(
                List.of(
                        new SearchTest("behind a proxy", "guide/setup.html#proxy", 3),
                        new SearchTest("sdafadsfasdf", null, 3),
                        new SearchTest("which port", "guide/ports.html", 1)),
                asked.searchTests());
    }

    @Test
    @Basedir("src/test/resources/unit/defaults")
    @InjectMojo(goal = "generate-search", pom = "pom.xml")
    @MojoParameter(name = "maxChunkTokens", value = "5")
    void aValueOutOfRangeIsAConfigurationErrorThatNamesTheParameter(GenerateSearchMojo mojo) {
        MojoExecutionException e = assertThrows(MojoExecutionException.class, mojo::execute);

        assertEquals("<maxChunkTokens>: 5 is not between 32 and 436", e.getMessage());
    }

    @Test
    @Basedir("src/test/resources/unit/defaults")
    @InjectMojo(goal = "generate-search", pom = "pom.xml")
    @MojoParameter(name = "queryEncoder", value = "magic")
    void anUnknownQueryEncoderIsAnsweredWithTheKnownOnes(GenerateSearchMojo mojo) {
        MojoExecutionException e = assertThrows(MojoExecutionException.class, mojo::execute);

        assertTrue(e.getMessage().startsWith("<queryEncoder>: 'magic' is none of static, "), e.getMessage());
    }

    @Test
    @Basedir("src/test/resources/unit/defaults")
    @InjectMojo(goal = "generate-search", pom = "pom.xml")
    @MojoParameter(name = "model", value = "no/such/folder")
    void aModelFolderThatIsNotThereIsNamed(GenerateSearchMojo mojo) {
        MojoExecutionException e = assertThrows(MojoExecutionException.class, mojo::execute);

        assertTrue(e.getMessage().startsWith("<model>: "), e.getMessage());
        assertTrue(e.getMessage().contains("folder"), e.getMessage());
    }

    @Test
    @Basedir("src/test/resources/unit/defaults")
    @InjectMojo(goal = "generate-search", pom = "pom.xml")
    void aSiteThatWasNotBuiltFailsTheBuildWithTheWayOut(GenerateSearchMojo mojo) {
        MojoFailureException e = assertThrows(MojoFailureException.class, mojo::execute);

        assertTrue(e.getMessage().contains("target" + java.io.File.separator + "site"), e.getMessage());
        assertTrue(e.getMessage().contains("siteDirectory"), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }

    @Test
    @Basedir("src/test/resources/unit/defaults")
    @InjectMojo(goal = "generate-search", pom = "pom.xml")
    @MojoParameter(name = "skip", value = "true")
    void skipDoesNothingEvenWithoutASite(GenerateSearchMojo mojo) throws Exception {
        mojo.execute();
    }
}
