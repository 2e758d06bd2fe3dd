package io.matrixplatform.api.platform.openapi;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.model.ResourceModel;

/**
 * One thing that can be asked of the API.
 *
 * @param path as OpenAPI writes it, such as {@code /v1/meters/{key}}
 * @param method for example {@code GET}
 */
record Route(String path, String method, ResourceMethod model) {
    /** All of them but what Jersey adds by itself, sorted by path and method. */
    static List<Route> all(ResourceModel model) {
        List<Route> found = new ArrayList<>();
        model.getRootResources().forEach(resource -> collect("", resource, found));
        found.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
        return List.copyOf(found);
    }

    private static void collect(String parent, Resource resource, List<Route> found) {
        String path = resource.getPath() == null ? parent : join(parent, resource.getPath());
        for (ResourceMethod method : resource.getResourceMethods()) {
            if (!method.isExtended()) {
                found.add(new Route(path, method.getHttpMethod(), method));
            }
        }
        resource.getChildResources().forEach(child -> collect(path, child, found));
    }

    private static String join(String parent, String path) {
        String named = path.replaceAll("\\{\\s*([\\w.-]+)\\s*:[^}]*}", "{$1}").replaceAll("^/|/$", "");
        return named.isEmpty() ? parent : parent + "/" + named;
    }

    Method handler() {
        return model.getInvocable().getHandlingMethod();
    }

    /** By which the words about it are found. */
    String title() {
        return method + " " + path;
    }

    /** Unique: the noun of the resource and the verb of the method. */
    String operationId() {
        String noun = handler().getDeclaringClass().getSimpleName().replaceAll("Resource$", "");
        String verb = handler().getName();
        return noun.substring(0, 1).toLowerCase(Locale.ROOT)
                + noun.substring(1)
                + verb.substring(0, 1).toUpperCase(Locale.ROOT)
                + verb.substring(1);
    }

    /** The group it is shown in: what is under a tenant by that, the rest by its first word. */
    String tag() {
        String[] words = path.split("/", -1);
        if (words.length < 3 || !words[1].equals("v1")) {
            return "about";
        }
        return words[2].equals("tenants") && words.length > 4 ? words[4] : words[2];
    }
}
