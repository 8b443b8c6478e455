package io.herald.agenda;

import java.util.Map;
import java.util.Optional;

/**
 * What Outlook and Exchange call their time zones.
 *
 * <p>Source: the windowsZones mapping of Unicode CLDR, territory 001, for the names in wide use; others are read from the
 * VTIMEZONE that such files carry.
 */
final class WindowsZones {
    private static final Map<String, String> IANA = Map.ofEntries(
            Map.entry("China Standard Time", "Asia/Shanghai"),
            Map.entry("Taipei Standard Time", "Asia/Taipei"),
            Map.entry("Tokyo Standard Time", "Asia/Tokyo"),
            Map.entry("Korea Standard Time", "Asia/Seoul"),
            Map.entry("Singapore Standard Time", "Asia/Singapore"),
            Map.entry("SE Asia Standard Time", "Asia/Bangkok"),
            Map.entry("Ulaanbaatar Standard Time", "Asia/Ulaanbaatar"),
            Map.entry("India Standard Time", "Asia/Kolkata"),
            Map.entry("Nepal Standard Time", "Asia/Kathmandu"),
            Map.entry("Bangladesh Standard Time", "Asia/Dhaka"),
            Map.entry("Pakistan Standard Time", "Asia/Karachi"),
            Map.entry("Iran Standard Time", "Asia/Tehran"),
            Map.entry("Arabian Standard Time", "Asia/Dubai"),
            Map.entry("Arab Standard Time", "Asia/Riyadh"),
            Map.entry("Israel Standard Time", "Asia/Jerusalem"),
            Map.entry("Turkey Standard Time", "Europe/Istanbul"),
            Map.entry("Russian Standard Time", "Europe/Moscow"),
            Map.entry("FLE Standard Time", "Europe/Kiev"),
            Map.entry("GTB Standard Time", "Europe/Bucharest"),
            Map.entry("E. Europe Standard Time", "Europe/Chisinau"),
            Map.entry("W. Europe Standard Time", "Europe/Berlin"),
            Map.entry("Central Europe Standard Time", "Europe/Budapest"),
            Map.entry("Central European Standard Time", "Europe/Warsaw"),
            Map.entry("Romance Standard Time", "Europe/Paris"),
            Map.entry("GMT Standard Time", "Europe/London"),
            Map.entry("Greenwich Standard Time", "Atlantic/Reykjavik"),
            Map.entry("Egypt Standard Time", "Africa/Cairo"),
            Map.entry("South Africa Standard Time", "Africa/Johannesburg"),
            Map.entry("E. Africa Standard Time", "Africa/Nairobi"),
            Map.entry("W. Central Africa Standard Time", "Africa/Lagos"),
            Map.entry("Morocco Standard Time", "Africa/Casablanca"),
            Map.entry("Newfoundland Standard Time", "America/St_Johns"),
            Map.entry("Atlantic Standard Time", "America/Halifax"),
            Map.entry("Eastern Standard Time", "America/New_York"),
            Map.entry("Central Standard Time", "America/Chicago"),
            Map.entry("Mountain Standard Time", "America/Denver"),
            Map.entry("US Mountain Standard Time", "America/Phoenix"),
            Map.entry("Pacific Standard Time", "America/Los_Angeles"),
            Map.entry("Alaskan Standard Time", "America/Anchorage"),
            Map.entry("Hawaiian Standard Time", "Pacific/Honolulu"),
            Map.entry("Central Standard Time (Mexico)", "America/Mexico_City"),
            Map.entry("SA Pacific Standard Time", "America/Bogota"),
            Map.entry("SA Eastern Standard Time", "America/Cayenne"),
            Map.entry("E. South America Standard Time", "America/Sao_Paulo"),
            Map.entry("Argentina Standard Time", "America/Buenos_Aires"),
            Map.entry("W. Australia Standard Time", "Australia/Perth"),
            Map.entry("Cen. Australia Standard Time", "Australia/Adelaide"),
            Map.entry("AUS Central Standard Time", "Australia/Darwin"),
            Map.entry("AUS Eastern Standard Time", "Australia/Sydney"),
            Map.entry("E. Australia Standard Time", "Australia/Brisbane"),
            Map.entry("New Zealand Standard Time", "Pacific/Auckland"));

    private WindowsZones() {}

    static Optional<String> iana(String windowsName) {
        return Optional.ofNullable(IANA.get(windowsName));
    }
}
