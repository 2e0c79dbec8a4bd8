package io.prescale.cli.cluster;

import java.util.List;
import java.util.Map;

/**
 * A part of a cluster that runs until it is stopped, in a process of its own.
 *
 * @param name also of its log
 * @param command program and arguments
 * @param environment variables beside those of this process
 * @param health how to tell whether it does its work
 */
public record Component(
    String name, List<String> command, Map<String, String> environment, HealthCheck health) {}
