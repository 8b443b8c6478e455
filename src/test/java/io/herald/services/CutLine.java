package io.herald.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A line to a server on this machine that can be cut for whoever uses it, while the server goes on for the others. */
public final class CutLine implements AutoCloseable {
    private final int to;
    private final ServerSocket entrance;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "line");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private CutLine(int to) throws IOException {
        this.to = to;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    public static CutLine to(int port) {
        try {
            var line = new CutLine(port);
            line.threads.execute(line::accept);
            return line;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Ends every connection, and every new one at once. */
    public void cut() {
        cut = true;
        open.forEach(CutLine::end);
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        cut();
        entrance.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var caller = entrance.accept();
                if (cut) {
                    end(caller);
                } else {
                    join(caller);
                }
            } catch (IOException closed) {
                continue;
            }
        }
    }

    private void join(Socket caller) throws IOException {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), to);
            open.add(caller);
            open.add(server);
            threads.execute(() -> carry(caller, server));
            threads.execute(() -> carry(server, caller));
        } catch (IOException away) {
            end(caller);
        }
    }

    private void carry(Socket from, Socket onwards) {
        try (from;
                onwards) {
            from.getInputStream().transferTo(onwards.getOutputStream());
        } catch (IOException over) {
            end(onwards);
        } finally {
            open.remove(from);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
