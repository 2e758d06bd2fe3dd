package io.matrixplatform.model.inference;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.network.IpAddresses;
import io.matrixplatform.model.network.PublicAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address below which an OpenAI-compatible API stands, such as {@code https://api.openai.com/v1}.
 *
 * @param host a name in lower case, or an IP address without brackets
 * @param path without a slash at its end; empty for the root
 */
public record BaseUrl(boolean isTls, String host, int port, String path) {
    private static final int LONGEST = 2_048;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int FIRST_UNPRIVILEGED = 1_024;
    private static final int LARGEST_PORT = 65_535;

    private static final Pattern NAME = Pattern.compile("(?!-)[a-z0-9-]{1,63}(?<!-)(\\.(?!-)[a-z0-9-]{1,63}(?<!-))*");
    /** Resolvers read a name whose last label is a number, however written, as an IPv4 address. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

    /** Whom such an address may lead to. */
    public enum Reach {
        /** The public Internet, encrypted, at port 443 or an unprivileged one. */
        PUBLIC,
        /** Our own network too, and without encryption: for servers that the operator runs. */
        PRIVATE
    }

    public BaseUrl {
        requireNonNull(host, "host");
        requireNonNull(path, "path");
    }

    /** @throws IllegalArgumentException that says what is wrong, and repeats nothing */
    public static BaseUrl parse(String text, Reach reach) {
        URI uri = uri(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        demand(tls || scheme.equals("http"), "must begin with https://");
        demand(tls || reach == Reach.PRIVATE, "must begin with https://");
        demand(uri.getHost() != null, "must name a host");
        demand(uri.getRawUserInfo() == null, "must not hold a user or password");
        demand(uri.getRawQuery() == null && uri.getRawFragment() == null, "must have neither query nor fragment");
        int port = uri.getPort() < 0 ? (tls ? HTTPS : HTTP) : uri.getPort();
        demand(port >= 1 && port <= LARGEST_PORT, "must name a port that there is");
        demand(
                reach == Reach.PRIVATE || port == HTTPS || port >= FIRST_UNPRIVILEGED,
                "must be at port 443 or from 1024 on");
        BaseUrl url = new BaseUrl(tls, host(uri.getHost()), port, path(uri.getRawPath()));
        demand(
                reach == Reach.PRIVATE
                        || url.literal().map(PublicAddresses::contain).orElse(!isLocalName(url.host)),
                "must be a public address");
        return url;
    }

    /** The address, if it is written as one. */
    public Optional<InetAddress> literal() {
        return IpAddresses.parse(host);
    }

    /** The host as it stands in a URL or header. */
    public String hostInUrl() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** As it is written; equal addresses are written alike. */
    @Override
    public String toString() {
        String at = port == (isTls ? HTTPS : HTTP) ? "" : ":" + port;
        return (isTls ? "https://" : "http://") + hostInUrl() + at + path;
    }

    private static URI uri(String text) {
        demand(text.length() <= LONGEST, "may have at most " + LONGEST + " characters");
        demand(text.chars().allMatch(c -> c > ' ' && c < 0x7f), "must be ASCII, without spaces");
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("must be a URL", malformed);
        }
    }

    private static String host(String written) {
        String host = written.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            InetAddress address = IpAddresses.parse(host.substring(1, host.length() - 1))
                    .orElseThrow(() -> new IllegalArgumentException("must name a host"));
            return IpAddresses.canonical(address);
        }
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            demand(IpAddresses.parse(host).isPresent(), "must write an IPv4 address as four plain decimals");
            return host;
        }
        demand(NAME.matcher(host).matches(), "must name a host");
        return host;
    }

    private static boolean isLocalName(String host) {
        return host.indexOf('.') < 0 || host.endsWith(".localhost") || host.endsWith(".local");
    }

    private static String path(String written) {
        String path = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        demand(PATH.matcher(path).matches() && !path.contains("/."), "must have a plain path");
        return path;
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
