package io.herald.fault;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** One cluster for all stories of a class, for servers are dear to start; each story begins with both nodes well. */
final class InCluster implements BeforeEachCallback, ParameterResolver, TestWatcher {
    private static final Namespace HERE = Namespace.create(InCluster.class);

    private final Scale scale;

    InCluster(Scale scale) {
        this.scale = scale;
    }

    private record Kept(Cluster cluster) implements CloseableResource {
        private static Kept start(Scale scale) {
            try {
                return new Kept(Cluster.start(scale));
            } catch (Exception failure) {
                throw new IllegalStateException("the cluster did not start", failure);
            }
        }

        @Override
        public void close() throws Exception {
            cluster.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext story) throws Exception {
        cluster(story).heal();
    }

    /** Said at once and among the counts: the report of the class may be minutes away. */
    @Override
    public void testFailed(ExtensionContext story, Throwable cause) {
        ClusterWitness.tell("FAILED %s: %s%n".formatted(story.getDisplayName(), cause));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext story) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext story) {
        return cluster(story);
    }

    /** Kept with the class, which closes it. */
    private Cluster cluster(ExtensionContext story) {
        return story.getParent()
                .orElseThrow()
                .getStore(HERE)
                .getOrComputeIfAbsent(Kept.class, type -> Kept.start(scale), Kept.class)
                .cluster();
    }
}
