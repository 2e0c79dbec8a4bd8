/** The policies that a backtest compares, each with the source of its rules. */
package io.prescale.simulator.backtest.policy;
