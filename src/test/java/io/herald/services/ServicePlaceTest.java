package io.herald.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServicePlaceTest {
    @Test
    void a_missing_program_fails_with_the_package_that_brings_it() {
        assertThatThrownBy(() -> ServicePlace.program(Path.of("/usr/bin/no-such-server"), "some-server"))
                .hasMessage(
                        "This test needs /usr/bin/no-such-server, which is not installed: apt-get install some-server"
                                + " (./herald test does it when it runs as root on Debian).");
    }

    @Test
    void two_servers_never_share_a_directory() {
        assertThat(ServicePlace.newDirectory("proof")).isNotEqualTo(ServicePlace.newDirectory("proof"));
    }
}
