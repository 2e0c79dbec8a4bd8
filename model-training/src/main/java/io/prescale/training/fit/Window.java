package io.prescale.training.fit;

/**
 * One example to learn from: what the network is fed with, and what came then.
 *
 * @param sequence {@code [steps, features]}
 * @param statics features of the whole sequence
 * @param targets what the network should give, one for each horizon; {@code NaN} where not measured
 * @param persistence what it should have given if nothing had changed
 */
@SuppressWarnings("ArrayRecordComponent")
record Window(float[] sequence, float[] statics, float[] targets, float[] persistence) {}
