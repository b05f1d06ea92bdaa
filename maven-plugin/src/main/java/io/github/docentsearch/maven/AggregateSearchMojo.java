package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexerOptions.FilterRule;
import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Gives a staged site of several modules one search: mvn site site:stage docent:aggregate-search. Searches of single
 * modules in the staged site are left out of it. Pages of a module get the filter "module".
 */
@Mojo(name = "aggregate-search", aggregator = true, threadSafe = true)
public final class AggregateSearchMojo extends WriteSearchMojo {
    /** Root of the staged site. */
    @Parameter(
            property = "docent.stagingDirectory",
            defaultValue = "${project.build.directory}/staging",
            required = true)
    private File stagingDirectory;

    @Parameter(defaultValue = "${reactorProjects}", readonly = true)
    private List<MavenProject> modules;

    @Override
    File siteDirectory() {
        return stagingDirectory;
    }

    @Override
    List<String> ownExcludes() {
        return modules.stream()
                .map(module -> "**/" + module.getArtifactId() + "/" + outputFolder() + "/**")
                .toList();
    }

    @Override
    List<FilterRule> ownFilters() {
        return modules.stream()
                .filter(module -> !module.isExecutionRoot())
                .map(module -> new FilterRule("**/" + module.getArtifactId() + "/**", "module", module.getName()))
                .toList();
    }
}
