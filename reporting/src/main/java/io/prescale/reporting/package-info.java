/** Parts that reports are made of: markup, charts, axes, the frame of a page. */
package io.prescale.reporting;
