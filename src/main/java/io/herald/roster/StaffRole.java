package io.herald.roster;

/** What a staff person does at the congress. */
public enum StaffRole {
    /** Looks after one or more delegations. */
    LIAISON,
    /** Looks after one or more residences. */
    CHIEF,
    /** The duty desk, day and night. */
    DUTY,
    SECRETARY
}
