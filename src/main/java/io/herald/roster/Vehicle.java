package io.herald.roster;

/**
 * What delegates ride in.
 *
 * @param departs where and when it usually leaves, as a text people read
 */
public record Vehicle(String code, Bilingual name, String plate, Bilingual departs) {}
