package io.herald.provider.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.HttpUtility;
import com.twilio.http.Request;
import com.twilio.http.Response;
import io.herald.provider.SmsConfig.RouteConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * How the SDK reaches Twilio: one HTTP attempt a call, real time-outs, and a {@link Call} that remembers what happened on the wire.
 *
 * <p>The SDK's own transport repeats a POST that got a 5xx up to three times (six for a 503), has no read time-out that can
 * be set, and loses the HTTP status of an answer it cannot parse.
 */
final class SingleCallTransport extends HttpClient implements AutoCloseable {
    /** An idle connection may have been closed by the other side: looked at before use, or a POST is lost in doubt. */
    private static final TimeValue CHECK_IDLE_AFTER = TimeValue.ofMilliseconds(500);

    private final String base;
    private final Duration requestTimeout;
    private final CloseableHttpClient http;
    private final ThreadLocal<Call> calls = ThreadLocal.withInitial(() -> new Call(() -> true));
    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(1, daemon("twilio-deadlines"));

    SingleCallTransport(RouteConfig config) {
        this.base = config.baseUrl().toString().replaceAll("/+$", "");
        this.requestTimeout = config.requestTimeout();
        deadlines.setRemoveOnCancelPolicy(true);
        this.http = HttpClientBuilder.create()
                .setConnectionManager(pool(config))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(config.connectTimeout()))
                        .setResponseTimeout(timeout(config.requestTimeout()))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "leaves", (request, scope, chain) -> {
                    calls.get().leaves();
                    return chain.proceed(request, scope);
                })
                .build();
    }

    /**
     * Starts the record of this thread's next call.
     *
     * @param mayLeave asked right before the request is written
     */
    Call begin(BooleanSupplier mayLeave) {
        var call = new Call(mayLeave);
        calls.set(call);
        return call;
    }

    /** One attempt; the SDK's loop, and its habit of keeping the last request in a field, are in the method replaced here. */
    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        var outgoing = outgoing(request);
        // The socket's time-out starts anew with every byte; this one does not.
        var deadline = deadlines.schedule(outgoing::abort, requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return http.execute(outgoing, this::read);
        } catch (IOException failure) {
            throw new ApiException("no answer", failure);
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }

    private HttpUriRequestBase outgoing(Request request) {
        var url = base + request.constructURL().getFile();
        var outgoing = new HttpUriRequestBase(request.getMethod().name(), URI.create(url));
        outgoing.addHeader(HttpHeaders.AUTHORIZATION, request.getAuthString());
        outgoing.addHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        outgoing.addHeader(HttpHeaders.USER_AGENT, HttpUtility.getUserAgentString(List.of()));
        if (request.getMethod() == HttpMethod.POST) {
            outgoing.setEntity(new StringEntity(request.encodeFormBody(), ContentType.APPLICATION_FORM_URLENCODED));
        }
        return outgoing;
    }

    private Response read(ClassicHttpResponse answer) throws IOException {
        var retryAfter = answer.getFirstHeader(HttpHeaders.RETRY_AFTER);
        calls.get().answered(answer.getCode(), retryAfter == null ? null : retryAfter.getValue());
        var entity = answer.getEntity();
        var body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
        return new Response(new ByteArrayInputStream(body), answer.getCode(), answer.getHeaders());
    }

    private static HttpClientConnectionManager pool(RouteConfig config) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(config.concurrency())
                .setMaxConnTotal(config.concurrency())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(config.connectTimeout()))
                        .setSocketTimeout(timeout(config.requestTimeout()))
                        .setValidateAfterInactivity(CHECK_IDLE_AFTER)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(timeout(config.connectTimeout()))
                        .build())
                .build();
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }
}
