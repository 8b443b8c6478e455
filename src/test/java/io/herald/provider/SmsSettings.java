package io.herald.provider;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The real configuration mapping over a few properties, names without {@code herald.sms.}: {@code SmsSettings.of("order", "a,b")}. */
public final class SmsSettings {
    private SmsSettings() {}

    public static SmsConfig of(String... namesAndValues) {
        var properties = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put("herald.sms." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(properties);
    }

    public static SmsConfig of(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SmsConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(SmsConfig.class);
    }
}
