package io.matrixplatform.api.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves the console. Assets stand under their version and are kept for ever; the page that names them is asked for again
 * each time, and answered 304 while it is the same.
 */
final class ConsoleServlet extends HttpServlet {
    /** The root of the server leads here too. */
    static final String[] MAPPINGS = {"", "/console/*"};

    private static final long serialVersionUID = 1;
    private static final String HOME = "/console/";
    private static final String ASSETS = "/assets/";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final transient ConsoleFiles files;
    private final String policy;

    /** @param doorOrigin where the playground calls models: the one other origin that pages may connect to */
    ConsoleServlet(ConsoleFiles files, String doorOrigin) {
        this.files = files;
        this.policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' "
                        + doorOrigin + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (!request.getServletPath().equals("/console") || path == null) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", HOME);
        } else if (path.startsWith(ASSETS)) {
            Optional<ConsoleFile> asset = asset(path.substring(ASSETS.length()));
            if (asset.isPresent()) {
                send(asset.get(), FOR_EVER, request, response);
            } else {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } else {
            response.setHeader("Content-Security-Policy", policy);
            send(files.page(), ASK_AGAIN, request, response);
        }
    }

    /** Assets of another version are not there: a tab that was open during an update loads itself again. */
    private Optional<ConsoleFile> asset(String versioned) {
        String prefix = files.version() + "/";
        return versioned.startsWith(prefix) ? files.asset(versioned.substring(prefix.length())) : Optional.empty();
    }

    private static void send(ConsoleFile file, String caching, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Cache-Control", caching);
        response.setHeader("ETag", file.tag());
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (matches(request.getHeader("If-None-Match"), file.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.mediaType());
        response.setContentLength(file.length());
        file.writeTo(response.getOutputStream());
    }

    /** A weak comparison: compression marks the tags it sends. */
    private static boolean matches(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && (ifNoneMatch.strip().equals("*") || ifNoneMatch.contains(tag.substring(0, tag.length() - 1)));
    }
}
