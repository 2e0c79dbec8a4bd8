/** The work that a backtest offers: read from traces and recorded history, or generated. */
package io.prescale.simulator.demand;
