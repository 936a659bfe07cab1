package dev.glmagent.tools.http;

import dev.glmagent.tool.ToolException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.GzipSource;
import okio.Source;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Gets pages: hop by hop, each checked, within limits of bytes and time. */
final class Fetcher {

    private static final int MAX_REDIRECTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final OkHttpClient client;
    private final Target.Rules rules;
    private final Duration timeout;
    private final long maxBytes;

    Fetcher(CheckedDialing dialing, Target.Rules rules, Duration timeout, long maxBytes) {
        this.rules = rules;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
        this.client = new OkHttpClient.Builder()
                .dns(dialing)
                .socketFactory(dialing)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(CONNECT)
                .build();
    }

    Page fetch(String address) {
        long end = System.nanoTime() + timeout.toNanos();
        Target target = Target.of(address, rules);
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                break;
            }
            try (Response response = send(target, left)) {
                String location = response.header("Location");
                if (!response.isRedirect() || location == null) {
                    return page(target, response);
                }
                target = next(target, location);
            } catch (UnknownHostException | CheckedDialing.DeniedException e) {
                throw Target.denied(target.host());
            } catch (InterruptedIOException e) {
                throw slow(e);
            } catch (IOException e) {
                throw ToolException.transientFailure("\"" + target.host() + "\" did not answer properly", e);
            }
        }
        throw new ToolException("the address redirects more than " + MAX_REDIRECTS + " times");
    }

    private ToolException slow(InterruptedIOException e) {
        String what = e instanceof SocketTimeoutException ? "the server is too slow" : "the page took too long";
        return new ToolException(what + "; a fetch may take " + timeout.toSeconds() + " s", e);
    }

    private Response send(Target target, Duration left) throws IOException {
        // gzip is asked for by name, so that OkHttp leaves the body alone and the cap counts decoded bytes.
        Request request = new Request.Builder()
                .url(target.url())
                .header("User-Agent", "glm-agent")
                .header("Accept", "text/html, text/*, application/json, application/xml;q=0.9, */*;q=0.1")
                .header("Accept-Encoding", "gzip")
                .build();
        return client.newBuilder().callTimeout(left).build().newCall(request).execute();
    }

    Target next(Target from, String location) {
        Target next;
        try {
            URI to = from.uri().resolve(location);
            next = Target.of(to.toString(), rules);
        } catch (IllegalArgumentException e) {
            throw new ToolException("the page redirects to something that is not an address", e);
        }
        if (from.url().isHttps() && !next.url().isHttps()) {
            throw new ToolException("the page redirects from https to http, which is not followed");
        }
        return next;
    }

    private Page page(Target target, Response response) throws IOException {
        MediaType media = response.body().contentType();
        String type = media == null ? "text/plain" : (media.type() + "/" + media.subtype()).toLowerCase(Locale.ROOT);
        if (!isText(type)) {
            throw new ToolException("the page is of type " + type + "; only text can be read");
        }
        Buffer body = new Buffer();
        boolean truncated = read(decoded(response), body);
        Charset charset = media == null ? null : media.charset();
        if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
            Document page = Jsoup.parse(
                    body.inputStream(),
                    charset == null ? null : charset.name(),
                    target.url().toString());
            String title = page.title();
            return new Page(target.url().toString(), response.code(), type, title, HtmlText.of(page), truncated);
        }
        String text = body.readString(charset == null ? StandardCharsets.UTF_8 : charset);
        return new Page(target.url().toString(), response.code(), type, "", text, truncated);
    }

    private static boolean isText(String type) {
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || type.matches("application/(json|xml|javascript|x-ndjson|yaml|x-yaml|toml)");
    }

    private static Source decoded(Response response) {
        String encoding = response.header("Content-Encoding", "identity");
        return switch (String.valueOf(encoding).strip().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> response.body().source();
            case "gzip", "x-gzip" -> new GzipSource(response.body().source());
            default -> throw new ToolException("the page is compressed in a way that cannot be read");
        };
    }

    /** Whether there is more than may be read; no more than that is taken off the wire. */
    private boolean read(Source source, Buffer into) throws IOException {
        while (into.size() <= maxBytes) {
            if (source.read(into, Math.min(8192, maxBytes + 1 - into.size())) < 0) {
                return false;
            }
        }
        Buffer kept = new Buffer();
        kept.write(into, maxBytes);
        into.clear();
        into.writeAll(kept);
        return true;
    }
}
