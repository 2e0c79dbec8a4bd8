/** What a backtest found, as text and files. */
package io.prescale.simulator.backtest.output;
