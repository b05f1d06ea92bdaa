package io.github.docentsearch.maven;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.DistributionManagement;
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

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject root;

    @Parameter(defaultValue = "${reactorProjects}", readonly = true)
    private List<MavenProject> modules;

    @Override
    File siteDirectory() {
        return stagingDirectory;
    }

    @Override
    Map<String, String> modules() {
        Map<String, String> names = new LinkedHashMap<>();
        for (MavenProject module : modules) {
            names.put(folderOf(module), module.getName());
        }
        return names;
    }

    /**
     * Where site:stage puts a module: as its site's address continues that of the root. Maven makes it of the artifact ids on the
     * way, unless the module has an address of its own.
     */
    private String folderOf(MavenProject module) {
        String top = address(root);
        String own = address(module);
        if (top.isEmpty() || !own.startsWith(top + '/')) {
            return module == root || own.equals(top) ? "" : module.getArtifactId();
        }
        return own.substring(top.length() + 1);
    }

    private static String address(MavenProject project) {
        DistributionManagement management = project.getDistributionManagement();
        String url = management == null || management.getSite() == null
                ? null
                : management.getSite().getUrl();
        return url == null ? "" : url.replaceFirst("/+$", "");
    }
}
