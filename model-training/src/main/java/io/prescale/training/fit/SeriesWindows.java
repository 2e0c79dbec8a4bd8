package io.prescale.training.fit;

import java.util.List;

/**
 * The windows of one series, in the order of time.
 *
 * @param group auto scaling group name
 * @param training windows to learn from
 * @param validation windows to choose by
 */
record SeriesWindows(String group, List<Window> training, List<Window> validation) {}
