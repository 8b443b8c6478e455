package io.herald.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurabilityStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "random_page_cost, 1.1",
        "server_encoding, UTF8",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "log_error_verbosity, terse",
        "TimeZone, America/New_York"
    })
    void the_embedded_server_says_so_itself(String setting, String value) {
        assertThat(show(setting)).isEqualTo(value);
    }

    @Test
    void the_named_version_is_the_one_that_runs() {
        assertThat(show("server_version")).isEqualTo(PostgresSoftware.VERSION);
    }

    private static String show(String setting) {
        return DATABASE.db()
                .read(tx -> tx.one("show " + setting, row -> row.getString(0)).orElseThrow());
    }
}
