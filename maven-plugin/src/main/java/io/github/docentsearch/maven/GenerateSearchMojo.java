package io.github.docentsearch.maven;

import java.io.File;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Gives the built site a search by meaning and by exact words: reads its pages, writes the index, the engine and the
 * search box into it. Runs over any folder of HTML, with or without a POM.
 */
@Mojo(name = "generate-search", defaultPhase = LifecyclePhase.SITE, requiresProject = false, threadSafe = true)
public final class GenerateSearchMojo extends WriteSearchMojo {
    /** Root of the built site: the folder that holds its index.html. */
    @Parameter(
            property = "docent.siteDirectory",
            defaultValue = "${project.reporting.outputDirectory}",
            required = true)
    private File siteDirectory;

    @Override
    File siteDirectory() {
        return siteDirectory;
    }
}
