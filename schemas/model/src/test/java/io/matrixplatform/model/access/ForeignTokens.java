package io.matrixplatform.model.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** JSON Web Tokens, which nothing of ours takes. */
public final class ForeignTokens {
    /** That says of itself that nobody signed it. */
    public static final String UNSIGNED = token("none", "{\"aud\":\"matrix\",\"exp\":9999999999}", "");

    public static final String FOR_SOMEBODY_ELSE = token("HS256", "{\"aud\":\"elsewhere\",\"exp\":9999999999}", "c2ln");

    public static final String EXPIRED = token("HS256", "{\"aud\":\"matrix\",\"exp\":1}", "c2ln");

    private ForeignTokens() {}

    private static String token(String algorithm, String claims, String signature) {
        return part("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + '.' + part(claims) + '.' + signature;
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
