package io.prescale.dashboard.api;

/**
 * What is answered when something is wrong.
 *
 * @param code for programs
 * @param message for people
 * @param parameter at fault; {@code null} if none is
 */
record ErrorAnswer(String code, String message, String parameter) {}
