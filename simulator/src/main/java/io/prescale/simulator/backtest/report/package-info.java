/** The report of a backtest for people: one HTML page that needs nothing but itself. */
package io.prescale.simulator.backtest.report;
