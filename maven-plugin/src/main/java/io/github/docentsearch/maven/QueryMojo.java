package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.AnswerTable;
import io.github.docentsearch.indexer.IndexingException;
import java.io.File;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Answers a query from the site's search, with the code that the browser runs, and prints hits, scores and why. */
@Mojo(name = "query", requiresProject = false, threadSafe = true)
public final class QueryMojo extends AbstractMojo {
    /** Root of the site that has a search. */
    @Parameter(property = "docent.siteDirectory", defaultValue = "${project.reporting.outputDirectory}")
    private File siteDirectory;

    /** Folder of the search below the site's root. */
    @Parameter(property = "docent.outputFolder", defaultValue = "search")
    private String outputFolder;

    /** What a reader would type. */
    @Parameter(property = "docent.query", required = true)
    private String query;

    /** Most hits to print, from 1 to 1000. */
    @Parameter(property = "docent.limit", defaultValue = "10")
    private int limit;

    /** Whether to tell how each score came about. */
    @Parameter(property = "docent.explain", defaultValue = "false")
    private boolean explain;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        try {
            AnswerTable.of(siteDirectory.toPath(), outputFolder, query, limit, explain)
                    .forEach(getLog()::info);
        } catch (IndexingException e) {
            BuildEnd.fail(e);
        }
    }
}
