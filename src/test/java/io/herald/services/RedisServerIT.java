package io.herald.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisServerIT {
    private final RedisServer redis = RedisServer.start();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void a_killed_server_refuses_and_comes_back_empty_on_its_port() throws IOException {
        assertThat(say("SET seat 12")).isEqualTo("+OK");
        redis.kill();
        assertThatThrownBy(() -> say("PING")).isInstanceOf(IOException.class);

        redis.restart();
        assertThat(say("EXISTS seat")).isEqualTo(":0");
    }

    @Test
    void a_flushed_server_forgets() throws IOException {
        assertThat(say("SET seat 12")).isEqualTo("+OK");
        redis.flush();
        assertThat(say("EXISTS seat")).isEqualTo(":0");
    }

    @Test
    void a_paused_server_answers_nothing_until_it_goes_on() throws IOException {
        redis.pause();
        assertThatThrownBy(() -> say("PING")).isInstanceOf(SocketTimeoutException.class);
        redis.resume();
        assertThat(say("PING")).isEqualTo("+PONG");
    }

    private String say(String command) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write((command + "\r\n").getBytes());
            return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
        }
    }
}
