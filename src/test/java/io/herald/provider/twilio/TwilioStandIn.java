package io.herald.provider.twilio;

import io.herald.provider.HookRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio's Messages resource on a loopback port: creates, lists and fetches, answers as told, breaks connections, and sends
 * signed callbacks. Its signer follows Twilio's description and shares no code with the hub.
 */
public final class TwilioStandIn implements AutoCloseable {
    public static final String ACCOUNT = "AC" + "0".repeat(31) + "1";
    public static final String TOKEN = "the-auth-token";

    private final ServerSocket server;
    private final Thread acceptor;
    private final Map<String, StandInMessage> messages = new ConcurrentHashMap<>();
    private final List<Map<String, String>> posts = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final Queue<StandInAnswer> answers = new ArrayDeque<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile StandInAnswer usual = StandInAnswer.created();
    private volatile int lookUpStatus = 200;

    public TwilioStandIn() {
        this(0);
    }

    /** @param port where a hub that is already running looks for it; 0 takes a free one */
    public TwilioStandIn(int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        acceptor = start("twilio-stand-in", this::acceptAll);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** What the next POST gets; after those queued, the usual answer again. */
    public void next(StandInAnswer answer) {
        synchronized (answers) {
            answers.add(answer);
        }
    }

    public void always(StandInAnswer answer) {
        usual = answer;
    }

    /** The status of every list and fetch from now on. */
    public void lookUps(int status) {
        lookUpStatus = status;
    }

    /** Every POST that arrived, whatever was answered. */
    public List<Map<String, String>> posts() {
        return List.copyOf(posts);
    }

    /** User and password of each request. */
    public List<String> logins() {
        return List.copyOf(logins);
    }

    /** The messages taken for a number. */
    public List<StandInMessage> taken(String to) {
        return messages.values().stream()
                .filter(message -> to.equals(message.form().get("To")))
                .toList();
    }

    public List<StandInMessage> all() {
        return List.copyOf(messages.values());
    }

    /** Sets a message's status; the callback for it is the caller's choice. */
    public StandInMessage becomes(String sid, String status, Integer errorCode) {
        return messages.compute(sid, (id, message) -> message.with(status, errorCode));
    }

    /** The fields of a status callback for what the message is now. */
    public Map<String, String> statusFields(String sid) {
        return messages.get(sid).statusFields(ACCOUNT);
    }

    /** A status callback as the hub's door would hand it on, signed with {@code token}. */
    public HookRequest statusHook(String sid, String token) {
        return hook(callbackUrl(sid), statusFields(sid), token);
    }

    /** Where the message's status is reported to, without the fragment, which never travels. */
    public URI callbackUrl(String sid) {
        return messages.get(sid).callback();
    }

    /** Sends a signed form to a running hub. */
    public HttpResponse<String> post(URI url, Map<String, String> fields, String token) {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("X-Twilio-Signature", sign(token, url.toString(), fields))
                .POST(HttpRequest.BodyPublishers.ofString(encode(fields)))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public static HookRequest hook(URI url, Map<String, String> fields, String token) {
        var form = new LinkedHashMap<String, List<String>>();
        fields.forEach((name, value) -> form.put(name, List.of(value)));
        return new HookRequest(
                url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()),
                decode(url.getRawQuery()),
                form,
                Map.of("x-twilio-signature", sign(token, url.toString(), fields)),
                encode(fields).getBytes(StandardCharsets.UTF_8));
    }

    public static String sign(String token, String url, Map<String, String> fields) {
        var text = new StringBuilder(url);
        new TreeMap<>(fields).forEach((name, value) -> text.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Returns when the port refuses: a thread inside accept keeps a closed port listening for a moment. */
    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            acceptor.join();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void acceptAll() throws IOException {
        while (!server.isClosed()) {
            var socket = server.accept();
            if (server.isClosed()) {
                socket.close();
                return;
            }
            open.add(socket);
            start("twilio-stand-in-connection", () -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var line = line(in); line != null; line = line(in)) {
                var headers = headers(in);
                var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                logins.add(new String(
                        Base64.getDecoder().decode(headers.get("authorization").replace("Basic ", "")),
                        StandardCharsets.UTF_8));
                if (!answer(socket, line.split(" "), body)) {
                    return;
                }
            }
        } finally {
            open.remove(socket);
        }
    }

    /** Whether the connection can be used again. */
    private boolean answer(Socket socket, String[] request, String body) throws IOException {
        var base = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages";
        var target = URI.create(request[1]);
        if (request[0].equals("POST") && target.getPath().equals(base + ".json")) {
            return create(socket, decode(body));
        }
        if (lookUpStatus != 200) {
            return write(socket, lookUpStatus, Map.of(), "{\"code\": 20003, \"status\": " + lookUpStatus + "}");
        }
        if (target.getPath().equals(base + ".json")) {
            return write(socket, 200, Map.of(), list(decode(target.getRawQuery())));
        }
        var sid = target.getPath().replace(base + "/", "").replace(".json", "");
        return messages.containsKey(sid)
                ? write(socket, 200, Map.of(), messages.get(sid).json(ACCOUNT).encode())
                : write(socket, 404, Map.of(), "{\"code\": 20404, \"status\": 404}");
    }

    private boolean create(Socket socket, Map<String, String> form) throws IOException {
        var answer = nextAnswer();
        var sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        var message = new StandInMessage(sid, form, "queued", null, Instant.now());
        if (answer.keeps()) {
            messages.put(sid, message);
        }
        posts.add(form);
        switch (answer.ending()) {
            case RESETS -> socket.setSoLinger(true, 0);
            case STAYS_SILENT -> awaitClose();
            case DRIPS -> drip(socket);
            case ANSWERS -> {
                var json = answer.body() == null ? message.json(ACCOUNT).encode() : answer.body();
                return write(socket, answer.status(), answer.headers(), json);
            }
        }
        return false;
    }

    private StandInAnswer nextAnswer() {
        synchronized (answers) {
            return answers.isEmpty() ? usual : answers.remove();
        }
    }

    private String list(Map<String, String> query) {
        var found = taken(query.get("To")).stream()
                .map(message -> message.json(ACCOUNT))
                .toList();
        return new JsonObject()
                .put("messages", new JsonArray(found))
                .put("page_size", 1000)
                .put("next_page_uri", null)
                .encode();
    }

    private boolean write(Socket socket, int status, Map<String, String> headers, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + status + " x\r\nContent-Type: application/json\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(bytes);
        socket.getOutputStream().write(whole.toByteArray());
        socket.getOutputStream().flush();
        return true;
    }

    /** A byte at a time, each well within any time-out of the socket, until the client hangs up. */
    private void drip(Socket socket) throws IOException {
        var out = socket.getOutputStream();
        out.write("HTTP/1.1 500 x\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        try {
            while (!closed.await(50, TimeUnit.MILLISECONDS)) {
                out.write(' ');
                out.flush();
            }
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private void awaitClose() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
            if (read == '\n') {
                return line.toString(StandardCharsets.UTF_8).trim();
            }
            line.write(read);
        }
        return null;
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return headers;
    }

    public static Map<String, String> decode(String form) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : form == null || form.isEmpty() ? new String[0] : form.split("&")) {
            var parts = pair.split("=", 2);
            fields.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return fields;
    }

    public static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A broken connection is what many tests ask for; anything else that goes wrong shows in the outcome they check. */
    private Thread start(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException gone) {
                        System.getLogger(name).log(System.Logger.Level.DEBUG, "connection gone", gone);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
