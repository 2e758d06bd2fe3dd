package io.matrixplatform.api.testing;

import java.net.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person's browser: keeps the session's cookie and shows its CSRF token, as the console does. */
public final class Browser {
    private final ApiServer api;
    private @Nullable String cookie;
    private @Nullable String csrfToken;

    public Browser(ApiServer api) {
        this.api = api;
    }

    /** Signed in as a new operator. */
    public static Browser ofOperator(ApiServer api) {
        String email = ApiServer.email();
        api.user(email, true);
        Browser browser = new Browser(api);
        Answer signedIn = browser.signIn(email, ApiServer.PASSWORD);
        if (signedIn.status() != 201) {
            throw new IllegalStateException("an operator cannot sign in: " + signedIn.text());
        }
        return browser;
    }

    public Answer signIn(String email, String password) {
        return signInWith("{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    public Answer signIn(String email, String password, String code) {
        return signInWith("{\"email\":\"" + email + "\",\"password\":\"" + password + "\",\"code\":\"" + code + "\"}");
    }

    public Answer get(String path) {
        return api.send(request(path).GET().build());
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    public Answer patch(String path, String body, String ifMatch) {
        return api.send(changing(path)
                .header("Content-Type", "application/json")
                .header("If-Match", ifMatch)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public Answer delete(String path) {
        return api.send(changing(path).DELETE().build());
    }

    /** The token in the cookie. */
    public String token() {
        return Optional.ofNullable(cookie).orElseThrow().substring("mtx_session=".length());
    }

    /** As it is, without the CSRF token. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = api.request(path, null);
        return cookie == null ? request : request.header("Cookie", cookie);
    }

    public HttpRequest.Builder changing(String path) {
        HttpRequest.Builder request = request(path);
        return csrfToken == null ? request : request.header("X-CSRF-Token", csrfToken);
    }

    private Answer send(String method, String path, String body) {
        return api.send(changing(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private Answer signInWith(String body) {
        Answer answer = api.send(request("/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        if (answer.status() == 201) {
            cookie = answer.header("Set-Cookie").orElseThrow().split(";", 2)[0];
            csrfToken = answer.field("csrf_token");
        }
        return answer;
    }
}
