package io.herald.console.demo;

import java.net.URI;

/**
 * What the script {@code herald} tells the demo.
 *
 * @param hub where it listens
 * @param process of the hub
 * @param log where the hub writes what it does
 * @param once whether the hub ends with the story
 * @param rows of the terminal, 0 when it is none
 */
record Options(URI hub, long process, String log, boolean once, int rows, int columns) {
    /** @throws DemoFailure for what it does not know */
    static Options read(String... args) {
        URI hub = null;
        long process = 0;
        var log = "";
        boolean once = false;
        int rows = 0;
        int columns = Screen.WIDTH;
        for (var arg : args) {
            var value = arg.substring(arg.indexOf('=') + 1);
            switch (arg.replaceFirst("=.*", "")) {
                case "--hub" -> hub = URI.create(value);
                case "--process" -> process = Long.parseLong(value);
                case "--log" -> log = value;
                case "--once" -> once = true;
                case "--rows" -> rows = Integer.parseInt(value);
                case "--columns" -> columns = Integer.parseInt(value);
                default -> throw new DemoFailure("The demo does not know " + arg + "; it knows --once.");
            }
        }
        if (hub == null || process == 0) {
            throw new DemoFailure("Start the demo with ./herald demo: it needs a hub.");
        }
        return new Options(hub, process, log, once, rows, columns);
    }
}
