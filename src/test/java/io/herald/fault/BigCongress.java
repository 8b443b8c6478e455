package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** A sample congress of many people, each with a phone of their own, and the broadcasts to it. */
final class BigCongress {
    static final int HEADS = 2_000;
    static final String NOTICES = "/api/congresses/big/notices";

    private static final int DELEGATIONS = 20;

    private BigCongress() {}

    static void enter(HubProcess hub) throws IOException {
        var congress = hub.put("/api/congresses/big", """
                {"name": {"zh": "大会", "en": "The Big Congress"}, "zone": "Asia/Shanghai", "languages": ["zh", "en"],
                 "region": "CN", "sample": true, "settings": {"signature": {"zh": "【大会】", "en": "[Big] "}}}
                """);
        assertThat(congress.statusCode()).as(congress.body()).isEqualTo(200);
        enter(hub, "delegations", delegations());
        enter(hub, "delegates", delegates());
    }

    private static void enter(HubProcess hub, String what, String csv) throws IOException {
        var answer = hub.post("/api/congresses/big/" + what + "/import?filename=" + what + ".csv", "text/csv", csv);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Free text to everyone by SMS; {@code words} tell it from others in the simulated network's log. */
    static String broadcast(String words) {
        return """
                {"name": "%s", "text": {"zh": "%s：请于九点到会。", "en": "%s: please be there at nine."},
                 "audience": "everyone", "channels": ["sms"]}
                """.formatted(words, words, words);
    }

    private static String delegations() {
        var csv = new StringBuilder("code,name,name_en\n");
        for (int index = 0; index < DELEGATIONS; index++) {
            csv.append("D%02d,第%d代表团,Delegation %d%n".formatted(index, index, index));
        }
        return csv.toString();
    }

    private static String delegates() {
        var csv = new StringBuilder("code,name,name_en,phone,language,delegation,contact\n");
        for (int index = 0; index < HEADS; index++) {
            csv.append("%04d,代表%d,Delegate %d,+99986%06d,%s,D%02d,OWN%n"
                    .formatted(
                            index,
                            index,
                            index,
                            100_000 + index * 37,
                            index % 5 == 0 ? "en" : "zh",
                            index % DELEGATIONS));
        }
        return csv.toString();
    }
}
