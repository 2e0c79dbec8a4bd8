package io.prescale.cli.backtest;

import io.prescale.simulator.backtest.result.Objectives;
import picocli.CommandLine.Option;

/** What counts as good. */
public final class BacktestObjectiveOptions {
  private static final int DEFAULT_NET_ABOVE_TARGET = 5;

  @Option(
      names = "--target",
      paramLabel = "PERCENT",
      defaultValue = "60",
      description = "CPU utilisation that policies aim at. Default: ${DEFAULT-VALUE}.")
  private double target;

  @Option(
      names = "--net-target",
      paramLabel = "PERCENT",
      description =
          "CPU utilisation that the net of prescale-target-net aims at. Default: the target and "
              + DEFAULT_NET_ABOVE_TARGET
              + ", at most 100.")
  private Double netTarget;

  @Option(
      names = "--slo",
      paramLabel = "PERCENT",
      defaultValue = "80",
      description =
          "Utilisation above which a minute violates the service level objective. Default:"
              + " ${DEFAULT-VALUE}.")
  private double slo;

  @Option(
      names = "--slo-allowance",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description =
          "Share of minutes that may violate it where policies are compared at equal service level."
              + " Default: ${DEFAULT-VALUE}.")
  private double sloAllowance;

  @Option(
      names = "--test-fraction",
      paramLabel = "SHARE",
      defaultValue = "0.4",
      description =
          "Newest share of each series that the figures are taken on. Default: ${DEFAULT-VALUE}.")
  private double testFraction;

  @Option(
      names = "--instance-price",
      paramLabel = "AMOUNT",
      defaultValue = "0.1",
      description = "Price of an instance for an hour. Default: ${DEFAULT-VALUE}.")
  private double instancePrice;

  /**
   * The objectives.
   *
   * @throws IllegalArgumentException if one is out of range; the message names it
   */
  public Objectives toObjectives() {
    OptionRange.above("--target", target, 0, 100);
    OptionRange.above("--slo", slo, 0, 100);
    OptionRange.below("--slo-allowance", sloAllowance, 0, 1);
    OptionRange.above("--test-fraction", testFraction, 0, 1);
    OptionRange.inclusive("--instance-price", instancePrice, 0, 1e15);
    double net = netTarget == null ? Math.min(100, target + DEFAULT_NET_ABOVE_TARGET) : netTarget;
    OptionRange.inclusive("--net-target", net, target, 100);
    return new Objectives(target, net, slo, sloAllowance, testFraction, instancePrice);
  }
}
