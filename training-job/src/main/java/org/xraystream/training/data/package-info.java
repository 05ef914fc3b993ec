/** Labelled radiographs on disk, whose patient each is, and how they are parted so that no patient is on two sides. */
package org.xraystream.training.data;
