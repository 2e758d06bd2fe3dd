package io.matrixplatform.bench.http;

import java.nio.charset.StandardCharsets;

/** Requests as they go over the wire. */
public final class Requests {
    private Requests() {}

    /** A POST with an API key. */
    public static byte[] post(String path, String address, String key, String contentType, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + address + "\r\nAuthorization: Bearer " + key
                        + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }
}
