/** Programs that time the hot paths of the product; each says how to run it beside its peer in {@code peers/}. */
package org.xraystream.benchmarks;
