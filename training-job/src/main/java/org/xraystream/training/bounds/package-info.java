/** Bounds of the values that a person sets. A value comes in; one that is out of its bounds is refused in words. */
package org.xraystream.training.bounds;
