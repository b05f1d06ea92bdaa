package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Where the parameter {@code model} points to: a folder or an archive on the disk, or an artifact that holds one. */
final class ModelLocation {
    /** groupId:artifactId[:extension[:classifier]]:version. A Windows drive is one letter, a group is more. */
    private static final Pattern COORDINATES = Pattern.compile("[\\w.-]{2,}(:[\\w.-]+){2,4}");

    private ModelLocation() {}

    /** Whether {@code model} is written like an artifact's coordinates. */
    static boolean isCoordinates(String model) {
        return COORDINATES.matcher(model).matches();
    }

    /** @param base what a relative path is relative to */
    static Path path(String model, Path base) throws IndexingException {
        try {
            return base.resolve(model).normalize();
        } catch (InvalidPathException e) {
            throw IndexingException.badParameter(
                    "model", "'" + model + "' is neither a path nor an artifact's groupId:artifactId:version");
        }
    }

    /** The artifact's file, fetched if this machine does not have it yet. */
    static Path resolve(
            String coordinates,
            RepositorySystem repositories,
            RepositorySystemSession session,
            List<RemoteRepository> remoteRepositories)
            throws IndexingException {
        try {
            ArtifactRequest request =
                    new ArtifactRequest(new DefaultArtifact(coordinates), remoteRepositories, "docent");
            return repositories
                    .resolveArtifact(session, request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new IndexingException(
                    IndexingException.Kind.CONFIGURATION,
                    "<model>: the artifact " + coordinates + " cannot be had: " + e.getMessage()
                            + ". Check its groupId:artifactId:version, or run once without --offline.",
                    e);
        }
    }
}
