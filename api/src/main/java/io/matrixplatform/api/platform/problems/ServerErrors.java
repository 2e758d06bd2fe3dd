package io.matrixplatform.api.platform.problems;

import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Makes problems of what the server refuses before any route is looked for, such as a malformed path. */
public final class ServerErrors extends ErrorHandler {
    private final Consumer<HttpFields.Mutable> always;

    /** @param always puts what every answer carries: an error starts from an empty one */
    public ServerErrors(Consumer<HttpFields.Mutable> always) {
        this.always = always;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ProblemType type = ProblemType.ofStatus(status);
        always.accept(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE.toString());
        String body = "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d}".formatted(type.path(), type.title(), status);
        Content.Sink.write(response, true, body, callback);
    }
}
