package io.herald.provider.twilio;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A message as Twilio keeps it; {@code form} is what was posted. */
public record StandInMessage(String sid, Map<String, String> form, String status, Integer errorCode, Instant created) {
    public StandInMessage with(String newStatus, Integer newErrorCode) {
        return new StandInMessage(sid, form, newStatus, newErrorCode, created);
    }

    /** Twilio's dates are RFC 2822 with an offset in digits. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    public JsonObject json(String account) {
        var date = DATE.format(created.atOffset(ZoneOffset.UTC));
        return new JsonObject()
                .put("sid", sid)
                .put("account_sid", account)
                .put("to", form.get("To"))
                .put("from", form.get("From"))
                .put("messaging_service_sid", form.get("MessagingServiceSid"))
                .put("body", form.get("Body"))
                .put("status", status)
                .put("error_code", errorCode)
                .put("direction", "outbound-api")
                .put("num_segments", "1")
                .put("num_media", "0")
                .put("date_created", date)
                .put("date_updated", date)
                .put("date_sent", null)
                .put("uri", "/2010-04-01/Accounts/" + account + "/Messages/" + sid + ".json");
    }

    /** Where the status is reported to, without the fragment, which never travels. */
    public URI callback() {
        return URI.create(form.get("StatusCallback").replaceAll("#.*", ""));
    }

    /** The fields of a status callback for what the message is now. */
    public Map<String, String> statusFields(String account) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("MessageSid", sid);
        fields.put("SmsSid", sid);
        fields.put("AccountSid", account);
        fields.put("MessageStatus", status);
        fields.put("SmsStatus", status);
        fields.put("To", form.get("To"));
        fields.put("From", form.getOrDefault("From", "+15005550006"));
        fields.put("ApiVersion", "2010-04-01");
        if (errorCode != null) {
            fields.put("ErrorCode", errorCode.toString());
        }
        return fields;
    }
}
