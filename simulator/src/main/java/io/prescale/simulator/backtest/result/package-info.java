/** What a backtest finds: plain values that tables, files and reports are made from. */
package io.prescale.simulator.backtest.result;
