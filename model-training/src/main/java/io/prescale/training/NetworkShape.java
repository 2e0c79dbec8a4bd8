package io.prescale.training;

/**
 * What may be chosen of a network.
 *
 * @param layers of the LSTM
 * @param hidden size of each layer's state
 * @param dropout share of values dropped between layers in training
 */
public record NetworkShape(int layers, int hidden, double dropout) {}
