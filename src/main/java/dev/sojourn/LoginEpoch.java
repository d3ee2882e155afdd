package dev.sojourn;

/**
 * A mark taken before credentials are checked. A session created with it is refused when all sessions of the principal
 * were ended in between, so that nothing survives a password change by racing it.
 *
 * @param principal whose
 * @param value opaque
 */
public record LoginEpoch(String principal, long value) {}
