package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexingException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** How a build ends that cannot go on, in Maven's terms. */
final class BuildEnd {
    private BuildEnd() {}

    /** A site that cannot be used and demands that are not met are failures, everything else is an error. */
    static void fail(IndexingException e) throws MojoExecutionException, MojoFailureException {
        if (e.kind() == IndexingException.Kind.SITE || e.kind() == IndexingException.Kind.UNMET) {
            throw new MojoFailureException(e.getMessage(), e);
        }
        throw new MojoExecutionException(e.getMessage(), e);
    }
}
