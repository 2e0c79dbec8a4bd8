/**
 * Search of hyper-parameters: {@link io.prescale.training.tune.TuneCommand} reads the options,
 * {@link io.prescale.training.tune.Search} decides what is trained next, {@link
 * io.prescale.training.tune.ProcessRuns} trains it, {@link io.prescale.training.tune.Leaderboard}
 * tells what came out.
 */
package io.prescale.training.tune;
