package io.herald.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The ways out for SMS. */
@ConfigMapping(prefix = "herald.sms")
public interface SmsConfig {
    /** Route names, the preferred first; those after it take over when it fails. */
    @WithDefault("sandbox")
    List<String> order();

    @WithDefaults
    Map<String, RouteConfig> routes();

    interface RouteConfig {
        /** {@code sandbox} or {@code twilio}; the route's own name when not set. */
        Optional<String> kind();

        /** Twilio's Account SID ({@code AC…}). */
        Optional<String> accountSid();

        /** The account's auth token; signs callbacks and, without an API key, signs in. */
        Optional<String> authToken();

        /** The other token while tokens are being rotated; callbacks signed with either are believed. */
        Optional<String> secondAuthToken();

        /** API key SID ({@code SK…}) and secret to sign in with, as Twilio advises. */
        Optional<String> apiKey();

        Optional<String> apiSecret();

        /** The sender: a number or an alphanumeric id. One of this and {@code messaging-service-sid} is needed. */
        Optional<String> from();

        Optional<String> messagingServiceSid();

        /** Where the provider's API is; a stand-in in tests. */
        @WithDefault("https://api.twilio.com")
        URI baseUrl();

        /** SMS parts a second that the account may send. */
        @WithDefault("10")
        double perSecond();

        /** Calls at once. */
        @WithDefault("8")
        int concurrency();

        /**
         * SMS that one number may get over this route within any minute, hour and 24 hours, as carriers limit them. No limit where
         * none is set. A text of several parts counts once.
         */
        OptionalInt perNumberMinute();

        OptionalInt perNumberHour();

        OptionalInt perNumberDay();

        /** The share of each of these limits, from 0 to 1, that routine SMS leave to urgent ones: above 0 it is one SMS at least. */
        @WithDefault("0.2")
        double perNumberUrgent();

        @WithDefault("5s")
        Duration connectTimeout();

        /**
         * How long one call may take before its outcome is unknown. Half of it is a sign that the route is ill, and what was not
         * written down yet then takes another one: at eight seconds urgent notices are through within ten.
         */
        @WithDefault("8s")
        Duration requestTimeout();

        /** How old an attempt must be before not finding it in the provider's list proves that it never arrived there. */
        @WithDefault("2m")
        Duration provenAbsentAfter();

        /** Settings of the simulated phone network. */
        Sandbox sandbox();
    }

    /** How the simulated phone network behaves. The same seed and phone number always behave alike. */
    interface Sandbox {
        @WithDefault("1")
        long seed();

        /** How long an answer takes: a random time up to this. */
        @WithDefault("20ms")
        Duration answerDelay();

        /** How long receipts take: a random time up to this. */
        @WithDefault("2s")
        Duration receiptDelay();

        /** Share of messages that are refused, 0 to 1. */
        @WithDefault("0")
        double refused();

        /** Share of accepted messages that do not reach the phone (a FAILED receipt), 0 to 1. */
        @WithDefault("0")
        double undelivered();

        /** Share of receipts that never come, 0 to 1. */
        @WithDefault("0")
        double lostReceipts();

        /** Share of receipts that come twice, 0 to 1. */
        @WithDefault("0")
        double repeatedReceipts();

        /** Whether receipts of one message may overtake each other. */
        @WithDefault("false")
        boolean shuffledReceipts();
    }
}
