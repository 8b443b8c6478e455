package io.herald.roster;

/**
 * Where delegates stay.
 *
 * @param phone its reception, as people should dial it; empty when not known
 */
public record Residence(String code, Bilingual name, Bilingual address, String phone) {}
