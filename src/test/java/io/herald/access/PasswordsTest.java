package io.herald.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.Problem;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final Passwords PASSWORDS = new Passwords();

    @Test
    void a_password_matches_what_is_kept_of_it_and_another_does_not() {
        var kept = PASSWORDS.hash("correct horse battery");
        assertThat(PASSWORDS.matches("correct horse battery", kept)).isTrue();
        assertThat(PASSWORDS.matches("correct horse batterx", kept)).isFalse();
    }

    @Test
    void the_same_password_is_kept_in_another_way_each_time_and_never_as_it_is() {
        var kept = PASSWORDS.hash("correct horse battery");
        assertThat(kept).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(PASSWORDS.hash("correct horse battery")).isNotEqualTo(kept);
    }

    /** Made by the reference implementation: argon2 somesalt -id -t 2 -m 16 -p 1. */
    @Test
    void what_the_reference_implementation_kept_matches() {
        assertThat(PASSWORDS.matches(
                        "password",
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
    }

    @Test
    void nobodys_password_is_right() {
        assertThat(PASSWORDS.matches("", null)).isFalse();
    }

    @Test
    void a_name_nobody_has_takes_as_much_work_as_one_that_somebody_has() {
        var kept = PASSWORDS.hash("correct horse battery");
        PASSWORDS.matches("warm", null);
        long somebody = work(() -> PASSWORDS.matches("not the password", kept));
        long nobody = work(() -> PASSWORDS.matches("not the password", null));
        assertThat((double) nobody / somebody).isBetween(0.3, 3.0);
    }

    /** Nanoseconds of this thread's own time, however busy the machine is. */
    private static long work(Runnable task) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        task.run();
        return threads.getCurrentThreadCpuTime() - before;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "aaaaaaaaaaaaaaaa", "the-liaison-of-all"})
    void what_is_easy_to_guess_is_refused(String password) {
        assertThatThrownBy(() -> PASSWORDS.check(password, "liaison")).isInstanceOf(Problem.class);
    }
}
