package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/**
 * A congress of many people, each with a phone of their own, and the broadcasts to it.
 *
 * @param sample whether it only reaches simulated phones; the others' numbers are such as people in China have
 */
record BigCongress(String code, int heads, boolean sample) {
    /** For one hub with the simulated network inside. */
    static final BigCongress SAMPLE = new BigCongress("big", 2_000, true);

    private static final int DELEGATIONS = 20;

    String path() {
        return "/api/congresses/" + code;
    }

    String notices() {
        return path() + "/notices";
    }

    void enter(HubProcess hub) throws IOException {
        var congress = hub.put(path(), """
                {"name": {"zh": "大会", "en": "The Big Congress"}, "zone": "Asia/Shanghai", "languages": ["zh", "en"],
                 "region": "CN", "sample": %s, "settings": {"signature": {"zh": "【大会】", "en": "[Big] "}, "twoPersons": {"urgent": false}}}
                """.formatted(sample));
        assertThat(congress.statusCode()).as(congress.body()).isEqualTo(200);
        enter(hub, "delegations", delegations());
        enter(hub, "delegates", delegates());
    }

    private void enter(HubProcess hub, String what, String csv) throws IOException {
        var answer = hub.post(path() + "/" + what + "/import?filename=" + what + ".csv", "text/csv", csv);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Free text to everyone by SMS; {@code words} tell it from others in the network's record. */
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

    private String delegates() {
        var csv = new StringBuilder("code,name,name_en,phone,language,delegation,contact\n");
        for (int index = 0; index < heads; index++) {
            csv.append("%05d,代表%d,Delegate %d,%s,%s,D%02d,OWN%n"
                    .formatted(index, index, index, phone(index), index % 5 == 0 ? "en" : "zh", index % DELEGATIONS));
        }
        return csv.toString();
    }

    private String phone(int index) {
        return sample ? "+99986%06d".formatted(100_000 + index * 37) : "+86138%08d".formatted(10_000_000 + index * 37);
    }
}
