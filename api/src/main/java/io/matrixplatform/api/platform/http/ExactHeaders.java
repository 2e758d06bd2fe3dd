package io.matrixplatform.api.platform.http;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Has Jetty tell upper case from lower in the headers that it remembers of a connection. As it comes, it takes a header for one
 * that was sent before and differs, or begins, in other letters: the credential of one request for that of another.
 */
public final class ExactHeaders implements LifeCycle.Listener {
    @Override
    public void lifeCycleStarting(LifeCycle started) {
        if (started instanceof Server server) {
            server.getContainedBeans(HttpConfiguration.class).forEach(http -> http.setHeaderCacheCaseSensitive(true));
        }
    }
}
